import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { name } from '../../engine/sql.js';
import { withConnection } from '../connection-of.js';
import { copyColumns, copyText } from '../copy-text.js';
import type { CopiedOut, CsvLoader, Load, Selection } from '../dialect.js';

/** Rows in key order as CSV. Of a column of another scale the zeros would be part of the text. */
export async function copyOut(
  db: Knex,
  { from, values, columns, key }: Selection,
  file: string,
): Promise<CopiedOut> {
  const exact = values.map((value, at) =>
    columns[at]?.kind === 'amount' && !value.startsWith('null') ? `trim_scale(${value})` : value,
  );
  const statement = `copy (select ${exact.join(', ')} from ${from} order by ${key.join(', ')}) to stdout (format csv)`;
  return withConnection<Client, CopiedOut>(db, async (client) => {
    const copy = client.query(copyTo(statement));
    await pipeline(copy, createWriteStream(file, { mode: 0o600 }));
    return { rows: copy.rowCount, quote: '"', nullText: '' };
  });
}

/** COPY from rows that are made here. */
export async function load(db: Knex, rows: Load): Promise<void> {
  const text = Readable.from(copyText(rows, { rows: 0 }), { objectMode: true, highWaterMark: 2 });
  await copyInto(db, { ...rows, text, form: '' });
}

/** COPY from a file as it is. */
export async function loadCsv(db: Knex, { file, ...into }: Parameters<CsvLoader['load']>[1]): Promise<void> {
  const text = createReadStream(file.path, { highWaterMark: 262_144 });
  const taken = await copyInto(db, { ...into, text, form: '(format csv)' });
  if (taken !== file.rows) throw new Error(`${into.into} took ${taken} of ${file.rows} rows`);
}

interface Copy extends Omit<Load, 'batches'> {
  readonly text: Readable;
  readonly form: '' | '(format csv)';
}

async function copyInto(db: Knex, { text, form, ...into }: Copy): Promise<number> {
  const columns = copyColumns(into).map((column) => name(column).sql);
  return withConnection<Client, number>(db, async (client) => {
    const copy = client.query(copyFrom(`copy ${into.into} (${columns.join(', ')}) from stdin ${form}`));
    await pipeline(text, copy);
    return copy.rowCount;
  });
}
