import type { Source } from '../config/config.js';
import type { Holds } from '../config/fields.js';
import { LOT_FIELD_NAMES } from '../config/order-fields.js';
import { allFields, RECENCY } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { countOrders } from '../orders/counted.js';
import { handedOver, isDelivered } from '../orders/placed.js';
import { orderFields } from '../orders/typed-orders.js';
import type { ExamplePerson, ExampleValue } from '../rules/examples/example.js';
import type { RuleSet } from '../rules/ruleset.js';
import { typeOf } from '../standardise/field.js';
import type { MergeTables } from './tables.js';

const EXAMPLE_TABLES: MergeTables = {
  rows: 'example_rows',
  personRows: 'example_person_rows',
  previousGrades: 'example_previous_grades',
  prefix: 'example_',
};

/** Fills the tables that the merge reads with these persons, numbered from 0. */
export async function fillExampleTables(
  engine: Engine,
  persons: readonly ExamplePerson[],
  sources: readonly Source[],
): Promise<void> {
  const fields = allFields(sources);
  const orderOf = (source: string) => sources.find((candidate) => candidate.name === source)?.order ?? 0;
  // Row ids follow the order of the sources, as they do in a plan.
  const rows = persons
    .flatMap((person, number) => person.rows.map((row) => ({ ...row, number })))
    .toSorted((a, b) => orderOf(a.source) - orderOf(b.source));
  const texts = rows.map(({ source, values, number }, id) => {
    const cells = [...fields.map((field) => values[field] ?? null), recency(values)];
    return sql`(${id}, ${number}, ${orderOf(source)}, ${join(cells.map(text))})`;
  });
  const columns = [...fields, 'recency'];
  const names = ['row_id', 'person_id', 'source_no', ...columns].map((column) => name(column));
  const all = sql`(values ${join(texts)}) as texts(${join(names)})`;
  const typed = columns.map((column) => sql`${name(column)}::${type(column)} as ${name(column)}`);
  await engine.step(
    EXAMPLE_TABLES.rows,
    sql`select row_id::bigint as row_id, source_no::utinyint as source_no, ${join(typed)} from ${all}`,
  );
  await engine.step(
    EXAMPLE_TABLES.personRows,
    sql`select row_id::bigint as row_id, person_id::bigint as person_id from ${all}`,
  );
  await engine.step(EXAMPLE_TABLES.previousGrades, previousGrades(persons));
}

/** The orders and the lots of the same persons, counted as those of a plan are. */
export async function fillExampleRecords(
  engine: Engine,
  persons: readonly ExamplePerson[],
  { rules, asOf }: { readonly rules: RuleSet; readonly asOf: string },
): Promise<MergeTables> {
  const { orders } = rules;
  const lots = await fillLots(engine, persons, asOf);
  if (orders === undefined) return lots;
  const typed = recordsTable(persons, { kind: 'orders', fields: orderFields(orders.exports) });
  await engine.step(
    'example_placed_orders',
    sql`select *, '' as numbers, ${handedOver(orders.exports, raw('source_no'))} as handed_over,
        ${isDelivered(orders.exports, raw('source_no'))} as is_delivered, false as is_status_unread
      from (${typed})`,
  );
  await countOrders(engine, { policy: orders.policy, asOf, prefix: EXAMPLE_TABLES.prefix });
  return { ...lots, countedOrders: 'example_counted_orders' };
}

async function fillLots(
  engine: Engine,
  persons: readonly ExamplePerson[],
  asOf: string,
): Promise<MergeTables> {
  const typed = recordsTable(persons, { kind: 'lots', fields: LOT_FIELD_NAMES });
  await engine.step(
    'example_placed_lots',
    sql`select *, case when cast(expires_at as date) < ${asOf}::date then 'expired' else 'carried' end as state
      from (${typed})`,
  );
  return { ...EXAMPLE_TABLES, placedLots: 'example_placed_lots' };
}

/** An order that is not numbered is one of its own, and whose it is goes without saying. */
function recordsTable(
  persons: readonly ExamplePerson[],
  { kind, fields }: { readonly kind: Holds; readonly fields: readonly string[] },
): Sql {
  const records = persons.flatMap((person, number) =>
    (person[kind] ?? []).map(({ order, values }) => ({ order, number, values })),
  );
  const cells = records.map(({ order, number, values }, id) => {
    const own: Readonly<Record<string, ExampleValue>> = {
      order_no: `#${id}`,
      member_id: `${number}`,
      ...values,
    };
    return sql`(${id}::bigint, ${number}::bigint, ${order}::utinyint, ${join(fields.map((field) => text(own[field] ?? null)))})`;
  });
  const none = sql`(null::bigint, null::bigint, null::utinyint, ${join(fields.map(() => text(null)))})`;
  const names = ['row_id', 'person_id', 'source_no', ...fields].map((column) => name(column));
  const typed = fields.map((field) => sql`${name(field)}::${raw(typeOf(field, kind))} as ${name(field)}`);
  return sql`select row_id, person_id, source_no, ${join(typed)}
    from (values ${join(cells.length === 0 ? [none] : cells)}) as texts(${join(names)}) where row_id is not null`;
}

function text(value: ExampleValue): Sql {
  return sql`${value === null ? null : String(value)}::varchar`;
}

function type(column: string): Sql {
  return raw(column === 'recency' ? 'timestamp' : typeOf(column));
}

function recency(values: Readonly<Record<string, ExampleValue>>): ExampleValue {
  return RECENCY.map((field) => values[field] ?? null).find((value) => value !== null) ?? null;
}

function previousGrades(persons: readonly ExamplePerson[]): Sql {
  const previous = persons.flatMap((person, number) =>
    person.previous === undefined && person.announced === undefined
      ? []
      : [sql`(${number}::bigint, ${person.previous}::varchar, ${person.announced}::varchar)`],
  );
  if (previous.length === 0)
    return raw(
      'select null::bigint as person_id, null::varchar as grade, null::varchar as announced where false',
    );
  return sql`select * from (values ${join(previous)}) as t(person_id, grade, announced)`;
}

export async function dropExampleTables(engine: Engine): Promise<void> {
  const made = ['graded', 'merged', 'merged_points', 'merged_conversions', 'merged_refusals', 'merged_costs'];
  const { rows, personRows, previousGrades: previous, prefix } = EXAMPLE_TABLES;
  await engine.drop('example_placed_orders', 'example_counted_orders', 'example_placed_lots');
  await engine.drop(rows, personRows, previous, ...made.map((table) => `${prefix}${table}`));
}
