import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join as joinPath, relative } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { live } from '../engine/inert.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { readCsv } from '../plan/files/content.js';
import type { Person } from '../store/person.js';

/**
 * Takes a person out of the folder of a plan: tables are written anew without the rows, and what is no table and may
 * name anybody is removed, reports and rejected bytes among them. Gives whether anything was done; then `plan.json` and
 * `result.json` say `redacted`, and the plan cannot be applied any more. May be run again after it was interrupted.
 */
export async function redactFolder(
  engine: Engine,
  folder: string,
  { person, at }: { readonly person: Person; readonly at: string },
): Promise<boolean> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const files = found.map((entry) => joinPath(entry.parentPath, entry.name));
  let isTouched = false;
  for (const file of files.filter(isTable)) {
    if (await withoutRows(engine, file, person)) isTouched = true;
  }
  const open = files.filter((file) => !isTable(file) && !isImpersonal(relative(folder, file)));
  // A rejected record may be anybody's, whether the tables know the person or not.
  const rejects = await nonEmpty(open.filter((file) => basename(file) === 'rejects.raw'));
  if (!isTouched && rejects.length === 0) return false;
  await mark(folder, at);
  for (const file of [...open, ...files.filter((one) => basename(one) === 'rejects.csv')]) await rm(file);
  return true;
}

function isTable(file: string): boolean {
  return /\.(csv|parquet)$/.test(file);
}

/** Counts, hashes, weights and names of the staff. */
const IMPERSONAL = ['plan.json', 'result.json', 'approval.json', 'model.yaml', joinPath('delta', 'ci.key')];

function isImpersonal(file: string): boolean {
  return IMPERSONAL.includes(file);
}

async function nonEmpty(files: readonly string[]): Promise<readonly string[]> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return files.filter((_, at) => (sizes[at] ?? 0) > 0);
}

async function withoutRows(engine: Engine, file: string, person: Person): Promise<boolean> {
  const from = file.endsWith('.parquet') ? sql`read_parquet(${file})` : readCsv(file);
  const columns = await engine.rows<{ column_name: string; column_type: string }>(
    sql`describe select * from ${from}`,
  );
  const texts = columns.filter((column) => column.column_type === 'VARCHAR').map((c) => c.column_name);
  const names = either(conditionsOn(texts, person));
  const { rows } = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from ${from} where coalesce(${names}, false)`,
  );
  if (rows === 0n) return false;
  const format = file.endsWith('.parquet') ? sql`format parquet` : sql`format csv, header true`;
  await engine.run(
    sql`copy (select * from ${from} where not coalesce(${names}, false)) to ${`${file}.partial`} (${format})`,
  );
  await rename(`${file}.partial`, file);
  return true;
}

/** The text columns of crowded.csv: values on so many rows that nothing was linked by them. */
const CROWDED = 'key,value,rows';

/** Pairs of columns that name a source row. */
const ROW_COLUMNS = [
  ['source', 'source_member_id'],
  ['source_l', 'id_l'],
  ['source_r', 'id_r'],
] as const;

function conditionsOn(columns: readonly string[], { members, rows }: Person): readonly Sql[] {
  const listed = (texts: readonly string[]) => sql`(${join([...texts, ''].map((text) => sql`${text}`))})`;
  const links = rows.map((row) => `link:${row.source}:${row.source_member_id}`);
  const values = [...new Set(rows.flatMap((row) => row.values))].filter((value) => value !== '');
  const named = [...members, ...links];
  const isCrowded = columns.join() === CROWDED;
  const pairs = rows.map((row) => sql`(${row.source}, ${row.source_member_id})`);
  return [
    // Elsewhere the same name or phone may be somebody else's.
    ...(isCrowded ? [sql`${live(name('value'))} in ${listed(values)}`] : []),
    ...columns.map((column) => sql`${live(name(column))} in ${listed(named)} and ${name(column)} <> ''`),
    ...ROW_COLUMNS.filter((pair) => pairs.length > 0 && pair.every((column) => columns.includes(column))).map(
      ([source, id]) => sql`(${name(source)}, ${live(name(id))}) in (${join(pairs)})`,
    ),
  ];
}

async function mark(folder: string, at: string): Promise<void> {
  for (const file of ['plan.json', 'result.json'].map((one) => joinPath(folder, one))) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const marked = { ...(JSON.parse(text) as object), redacted: at };
    await writeFile(`${file}.partial`, `${JSON.stringify(marked, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.partial`, file);
  }
}
