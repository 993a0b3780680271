import type { Source } from '../config/config.js';
import { allFields, RECENCY } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { ExamplePerson, ExampleValue } from '../rules/examples/example.js';
import { typeOf } from '../standardise/field.js';
import type { MergeTables } from './tables.js';

export const EXAMPLE_TABLES: MergeTables = {
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
    person.previous === undefined ? [] : [sql`(${number}::bigint, ${person.previous})`],
  );
  if (previous.length === 0)
    return raw('select null::bigint as person_id, null::varchar as grade where false');
  return sql`select * from (values ${join(previous)}) as t(person_id, grade)`;
}

export async function dropExampleTables(engine: Engine): Promise<void> {
  const made = ['graded', 'merged', 'merged_points', 'merged_conversions', 'merged_refusals'];
  const { rows, personRows, previousGrades: previous, prefix } = EXAMPLE_TABLES;
  await engine.drop(rows, personRows, previous, ...made.map((table) => `${prefix}${table}`));
}
