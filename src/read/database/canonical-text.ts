import type { Source } from '../../config/config.js';
import type { Origin } from '../../config/origin.js';
import { BOUNDS } from '../dialect.js';
import { Spool } from '../spool.js';
import { CsvWriter } from './csv-writer.js';
import { databaseOf } from './databases.js';
import { findColumns, type WantedColumn } from './find-columns.js';
import { told } from './refusal.js';
import { RowNumbers } from './row-numbers.js';
import type { Snapshot, SourceDatabase } from './snapshot.js';

interface Reading {
  readonly origin: Origin;
  readonly database: SourceDatabase;
}

/** Opens the database and looks for the configured columns; reads no row. */
export async function checkOrigin(source: Source, origin: Origin): Promise<void> {
  const reading = { origin, database: await databaseOf(origin.client) };
  await told(reading, () => withSnapshot(reading, (snapshot) => findColumns(snapshot, source, origin)));
}

/**
 * Writes the configured columns of all rows of one snapshot to a file: CSV in UTF-8 with a header, the key first, in
 * the order of its bytes. Gives which row stands where.
 */
export async function writeCanonicalText(source: Source, origin: Origin, path: string): Promise<RowNumbers> {
  const reading = { origin, database: await databaseOf(origin.client) };
  return told(reading, () =>
    withSnapshot(reading, async (snapshot) => {
      const columns = await findColumns(snapshot, source, origin);
      return spool(path, { snapshot, origin, columns });
    }),
  );
}

async function withSnapshot<T>(
  { origin, database }: Reading,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = await database.open(origin);
  return use(snapshot).finally(() => snapshot.close());
}

interface Spooling {
  readonly snapshot: Snapshot;
  readonly origin: Origin;
  readonly columns: readonly WantedColumn[];
}

async function spool(path: string, { snapshot, origin, columns }: Spooling): Promise<RowNumbers> {
  const header = headerOf(columns);
  const { recordBytes: most } = BOUNDS;
  const rows = new RowNumbers({ shown: origin.shown, path, start: header.length, most });
  const file = new Spool(path);
  try {
    file.append(header);
    const found = columns.map((column) => column.found);
    for await (const chunk of gathered(snapshot.records(origin, found))) {
      rows.take(chunk);
      await file.settled();
      file.append(chunk);
    }
  } finally {
    await file.close();
  }
  return rows;
}

function headerOf(columns: readonly WantedColumn[]): Buffer {
  const writer = new CsvWriter();
  writer.row(columns.map(({ header }) => Buffer.from(header)));
  return writer.take();
}

const CHUNK = 262_144;

/** A driver may hand over row by row. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < CHUNK) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  yield Buffer.concat(waiting);
}
