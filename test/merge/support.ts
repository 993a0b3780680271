import { type Engine, openEngine, type Row } from '../../src/engine/engine.js';
import { join, raw, type Sql, sql } from '../../src/engine/sql.js';

export interface TestRow {
  readonly person: number;
  readonly source: 'online' | 'offline';
  readonly grade?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly store?: string | null;
  readonly status?: string | null;
  readonly points?: string | null;
  readonly stamps?: string | null;
  readonly spend?: string | null;
  readonly orders?: string | null;
  readonly feedback?: string | null;
  readonly joined?: string | null;
  readonly recency?: string | null;
  readonly sms?: boolean | null;
  readonly email?: boolean | null;
}

export function smallEngine(): Promise<Engine> {
  return openEngine({ threads: 2, memoryBytes: 1_000_000_000, spillDirectory: '/tmp' });
}

const COLUMNS: readonly (readonly [
  column: string,
  type: string,
  of: (row: TestRow) => string | boolean | null | undefined,
])[] = [
  ['name', 'varchar', (row) => row.name],
  ['phone', 'varchar', (row) => row.phone],
  ['email', 'varchar', () => null],
  ['grade', 'varchar', (row) => row.grade],
  ['store', 'varchar', (row) => row.store],
  ['status', 'varchar', (row) => row.status],
  ['points', 'decimal(18, 2)', (row) => row.points],
  ['stamps', 'decimal(18, 2)', (row) => row.stamps],
  ['spend', 'decimal(18, 2)', (row) => row.spend],
  ['orders', 'decimal(18, 2)', (row) => row.orders],
  ['joined_at', 'timestamp', (row) => row.joined],
  ['last_activity_at', 'timestamp', () => null],
  ['consent_sms', 'boolean', (row) => row.sms],
  ['consent_email', 'boolean', (row) => row.email],
  ['feedback', 'varchar', (row) => row.feedback],
  ['recency', 'timestamp', (row) => row.recency],
];

/** Fills the tables that the merge reads; row ids follow the order of the list, online first. */
export async function fill(
  engine: Engine,
  rows: readonly TestRow[],
  previous: Readonly<Record<number, string>> = {},
): Promise<void> {
  const ordered = [
    ...rows.filter((r) => r.source === 'online'),
    ...rows.filter((r) => r.source === 'offline'),
  ];
  const values = ordered.map((row, id) => {
    const cells = COLUMNS.map(([, , of]) => sql`${of(row)?.toString() ?? null}`);
    return sql`(${id}, ${row.person}, ${row.source === 'online' ? 0 : 1}, ${`M${id}`}, ${join(cells)})`;
  });
  const names = ['row_id', 'person_id', 'source_no', 'member_id', ...COLUMNS.map(([column]) => column)];
  await engine.step('texts', sql`select * from (values ${join(values)}) as t(${raw(names.join(', '))})`);
  const cast = COLUMNS.map(([column, type]) => raw(`${column}::${type} as ${column}`));
  await engine.step(
    'rows',
    sql`select row_id::bigint as row_id, source_no::utinyint as source_no, member_id, ${join(cast)} from texts`,
  );
  await engine.step(
    'person_rows',
    raw('select row_id::bigint as row_id, person_id::bigint as person_id from texts'),
  );
  const grades = Object.entries(previous).map(
    ([person, grade]): Sql =>
      sql`select ${BigInt(person)}::bigint as person_id, ${grade} as grade, null::varchar as announced`,
  );
  const none = raw(
    'select null::bigint as person_id, null::varchar as grade, null::varchar as announced where false',
  );
  await engine.step('previous_grades', grades.length === 0 ? none : join(grades, ' union all '));
}

/** A table as texts, for results that are written out. */
export async function table(engine: Engine, columns: string, from: string): Promise<readonly string[]> {
  const rows = await engine.rows<Row>(
    raw(`select columns(*)::varchar from (select ${columns} from ${from}) order by all`),
  );
  return rows.map((row) =>
    Object.values(row)
      .map((value) => value ?? '-')
      .join(' | '),
  );
}
