import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { type Sql, join, name, sql } from '../engine/sql.js';
import { describingColumns } from './unified.js';

export type Format = 'csv' | 'parquet';

/** The four tables that `content_hash` covers, in its order. */
const CONTENT = ['members', 'links', 'points', 'changes'] as const;

/**
 * Writes members, links, points and changes, each sorted by its key. Gives their common hash, which is of the
 * CSV whatever format is asked for, because other formats carry the version of their writer.
 */
export async function writeContent(
  engine: Engine,
  options: { readonly directory: string; readonly workDirectory: string; readonly format: Format },
): Promise<{ readonly files: readonly string[]; readonly contentHash: string }> {
  const selects = await contentSelects(engine);
  const files: string[] = [];
  const hashes: string[] = [];
  for (const table of CONTENT) {
    const isCsv = table === 'links' || options.format === 'csv';
    const csv = joinPath(isCsv ? options.directory : options.workDirectory, `${table}.csv`);
    await copy(engine, selects[table], csv);
    hashes.push(`${table} ${await sha256(csv)}\n`);
    files.push(`${table}.${isCsv ? 'csv' : options.format}`);
    if (!isCsv) await copy(engine, selects[table], joinPath(options.directory, `${table}.${options.format}`));
  }
  return { files, contentHash: createHash('sha256').update(hashes.join('')).digest('hex') };
}

/** Copies a select to a file whose ending says the format. Text that a spreadsheet would run is made inert. */
export async function copy(engine: Engine, select: Sql, file: string): Promise<void> {
  const options = file.endsWith('.parquet') ? sql`format parquet, compression snappy` : sql`format csv, header true`;
  await engine.run(sql`copy (${select}) to ${file} (${options})`);
}

/**
 * Text as a cell that no spreadsheet reads as a formula: behind an apostrophe when it begins like one. An
 * E.164 phone keeps its plus, which is a number to a spreadsheet and no formula.
 */
export function inert(value: Sql): Sql {
  return sql`case when regexp_matches(${value}, '^[=+@\\t\\r-]') and not regexp_full_match(${value}, '[+-]?[0-9.]+')
    then '''' || ${value} else ${value} end`;
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 4_194_304 })) hash.update(chunk);
  return hash.digest('hex');
}

async function contentSelects(engine: Engine): Promise<Readonly<Record<(typeof CONTENT)[number], Sql>>> {
  const columns = await describingColumns(engine, 'unified');
  const first = ['grade', 'rule'];
  const rest = columns.filter((column) => !first.includes(column.name));
  const describing = rest.map((c) => (c.type === 'VARCHAR' ? sql`${inert(name(c.name))} as ${name(c.name)}` : name(c.name)));
  return {
    members: sql`select member_id, grade, previous_grade, rule, ${join(describing)} from unified order by member_id`,
    links: sql`select source, ${inert(name('source_member_id'))} as source_member_id, member_id, how, score
      from links order by row_id`,
    points: sql`select member_id, bucket, balance, expires_at from balances order by member_id, bucket`,
    changes: sql`select member_id, field, ${inert(name('before'))} as before, ${inert(name('after'))} as after
      from changes order by member_id, field`,
  };
}
