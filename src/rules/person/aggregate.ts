import type { Source } from '../../config/config.js';
import { allFields, fieldsOf } from '../../config/source-fields.js';
import { all, name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { type Expression, Misread } from '../expression/expression.js';
import { rowScope, unknownName, type Value } from '../expression/scope.js';
import { fieldType } from '../expression/value-type.js';
import { type PersonContext, rowNames } from './context.js';
import { NEWEST } from './mapped.js';

type Call = Expression & { readonly kind: 'call' };

/** What makes one number of the values on several rows. */
export const AGGREGATES = ['sum', 'max', 'min', 'latest', 'count', 'count_distinct'] as const;

type Aggregate = (typeof AGGREGATES)[number];

export const MEASURE_FORM =
  'write sum, max, min or latest of an amount, such as sum(spend), or count a field';

export function isAggregate(name: string): boolean {
  return AGGREGATES.some((aggregate) => aggregate === name);
}

/**
 * `sum(spend)`, `max(online.spend)`, `count(card_no)` or, with a condition over one row,
 * `sum(spend, status = 'active')`. Missing when no row has a value; a count is 0 then. Throws Misread.
 */
export function aggregate(call: Call, context: PersonContext): Value {
  const of = call.name as Aggregate;
  const [written, condition, ...more] = call.of;
  const { operand, isDate } = dateIn(written);
  if (operand === undefined && of === 'count') return counted(context, 'rows', raw('count(*)'));
  if (operand?.kind !== 'name' || more.length > 0)
    throw new Misread(`${of} takes one field, and perhaps a condition`, call.at, MEASURE_FORM);
  const only = context.sources.find((source) => source.name === operand.path.join('.'));
  const { field, source } =
    only !== undefined && of === 'count'
      ? { field: undefined, source: only.name }
      : readField(operand, context.sources);
  const rows = rowsOf({ source, condition }, context);
  if (field === undefined) return counted(context, of, sql`count(*)${filter(rows)}`);
  if (of === 'count') return counted(context, of, sql`count(${name(field)})${filter(rows)}`);
  if (of === 'count_distinct')
    return counted(context, of, sql`count(distinct ${name(field)})${filter(rows)}`);
  const type = isDate ? 'date' : fieldType(field);
  if (type === 'date' ? of === 'sum' : type !== 'number' && type !== 'extra')
    throw new Misread(
      `${field} is not an amount`,
      operand.at,
      'name a field of amounts, or write count(FIELD)',
    );
  const made = aggregateSql(of, isDate ? dateOf(field) : amountOf(field), rows);
  return { sql: context.columns.add(of, made), type: type === 'date' ? 'date' : 'number' };
}

/** `min(as_date(online.expires))`: an extra column that holds days. */
function dateIn(written: Expression | undefined) {
  const isDate = written?.kind === 'call' && written.name === 'as_date' && written.of.length === 1;
  return { operand: isDate ? written.of[0] : written, isDate };
}

function dateOf(field: string): Sql {
  return fieldType(field) === 'extra' ? sql`try_cast(${name(field)} as timestamp)` : name(field);
}

function counted({ columns }: PersonContext, label: string, aggregate: Sql): Value {
  return { sql: columns.add(label, aggregate), type: 'number' };
}

/** A field on a row as a number; an extra column is a text until here. */
export function amountOf(field: string): Sql {
  return fieldType(field) === 'extra' ? sql`try_cast(${name(field)} as decimal(18, 2))` : name(field);
}

function aggregateSql(of: Aggregate, amount: Sql, rows: readonly Sql[]): Sql {
  if (of !== 'latest') return sql`${raw(of)}(${amount})${filter(rows)}`;
  return sql`arg_max(${amount}, ${NEWEST})${filter([...rows, sql`${amount} is not null`])}`;
}

function filter(rows: readonly Sql[]): Sql {
  const [only, ...more] = rows;
  if (only === undefined) return raw('');
  return sql` filter (where ${more.length === 0 ? only : all(rows)})`;
}

function rowsOf(
  { source, condition }: { readonly source: string | undefined; readonly condition: Expression | undefined },
  context: PersonContext,
): readonly Sql[] {
  const found = context.sources.find((candidate) => candidate.name === source);
  const scope = rowScope(found ? fieldsOf(found) : allFields(context.sources), rowNames(context));
  return [
    ...(found === undefined ? [] : [sql`source_no = ${found.order}`]),
    ...(condition === undefined ? [] : [compileCondition(condition, scope)]),
  ];
}

/** A field of any source, or `source.field`. Throws Misread when no source has it. */
export function readField(
  { path, at }: Expression & { readonly kind: 'name' },
  sources: readonly Source[],
): { readonly field: string; readonly source: string | undefined } {
  const [first = '', second] = path;
  if (path.length > 2)
    throw new Misread(`${path.join('.')} is not a field`, at, 'write FIELD, or SOURCE.FIELD');
  if (second === undefined) {
    const known = allFields(sources);
    if (!known.includes(first)) throw unknownName(first, at, known);
    return { field: first, source: undefined };
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
