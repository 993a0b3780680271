import type { Source } from '../../config/config.js';
import { didYouMean } from '../../config/nearest.js';
import { allFields, fieldsOf } from '../../config/source-fields.js';
import { name, raw, type Sql, sql } from '../../engine/sql.js';
import { type Expression, Misread } from '../expression/expression.js';
import { unknownName } from '../expression/scope.js';
import { fieldType } from '../expression/value-type.js';
import { NEWEST } from './mapped.js';

const AGGREGATES = ['sum', 'max', 'min', 'latest'] as const;

/** One number of a person from an amount on the rows; missing when no row has it. */
export interface Measure {
  readonly of: (typeof AGGREGATES)[number];
  readonly field: string;
  /** Absent: the rows of every source. */
  readonly source?: string;
}

/** Reads `sum(spend)` or `max(online.spend)`. Throws Misread. */
export function readMeasure(expression: Expression, sources: readonly Source[]): Measure {
  const form = 'write sum, max, min or latest of an amount, such as sum(spend)';
  if (expression.kind !== 'call') throw new Misread('this is not a measure', expression.at, form);
  const of = AGGREGATES.find((aggregate) => aggregate === expression.name);
  if (of === undefined)
    throw new Misread(
      `unknown measure ${expression.name}`,
      expression.at,
      didYouMean(expression.name, AGGREGATES) ?? form,
    );
  const [operand, ...more] = expression.of;
  if (operand?.kind !== 'name' || more.length > 0)
    throw new Misread(`${of} takes one field`, expression.at, form);
  const { field, source } = readField(operand, sources);
  if (!['number', 'extra'].includes(fieldType(field)))
    throw new Misread(`${field} is not an amount`, operand.at);
  return { of, field, ...(source === undefined ? {} : { source }) };
}

/** A field of any source, or `source.field`. Throws Misread when no source has it. */
export function readField(
  { path, at }: Expression & { readonly kind: 'name' },
  sources: readonly Source[],
): { readonly field: string; readonly source?: string } {
  const [first = '', second] = path;
  if (path.length > 2) throw new Misread(`${path.join('.')} is not a field`, at);
  if (second === undefined) {
    const known = allFields(sources);
    if (!known.includes(first)) throw unknownName(first, at, known);
    return { field: first };
  }
  const source = sources.find((candidate) => candidate.name === first);
  if (source === undefined)
    throw unknownName(
      first,
      at,
      sources.map((candidate) => candidate.name),
    );
  if (!fieldsOf(source).includes(second)) throw unknownName(`${first}.${second}`, at, fieldsOf(source));
  return { field: second, source: first };
}

/** The measure as an aggregate over the rows of a person. */
export function measureSql({ of, field, source }: Measure, sources: readonly Source[]): Sql {
  const amount = fieldType(field) === 'extra' ? sql`try_cast(${name(field)} as decimal(18, 2))` : name(field);
  const order = sources.find((candidate) => candidate.name === source)?.order;
  const rows = order === undefined ? raw('') : sql` filter (where source_no = ${order})`;
  if (of !== 'latest') return sql`${raw(of)}(${amount})${rows}`;
  const known = order === undefined ? raw('true') : sql`source_no = ${order}`;
  return sql`arg_max(${amount}, ${NEWEST}) filter (where ${known} and ${amount} is not null)`;
}
