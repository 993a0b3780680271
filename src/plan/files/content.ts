import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { inert } from '../../engine/inert.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { lotList } from '../../lots/list.js';
import { orderList } from '../../orders/list.js';
import { describingColumns } from '../unified.js';

export type Format = 'csv' | 'parquet';

/** Every agreement that occurred, with what it weighs: what `links.csv` says of a row can be looked up in it. */
export const PATTERN_FILE = 'patterns.csv';

/** The model that weighed the pairs. */
export const MODEL_IN_FORCE = 'model.yaml';

/** The four tables that `content_hash` covers, in its order. */
const CONTENT = ['members', 'links', 'points', 'changes'] as const;

export type Content = (typeof CONTENT)[number];

/**
 * Writes members, links, points and changes, each sorted by its key. Gives the hash of each file, and their
 * common hash, which is of the CSV whatever format is asked for, because other formats carry the version of
 * their writer.
 */
export async function writeContent(
  engine: Engine,
  options: { readonly directory: string; readonly workDirectory: string; readonly format: Format },
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly contentHash: string }> {
  const selects = await contentSelects(engine);
  const files: Record<string, Promise<string>> = {};
  const csvHashes: Promise<string>[] = [];
  for (const table of CONTENT) {
    const name = contentFile(table, options.format);
    const csv = joinPath(name.endsWith('.csv') ? options.directory : options.workDirectory, `${table}.csv`);
    await copy(engine, selects[table], csv);
    // Hashed while the engine writes the next one.
    const hash = sha256(csv);
    // It is awaited below; a rejection that nobody listens to until then would end the process as it stands.
    hash.catch(() => {});
    csvHashes.push(hash);
    files[name] = hash;
    if (!name.endsWith('.csv')) {
      await copy(engine, selects[table], joinPath(options.directory, name));
      files[name] = sha256(joinPath(options.directory, name));
      files[name].catch(() => {});
    }
  }
  const hashes = await Promise.all(csvHashes);
  const all = await Promise.all(Object.entries(files).map(async ([name, hash]) => [name, await hash]));
  const text = CONTENT.map((table, i) => `${table} ${hashes[i]}\n`).join('');
  return { files: Object.fromEntries(all), contentHash: createHash('sha256').update(text).digest('hex') };
}

/** Writes the lists that stand beside the members and gives the hash of each; `content_hash` does not cover them. */
export async function writeLists(
  engine: Engine,
  config: Config,
  { directory, isScoped }: { readonly directory: string; readonly isScoped: boolean },
): Promise<Readonly<Record<string, string>>> {
  const only = isScoped ? sql`where person_id in (from persons_in_scope)` : sql``;
  const lists = [
    ...((config.orders ?? []).length > 0 ? [{ table: 'orders', select: orderList(config, only) }] : []),
    ...((config.lots ?? []).length > 0 ? [{ table: 'lots', select: lotList(config, only) }] : []),
  ];
  const files: Record<string, string> = {};
  for (const { table, select } of lists) {
    const file = `${table}.${config.output.format}`;
    await copy(engine, select, joinPath(directory, file));
    files[file] = await sha256(joinPath(directory, file));
  }
  return files;
}

/** The name of a table's file in a plan. */
export function contentFile(table: Content, format: Format): string {
  return `${table}.${table === 'links' ? 'csv' : format}`;
}

/** A table of a plan as `writeContent` wrote it, all values as text: how we write our CSV is how we read it. */
export function readContent(directory: string, table: Content, format: Format): Sql {
  const file = joinPath(directory, contentFile(table, format));
  if (file.endsWith('.parquet')) return sql`(select columns(*)::varchar from read_parquet(${file}))`;
  return readCsv(file);
}

/** A CSV of a plan, all values as text. */
export function readCsv(file: string): Sql {
  return sql`read_csv(${file}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', comment = '', sample_size = -1)`;
}

/** Copies a select to a file whose ending says the format. Text that a spreadsheet would run is made inert. */
export async function copy(engine: Engine, select: Sql, file: string): Promise<void> {
  const options = file.endsWith('.parquet')
    ? sql`format parquet, compression snappy`
    : sql`format csv, header true`;
  await engine.run(sql`copy (${select}) to ${file} (${options})`);
}

/** Fields whose values are made by us from a closed alphabet. */
const HARMLESS = ['phone', 'birth_date', 'gender', 'card_no', 'status', 'joined_at'];

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 4_194_304 })) hash.update(chunk);
  return hash.digest('hex');
}

async function contentSelects(engine: Engine): Promise<Readonly<Record<Content, Sql>>> {
  const columns = await describingColumns(engine, 'unified');
  const first = ['grade', 'rule'];
  const rest = columns.filter((column) => !first.includes(column.name));
  const describing = rest.map((c) =>
    c.type === 'VARCHAR' && !HARMLESS.includes(c.name)
      ? sql`${inert(name(c.name))} as ${name(c.name)}`
      : name(c.name),
  );
  return {
    members: sql`select member_id, ${inert(name('grade'))} as grade, ${inert(name('previous_grade'))} as previous_grade,
        ${inert(name('rule'))} as rule, ${join(describing)} from unified order by member_id`,
    links: sql`select source, ${inert(name('source_member_id'))} as source_member_id, member_id, how, score, reason
      from links order by row_id`,
    points: sql`select member_id, ${inert(name('bucket'))} as bucket, balance, expires_at from balances order by member_id, bucket`,
    changes: sql`select member_id, ${inert(name('field'))} as field, ${inert(name('before'))} as before, ${inert(name('after'))} as after
      from changes order by member_id, field`,
  };
}
