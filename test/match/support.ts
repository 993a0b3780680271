import { tmpdir } from 'node:os';
import type { Config, Source } from '../../src/config/config.js';
import type { Engine } from '../../src/engine/engine.js';
import { join, name, raw, sql } from '../../src/engine/sql.js';
import { matchRows } from '../../src/match/match.js';
import { configOf, source } from '../standardise/support.js';

/** A row as it is compared. Its id is its place in the list; rows of `online` come first, as the program has them. */
export interface TestRow {
  /** Member id in its source; by default `m` and the row's place. */
  readonly id?: string;
  readonly at?: 'online' | 'offline';
  readonly ci?: string;
  readonly card?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly born?: string;
  readonly gender?: string;
  readonly status?: string;
  readonly apart?: boolean;
}

const COLUMNS: readonly (readonly [
  column: string,
  type: string,
  of: (row: TestRow) => string | boolean | undefined,
])[] = [
  ['ci', 'varchar', (row) => row.ci],
  ['card_no', 'varchar', (row) => row.card],
  ['email', 'varchar', (row) => row.email],
  ['phone', 'varchar', (row) => row.phone],
  ['phone_key', 'varchar', (row) => row.phone],
  ['name', 'varchar', (row) => row.name],
  ['name_key', 'varchar', (row) => row.name],
  ['birth_date', 'date', (row) => row.born],
  ['gender', 'varchar', (row) => row.gender],
  ['status', 'varchar', (row) => row.status],
  ['keep_apart', 'boolean', (row) => row.apart ?? false],
];

const FIELDS = 'ci card_no email phone name birth_date gender status';

export interface Setting {
  readonly identity?: Partial<Config['identity']>;
  readonly online?: Partial<Source>;
  readonly offline?: Partial<Source>;
}

export function settingOf({ identity, online, offline }: Setting = {}): Config {
  const config = configOf(
    source(FIELDS, { ...online }),
    source(FIELDS, { name: 'offline', order: 1, ...offline }),
  );
  return { ...config, identity: { ...config.identity, ...identity } };
}

/** The table `rows`, as far as matching reads it. */
export async function fill(engine: Engine, rows: readonly TestRow[]): Promise<void> {
  const types = COLUMNS.map(([column, type]) => sql`${name(column)} ${raw(type)}`);
  await engine.run(
    sql`create or replace table rows (row_id bigint, source_no utinyint, member_id varchar, ${join(types)})`,
  );
  if (rows.length === 0) return;
  const values = rows.map((row, at) => {
    const cells = COLUMNS.map(([, , of]) => sql`${of(row)?.toString()}`);
    return sql`(${at}, ${row.at === 'offline' ? 1 : 0}, ${row.id ?? `m${at}`}, ${join(cells)})`;
  });
  await engine.run(sql`insert into rows values ${join(values)}`);
}

/** Matches these rows; gives the persons as `0+1 2`: the rows of each, smallest first. */
export async function matched(engine: Engine, rows: readonly TestRow[], setting?: Setting): Promise<string> {
  const config = settingOf(setting);
  await fill(engine, rows);
  await matchRows(engine, config, tmpdir());
  const persons = await engine.rows<{ text: string }>(
    raw(
      "select string_agg(row_id, '+' order by row_id) as text from person_rows group by person_id order by min(row_id)",
    ),
  );
  return persons.map(({ text }) => text).join(' ');
}

/** `l-r reason torn` of every pair that a person must look at. */
export async function reviews(engine: Engine): Promise<readonly string[]> {
  const found = await engine.rows<{ text: string }>(
    raw(
      "select l || '-' || r || ' ' || reason || coalesce(' ' || torn, '') as text from review order by l, r",
    ),
  );
  return found.map(({ text }) => text);
}

/** `l-r` of the pairs that were kept apart inside a larger group. */
export async function cuts(engine: Engine): Promise<readonly string[]> {
  const found = await engine.rows<{ text: string }>(
    raw("select l || '-' || r as text from cut order by l, r"),
  );
  return found.map(({ text }) => text);
}
