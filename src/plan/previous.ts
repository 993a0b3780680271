import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { CopiedOut } from '../store/dialect.js';
import type { StoredRow } from '../store/pages.js';
import type { Store } from '../store/store.js';
import { type Column, type ColumnKind, STORED_TABLES, type StoredTable } from '../store/tables.js';
import { birthHead, countingRuns } from './birth-head.js';

/** What the target holds now, as the plan sees it. */
export interface Previous {
  /** The run at the head of the ledger; null before the first. */
  readonly head: string | null;
  /** The run from which new member ids follow. */
  readonly birthHead: string | null;
  /** The `as_of` of the last run that was not taken back. */
  readonly asOf: string | null;
  /** What that run counted per source, as JSON text. */
  readonly inputs: string | null;
  readonly ciKey: string | undefined;
  /** Keyed hashes of whoever was forgotten. */
  readonly forgotten: readonly string[];
}

const TYPES: Readonly<Record<ColumnKind, string>> = {
  key: 'varchar',
  text: 'varchar',
  integer: 'bigint',
  amount: 'varchar',
  flag: 'boolean',
  score: 'double',
};

/** The columns that are wanted of a table of the target; all of a table that is not named. */
export type WantedColumns = Readonly<Partial<Record<StoredTable, readonly string[]>>>;

/**
 * Copies the target's state into `previous_members`, `previous_links`, `previous_points`,
 * `previous_source_rows` and `previous_runs(run_id, sequence)`; they are empty before the first run. The rows of the
 * first three are counted in `previous_totals(members, links, points)`.
 */
export async function loadPrevious(
  engine: Engine,
  store: Store,
  workDirectory: string,
  wanted: WantedColumns = {},
): Promise<Previous> {
  const head = await store.head();
  const ledger = await store.runs();
  const counting = countingRuns(ledger);
  const runs = ledger.map((run) => sql`(${run.run_id}, ${run.sequence})`);
  await engine.run(sql`create or replace table previous_runs (run_id varchar, sequence bigint)`);
  if (runs.length > 0) await engine.run(sql`insert into previous_runs values ${join(runs)}`);
  await copyTables(engine, store, { workDirectory, wanted });
  await engine.step('previous_totals', TOTALS);
  return {
    head: head?.run_id ?? null,
    birthHead: birthHead(ledger),
    asOf: counting[0]?.as_of ?? null,
    inputs: counting[0]?.input_summary ?? null,
    ciKey: await store.meta('ci_key'),
    forgotten: await store.forgotten(),
  };
}

const TOTALS = sql`select (select count(*) from previous_members) as members,
    (select count(*) from previous_links) as links, (select count(*) from previous_points) as points`;

interface Copying {
  readonly workDirectory: string;
  readonly wanted: WantedColumns;
}

/** Each table is read by the engine while the target writes out the next one. */
async function copyTables(engine: Engine, store: Store, copying: Copying): Promise<void> {
  let filled: Promise<void> = Promise.resolve();
  try {
    for (const table of STORED_TABLES) {
      const spooled = await spoolTable(store, table, copying);
      await filled;
      filled = fill(engine, spooled);
      // It is awaited with the next table; a rejection that nobody listens to until then would end the process.
      filled.catch(() => {});
    }
    await filled;
  } finally {
    // Whoever failed must not go while the engine still reads.
    await filled.catch(() => {});
  }
}

/** A table of the target as a file for `previous_<table>`, by the quickest way that the database has. */
async function spoolTable(
  store: Store,
  table: StoredTable,
  { workDirectory, wanted }: Copying,
): Promise<Spooled> {
  const only = wanted[table];
  const into = `previous_${table}`;
  const columns = store.columns(table, only);
  const file = joinPath(workDirectory, into);
  const copied = await store.copyOut(table, file, only);
  if (copied === undefined) return spoolRows({ into, columns, rows: store.read(table, only), workDirectory });
  const written: Spooled['written'] = (from, typed) => csv(from, typed, copied);
  return { into, columns, file, rows: copied.rows, written };
}

interface Copied {
  /** The table to be made. */
  readonly into: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly StoredRow[]>;
  readonly workDirectory: string;
}

/** Copies rows of the target into a table of the engine, by way of a file. */
export async function copyRows(engine: Engine, copied: Copied): Promise<void> {
  await fill(engine, await spoolRows(copied));
}

async function spoolRows({ into, columns, rows, workDirectory }: Copied): Promise<Spooled> {
  const file = joinPath(workDirectory, into);
  return { into, columns, file, rows: await spool(rows, columns, file), written: lines };
}

interface Spooled {
  readonly into: string;
  readonly columns: readonly Column[];
  readonly file: string;
  readonly rows: number;
  /** How the file is written. */
  readonly written: (file: string, typed: Sql) => Sql;
}

async function fill(engine: Engine, { into, columns, file, rows, written }: Spooled): Promise<void> {
  const types = (render: (column: Column) => Sql) => join(columns.map(render));
  if (rows === 0) {
    await engine.run(sql`create or replace table ${name(into)}
      (${types((c) => sql`${name(c.name)} ${raw(TYPES[c.kind])}`)})`);
  } else {
    const typed = types((c) => sql`${name(c.name)}: ${TYPES[c.kind]}`);
    const made = await engine.step(into, sql`select * from ${written(file, typed)}`);
    if (made !== rows) throw new Error(`of ${rows} rows for ${into} ${made} were understood`);
  }
  await rm(file, { force: true });
}

function lines(file: string, typed: Sql): Sql {
  return sql`read_json(${file}, format = 'newline_delimited', columns = {${typed}})`;
}

function csv(file: string, typed: Sql, { quote, nullText }: CopiedOut): Sql {
  return sql`read_csv(${file}, auto_detect = false, header = false, delim = ',', quote = ${quote}, escape = ${quote}, comment = '',
    nullstr = ${nullText}, allow_quoted_nulls = false, max_line_size = ${LONGEST_LINE}, buffer_size = ${4 * LONGEST_LINE}, columns = {${typed}})`;
}

/** In bytes; unless it is told how large its buffers are, the engine takes sixteen lines of memory a thread. */
const LONGEST_LINE = 4_194_304;

async function spool(
  batches: AsyncIterable<readonly StoredRow[]>,
  columns: readonly Column[],
  file: string,
): Promise<number> {
  let rows = 0;
  const integers = columns.filter((column) => column.kind === 'integer');
  const out = createWriteStream(file, { mode: 0o600 });
  for await (const batch of batches) {
    rows += batch.length;
    const text = batch.map((row) => `${JSON.stringify(exact(row, integers))}\n`).join('');
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return rows;
}

/** JSON has no integers of 64 bits; the engine reads them from text as well. */
function exact(row: StoredRow, integers: readonly Column[]): StoredRow {
  if (integers.length === 0) return row;
  const texts = integers.map(({ name: column }) => [column, row[column]?.toString() ?? null]);
  return { ...row, ...Object.fromEntries(texts) };
}
