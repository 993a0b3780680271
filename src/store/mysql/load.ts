import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2';
import { name } from '../../engine/sql.js';
import { withConnection } from '../connection-of.js';
import { copyColumns, copyText, type Sent } from '../copy-text.js';
import type { CsvLoader, Load } from '../dialect.js';

/** LOAD DATA LOCAL INFILE, whose "file" is our rows; where the server does not take any, inserts of many rows. */
export async function loadData(db: Knex, load: Load): Promise<void> {
  const takes = await takesFiles(db);
  await withConnection<Connection, void>(db, async (connection) => {
    if (!takes) return insertRows(connection, load);
    const sent: Sent = { rows: 0 };
    const form = `fields terminated by '\\t' enclosed by '' escaped by '\\\\'`;
    await loadText(connection, { ...load, sent, form, text: copyText(load, sent) });
  });
}

/** MySQL 8 takes none unless it is told to, MariaDB does. */
export async function takesFiles(db: Knex): Promise<boolean> {
  const [[found]] = await db.raw('select @@local_infile as takes_files');
  return Number(found.takes_files) === 1;
}

/** Without a sign for escapes the bare word NULL is null, and nothing else is anything but text. */
export async function loadCsv(db: Knex, { file, ...into }: Parameters<CsvLoader['load']>[1]): Promise<void> {
  const text = createReadStream(file.path, { highWaterMark: 262_144 });
  const form = `fields terminated by ',' optionally enclosed by '"' escaped by ''`;
  await withConnection<Connection, void>(db, (connection) =>
    loadText(connection, { ...into, sent: file, form, text }),
  );
}

interface Text extends Omit<Load, 'batches'> {
  readonly text: AsyncIterable<Buffer>;
  readonly form: string;
  readonly sent: Readonly<Sent>;
}

async function loadText(connection: Connection, { text, form, sent, ...load }: Text): Promise<void> {
  const columns = copyColumns(load).map((column) => name(column).sql);
  const sql = `load data local infile 'tier-merge' into table ${load.into}
    character set utf8mb4
    ${form}
    lines terminated by '\\n' starting by ''
    (${columns.join(', ')})`;
  const infileStreamFactory = () => Readable.from(paced(connection, text));
  const [result] = await connection.promise().query<ResultSetHeader>({ sql, infileStreamFactory });
  await requireAll(connection, load, { sent, result });
}

/** The driver writes without asking whether the socket still takes anything. */
async function* paced(connection: Connection, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { stream } = connection as Connection & { readonly stream: Writable };
  const end = new AbortController();
  const abort = () => end.abort();
  stream.once('close', abort);
  try {
    for await (const chunk of chunks) {
      yield chunk;
      if (stream.writableNeedDrain) await once(stream, 'drain', { signal: end.signal });
    }
  } finally {
    stream.off('close', abort);
  }
}

interface Loaded {
  readonly sent: Readonly<Sent>;
  readonly result: ResultSetHeader;
}

/** With LOCAL the server makes a warning of every error: it cuts values and leaves out rows that come twice. */
async function requireAll(
  connection: Connection,
  { into }: Pick<Load, 'into'>,
  { sent, result }: Loaded,
): Promise<void> {
  if (result.warningStatus === 0 && result.affectedRows === sent.rows) return;
  const [warnings] = await connection.promise().query<RowDataPacket[]>('show warnings limit 1');
  const [first] = warnings;
  const column = /for column .*?([a-z0-9_]+)[`']* at row/.exec(first?.Message ?? '')?.[1];
  const where = column === undefined ? '' : ` for column '${column}'`;
  // Without the server's words, which hold the value.
  throw Object.assign(
    new Error(`${into} took ${result.affectedRows} of ${sent.rows} rows as they are${where}`),
    {
      errno: first?.Code ?? ROWS_MISSING,
    },
  );
}

/** ER_LOAD_INFO: nothing more is known. */
const ROWS_MISSING = 1087;

/** Text and no prepared statement: what a statement may bind is limited, and its width differs from batch to batch. */
const ROWS_PER_STATEMENT = 500;

async function insertRows(connection: Connection, load: Load): Promise<void> {
  for await (const { columns, values } of load.batches) {
    const names = copyColumns({ columns, constant: load.constant }).map((column) => name(column).sql);
    const constant = load.constant.columns.map(() => load.constant.value);
    const sql = `insert into ${load.into} (${names.join(', ')}) values ?`;
    const step = columns.length * ROWS_PER_STATEMENT;
    for (let from = 0; from < values.length; from += step) {
      const rows: unknown[][] = [];
      for (let at = from; at < Math.min(from + step, values.length); at += columns.length) {
        rows.push([...constant, ...values.slice(at, at + columns.length)]);
      }
      await connection.promise().query(sql, [rows]);
    }
  }
}
