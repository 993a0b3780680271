import type { Source } from '../config/config.js';
import { allFields, RECENCY } from '../config/source-fields.js';
import type { Place } from '../config/yaml.js';
import type { Engine, Row } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { Example, ExampleValue, RuleSet } from '../rules/ruleset.js';
import { typeOf } from '../standardise/field.js';
import { mergePersons } from './merge.js';
import type { MergeTables } from './tables.js';

export interface ExampleResult {
  readonly name: string;
  readonly place: Place;
  readonly passed: boolean;
  /** What differs; empty when it passed. */
  readonly differences: readonly ExampleDifference[];
}

export interface ExampleDifference {
  /** `grade`, `rule`, `points.<bucket>` or a field. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

const TABLES: MergeTables = {
  rows: 'example_rows',
  personRows: 'example_person_rows',
  previousGrades: 'example_previous_grades',
  prefix: 'example_',
};

/** Runs the examples of a rule file, each as a person, through the statements that decide real members. */
export async function runExamples(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly ExampleResult[]> {
  if (rules.examples.length === 0) return [];
  await fillTables(engine, rules.examples, sources);
  await mergePersons(engine, { rules, sources, asOf: '2000-01-01', tables: TABLES });
  const persons = await engine.rows(
    sql`select columns(*)::varchar from example_merged order by person_id::bigint`,
  );
  const points = await engine.rows<{ person_id: bigint; bucket: string; balance: bigint }>(
    raw('select person_id, bucket, balance from example_merged_points'),
  );
  await engine.drop(
    ...['rows', 'person_rows', 'previous_grades', 'merged', 'merged_points'].map((t) => `example_${t}`),
  );
  return rules.examples.map((example, index) => {
    const own = points.filter(({ person_id }) => Number(person_id) === index);
    const balances = new Map(own.map(({ bucket, balance }) => [bucket, balance.toString()]));
    const differences = differencesOf(example, persons[index] ?? {}, balances);
    return { name: example.name, place: example.place, passed: differences.length === 0, differences };
  });
}

async function fillTables(
  engine: Engine,
  examples: readonly Example[],
  sources: readonly Source[],
): Promise<void> {
  const fields = allFields(sources);
  const persons = examples.flatMap(({ rows }, person) => rows.map((row) => ({ ...row, person })));
  const orderOf = (source: string) => sources.find((candidate) => candidate.name === source)?.order ?? 0;
  // Row ids follow the order of the sources, as they do in a plan.
  const ordered = persons.toSorted((a, b) => orderOf(a.source) - orderOf(b.source));
  const rows = ordered.map(({ source, values }, id) => {
    const columns = fields.map((field) => sql`, ${typed(field, values[field] ?? null)} as ${name(field)}`);
    return sql`select ${id}::bigint as row_id, ${orderOf(source)}::utinyint as source_no
      ${join(columns, '')}, ${recency(values)} as recency`;
  });
  await engine.step(TABLES.rows, join(rows, ' union all '));
  const owners = ordered.map(({ person }, id) => sql`(${id}::bigint, ${person}::bigint)`);
  await engine.step(TABLES.personRows, sql`select * from (values ${join(owners)}) as t(row_id, person_id)`);
  const previous = examples.flatMap((example, person) =>
    example.previous === undefined ? [] : [sql`(${person}::bigint, ${example.previous})`],
  );
  const none = raw('select null::bigint as person_id, null::varchar as grade where false');
  const some = sql`select * from (values ${join(previous)}) as t(person_id, grade)`;
  await engine.step(TABLES.previousGrades, previous.length === 0 ? none : some);
}

function typed(field: string, value: ExampleValue): Sql {
  return sql`${value === null ? null : String(value)}::${raw(typeOf(field))}`;
}

function recency(values: Readonly<Record<string, ExampleValue>>): Sql {
  const moment = RECENCY.map((field) => values[field] ?? null).find((value) => value !== null) ?? null;
  return sql`${moment === null ? null : String(moment)}::timestamp`;
}

function differencesOf(
  { expect }: Example,
  person: Row,
  balances: ReadonlyMap<string, string>,
): readonly ExampleDifference[] {
  const compared = [
    ...(expect.grade === undefined ? [] : [difference('grade', expect.grade, shown(person.grade))]),
    ...(expect.rule === undefined ? [] : [difference('rule', expect.rule, shown(person.rule))]),
    ...Object.entries(expect.points ?? {}).map(([bucket, balance]) =>
      difference(`points.${bucket}`, String(balance), balances.get(bucket) ?? '0'),
    ),
    ...Object.entries(expect.fields).map(([field, value]) =>
      difference(field, shown(value), shown(person[field])),
    ),
  ];
  return compared.filter(({ expected, got }) => expected !== got);
}

function difference(what: string, expected: string, got: string): ExampleDifference {
  return { what, expected, got: isSameMoment(expected, got) ? expected : got };
}

/** A date written without its midnight. */
function isSameMoment(expected: string, got: string): boolean {
  return `${expected} 00:00:00` === got;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}
