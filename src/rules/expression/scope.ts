import { didYouMean } from '../../config/nearest.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { type Expression, Misread } from './expression.js';
import { closedValues, fieldType, type ValueType } from './value-type.js';

/** A value compiled to SQL, and what is known of it. */
export interface Value {
  readonly sql: Sql;
  readonly type: ValueType;
  /** The only texts that it can be, when they are few. */
  readonly among?: readonly string[];
}

/** Which names an expression may use, and what they are in SQL. */
export interface Scope {
  /** Throws Misread for a name that this scope does not have. */
  named(expression: Expression & { readonly kind: 'name' }): Value;
  /** A function that only this scope has; undefined for one of the language. */
  called?(call: Expression & { readonly kind: 'call' }): Value | undefined;
  /** A condition inside a value, as in `case`; absent where there is none. */
  holds?(condition: Expression): Sql;
  /** Takes over a comparison or a call that is not about the columns at hand; undefined leaves it. */
  instead?(expression: Expression): Sql | undefined;
  /** The rank of a grade label; throws Misread for one that is not on the ladder. */
  rank?(label: string, at: number): Sql;
}

/** The fields of one row, as columns of the table at hand, and what else is known of it by name. */
export function rowScope(fields: readonly string[], known: ReadonlyMap<string, Value> = new Map()): Scope {
  return {
    named: ({ path, at }) => {
      const [field = '', ...more] = path;
      if (more.length > 0)
        throw new Misread(
          `${path.join('.')} is not a field of one row`,
          at,
          'write the field alone, such as spend',
        );
      const other = known.get(field);
      if (other !== undefined) return other;
      if (!fields.includes(field)) throw unknownName(field, at, [...fields, ...known.keys()]);
      const among = closedValues(field);
      return { sql: sql`${name(field)}`, type: fieldType(field), ...(among ? { among } : {}) };
    },
  };
}

export function unknownName(word: string, at: number, known: readonly string[]): Misread {
  return new Misread(
    `unknown name ${word}`,
    at,
    didYouMean(word, known) ?? `known here: ${known.join(', ')}`,
  );
}
