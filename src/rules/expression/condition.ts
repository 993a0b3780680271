import type { Holds } from '../../config/fields.js';
import type { Engine } from '../../engine/engine.js';
import { all, either, join, raw, type Sql, sql } from '../../engine/sql.js';
import { type Fault, Faults } from '../../failure.js';
import { recordScope } from '../orders/type.js';
import { type Expression, Misread } from './expression.js';
import { parseExpression } from './parse.js';
import { rowScope, type Scope } from './scope.js';
import { compileTogether, compileValue } from './value.js';

/** Where an expression stands in the file that a person wrote. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What it is there, such as `sources.online.exclude (1st).when`. */
  readonly what: string;
}

interface RowContext {
  /** The fields that a row has. */
  readonly fields: readonly string[];
  /** What the row is, when it is no member's. */
  readonly holds?: Holds;
  readonly origin: Origin;
}

/** A condition over the fields of one row as SQL that is true or false, never NULL. Throws Faults. */
export async function compileRowCondition(engine: Engine, text: string, context: RowContext): Promise<Sql> {
  try {
    return compileCondition(await parseExpression(engine, text), scopeOf(context));
  } catch (error) {
    throw new Faults([misreadFault(error, context.origin)]);
  }
}

function scopeOf({ fields, holds }: RowContext): Scope {
  return holds === undefined ? rowScope(fields) : recordScope(fields, holds);
}

/** A Misread as a fault of the file it stands in; anything else is thrown on. */
export function misreadFault(error: unknown, origin: Origin): Fault {
  if (!(error instanceof Misread)) throw error;
  const { file, line, column, what } = origin;
  const message = `${what}: ${error.message} (character ${error.at})`;
  return { file, line, column, message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}

/**
 * A condition as SQL that is true or false. What is missing is settled at each comparison, not at the end:
 * a comparison with a missing value is false, and so a `not` around it is true.
 */
export function compileCondition(expression: Expression, scope: Scope): Sql {
  switch (expression.kind) {
    case 'and':
      return all(expression.of.map((part) => compileCondition(part, scope)));
    case 'or':
      return either(expression.of.map((part) => compileCondition(part, scope)));
    case 'not':
      return sql`not (${compileCondition(expression.of[0], scope)})`;
    default:
      return scope.instead?.(expression) ?? sql`coalesce(${compileAtom(expression, scope)}, false)`;
  }
}

function compileAtom(expression: Expression, scope: Scope): Sql {
  const sides = (of: readonly Expression[]) => compileTogether(of, scope).map((value) => value.sql);
  const not = raw('negated' in expression && expression.negated ? 'not ' : '');
  switch (expression.kind) {
    case 'compare': {
      const [left, right] = sides(expression.of);
      return sql`${left} ${raw(expression.operator)} ${right}`;
    }
    case 'in': {
      const [value, ...list] = sides(expression.of);
      return sql`${value} ${not}in (${join(list)})`;
    }
    case 'between': {
      const [value, lower, upper] = sides(expression.of);
      return sql`${value} ${not}between ${lower} and ${upper}`;
    }
    case 'like': {
      const [value, pattern] = compileTogether(expression.of, scope);
      if (value?.type !== 'text' && value?.type !== 'extra')
        throw new Misread('like needs a text', expression.at, "such as store like 'Gang%'");
      return sql`${value.sql} ${not}like ${pattern?.sql}`;
    }
    case 'missing':
      return sql`${compileValue(expression.of[0], scope).sql} is ${not}null`;
    default:
      return flagOf(expression, scope);
  }
}

function flagOf(expression: Expression, scope: Scope): Sql {
  const value = compileValue(expression, scope);
  if (value.type === 'flag') return value.sql;
  throw new Misread(`a ${value.type} alone is not a condition`, expression.at, 'compare it with something');
}
