import { mkdtemp, rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Source } from '../../config/config.js';
import type { Origin } from '../../config/origin.js';
import type { Engine } from '../../engine/engine.js';
import { join, name, sql } from '../../engine/sql.js';
import { type FileReading, type ReadOptions, readSource, SIZES, type SourceReading } from '../source.js';
import { writeCanonicalText } from './canonical-text.js';
import type { RowNumbers } from './row-numbers.js';

/**
 * Reads a table or query as `readSource` reads files, through a text in the working directory, so that the same
 * records are refused for the same reasons. Rows count from 1 where files have lines.
 */
export async function readDatabase(
  engine: Engine,
  source: Source,
  origin: Origin,
  options: ReadOptions,
): Promise<SourceReading> {
  const { workDirectory, parallel } = options;
  const directory = await mkdtemp(joinPath(workDirectory, `from-${source.name}-`));
  try {
    const path = joinPath(directory, 'rows.csv');
    const rows = await writeCanonicalText(source, origin, path);
    const reading = await readSource(engine, asFile(source, path), {
      workDirectory,
      parallel,
      sizes: SIZES_OF_ROWS,
    });
    await nameRejects(engine, source, { origin, rows });
    return asRows(reading, { origin, rows, directory });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Its structure is beyond doubt, so that a value may have any number of lines. */
const SIZES_OF_ROWS = { ...SIZES, bounds: { ...SIZES.bounds, recordLines: SIZES.bounds.recordBytes } };

function asFile({ origin: _, ...source }: Source, path: string): Source {
  return { ...source, files: [path], encoding: 'utf-8', delimiter: ',', quote: '"', header_row: 1 };
}

interface Rows {
  readonly origin: Origin;
  readonly rows: RowNumbers;
}

/** What the reader has refused, with the row instead of the line. */
async function nameRejects(engine: Engine, { name: source }: Source, { origin, rows }: Rows): Promise<void> {
  const numbers = name(`row_numbers_${source}`);
  await engine.run(sql`create or replace temp table ${numbers} ("offset" bigint, "row" bigint)`);
  const rejects = sql`select raw_offset from read_rejects where source = ${source} order by raw_offset`;
  for await (const batch of engine.batches<{ raw_offset: bigint }>(rejects)) {
    const values = batch.map(({ raw_offset }) => sql`(${raw_offset}, ${rows.rowAt(Number(raw_offset))})`);
    if (values.length > 0) await engine.run(sql`insert into ${numbers} values ${join(values)}`);
  }
  await engine.run(sql`update read_rejects set file = ${origin.shown}, line = "row"
    from ${numbers} where source = ${source} and raw_offset = "offset"`);
  await engine.run(sql`drop table ${numbers}`);
}

function asRows(
  reading: SourceReading,
  { origin, rows, directory }: Rows & { readonly directory: string },
): SourceReading {
  const { shown } = origin;
  return {
    ...reading,
    files: reading.files.map((file) => describedBy(file, shown)),
    locate: (rowid) => {
      const place = reading.locate(rowid);
      return { ...place, file: shown, line: rows.rowAt(place.offset) };
    },
    dispose: async () => {
      await reading.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function describedBy(file: FileReading, shown: string): FileReading {
  const { records } = file;
  return {
    ...file,
    path: shown,
    // Where a table ends nothing can be cut off.
    cut: undefined,
    encodingEvidence: 'the text of a database',
    lines: records,
    header: 0,
    blank: 0,
    dropped: 0,
    linesInRecords: records,
  };
}
