import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { type CutSign, cutSign, isLineEnd } from './cut.js';
import { BOUNDS, checkPunctuation, type Encoding } from './dialect.js';
import { readFile, type Sizes, type Tally } from './file.js';
import { Loader } from './load.js';
import { tableColumns } from './mapping.js';
import { type Opened, openFiles } from './opening.js';
import { type Location, type PlacedFile, Placements } from './placement.js';
import { createRejects } from './quarantine.js';
import type { Survey } from './survey.js';
import { requireCount } from './trailer.js';

/** One file of a source, as it was read. lines = header + blank + dropped + linesInRecords; records = loaded + rejected. */
export interface FileReading {
  readonly path: string;
  /** Size and hash of the file as it lies on disk, compressed or not. */
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: Encoding;
  /** Why it was read in that encoding, in words. */
  readonly encodingEvidence: string;
  readonly delimiter: string;
  /** Physical lines. */
  readonly lines: number;
  /** Physical lines up to and with the header, and the trailer. */
  readonly header: number;
  readonly blank: number;
  /** Lines that the config says are no records. */
  readonly dropped: number;
  readonly linesInRecords: number;
  readonly records: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly endsWithLineEnd: boolean;
  /** What its last record says of its end, if that looks cut off. */
  readonly cut: CutSign | undefined;
  /** Milliseconds, as the disk has it. */
  readonly modified: number;
  /** Where its text lies until `dispose`: the file itself, or an unpacked copy. */
  readonly uncompressedPath: string;
}

/** What `read_<source>` and `read_rejects` were made from. Hold it while rows have to be traced; then dispose. */
export interface SourceReading {
  readonly source: string;
  readonly table: string;
  readonly files: readonly FileReading[];
  /** Where a row of the table stands: by its rowid, which must be untouched. RangeError if there is no such row. */
  locate(rowid: bigint): Location;
  /** The bytes of a record in the uncompressed file. */
  rawBytes(fileNo: number, offset: number, bytes: number): Promise<Buffer>;
  /** Removes unpacked copies. */
  dispose(): Promise<void>;
}

export interface ReadOptions {
  /** Temporary files go to a directory of their own in here. */
  readonly workDirectory: string;
  /** Files that are looked at side by side. */
  readonly parallel: number;
  /** Told how many more bytes of the files, as they lie on disk, have been read. */
  readonly onProgress?: (bytes: number) => void;
  readonly sizes?: Sizes;
}

export const SIZES: Sizes = {
  chunkBytes: 4_194_304,
  blockBytes: 131_072,
  pieceBytes: 50_331_648,
  bounds: BOUNDS,
};

/**
 * Reads all files of a source into `read_<source>` (the configured columns as text, and `file_no`), rejected
 * records into `read_rejects`. Throws Faults for headers that are not what the config says, Failure for a file that
 * cannot be read at all.
 */
export async function readSource(
  engine: Engine,
  source: Source,
  options: ReadOptions,
): Promise<SourceReading> {
  checkPunctuation(source);
  const directory = await mkdtemp(join(options.workDirectory, `read-${source.name}-`));
  try {
    const { parallel, sizes = SIZES } = options;
    const opened = await openFiles(source, { directory, parallel, chunkBytes: sizes.chunkBytes });
    const { tallies, placements } = await loadFiles(engine, source, { ...options, directory, opened });
    return readingOf(source, directory, { opened, tallies, placements });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

interface Loading extends ReadOptions {
  readonly directory: string;
  readonly opened: readonly Opened[];
}

/** One file after another, so that the rows of a table do not depend on timing; the engine loads meanwhile. */
async function loadFiles(
  engine: Engine,
  source: Source,
  { directory, opened, sizes = SIZES, onProgress }: Loading,
): Promise<{ tallies: readonly Tally[]; placements: Placements }> {
  const placements = new Placements(opened.map(placed), sizes.bounds);
  const columns = tableColumns(source);
  const loader = new Loader({ engine, table: tableOf(source), columns, placements });
  const tallies: Tally[] = [];
  try {
    await loader.create();
    await createRejects(engine);
    for (const file of opened)
      tallies.push(
        await readFile(file, {
          engine,
          source: source.name,
          loader,
          directory,
          sizes,
          ...(onProgress && { onProgress: progressOnDisk(file.survey, onProgress) }),
        }),
      );
  } finally {
    await loader.finish();
  }
  return { tallies, placements };
}

/** From an offset in the uncompressed text to bytes on disk since the last time. */
function progressOnDisk(survey: Survey, onProgress: (bytes: number) => void): (offset: number) => void {
  let told = 0;
  return (offset) => {
    const reached = Math.round((offset / survey.uncompressedBytes) * survey.bytes);
    onProgress(reached - told);
    told = reached;
  };
}

function readingOf(
  source: Source,
  directory: string,
  {
    opened,
    tallies,
    placements,
  }: { opened: readonly Opened[]; tallies: readonly Tally[]; placements: Placements },
): SourceReading {
  return {
    source: source.name,
    table: tableOf(source),
    files: opened.map((file, i) => fileReading(file, tallies[i] as Tally)),
    locate: (rowid) => placements.locate(rowid),
    rawBytes: (fileNo, offset, bytes) =>
      bytesOf((opened[fileNo] as Opened).survey.uncompressedPath, offset, bytes),
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
}

function fileReading(opened: Opened, tally: Tally): FileReading {
  const { survey, dialect, evidence, headerLines, trailer } = opened;
  const { path, bytes, sha256, modified, uncompressedPath, uncompressedBytes } = survey;
  const { lines, blank, linesInRecords, loaded, rejected } = tally;
  const dropped = tally.dropped.reduce((sum, count) => sum + count, 0);
  if (lines !== headerLines + blank + dropped + linesInRecords)
    throw new Error(
      `${path}: ${lines} lines, but ${headerLines} + ${blank} + ${dropped} + ${linesInRecords} accounted for`,
    );
  const behind = trailer === undefined ? { lines: 0, blank: 0 } : { lines: 1, blank: trailer.blank };
  const all = { records: loaded + rejected, lines: lines + behind.lines + behind.blank };
  if (trailer !== undefined) requireCount(path, trailer, all);
  const endsWithLineEnd = isLineEnd(survey.tail, dialect.encoding);
  const end = { end: uncompressedBytes, endsWithLineEnd, fields: dialect.header.length };
  return {
    path,
    bytes,
    sha256,
    modified,
    endsWithLineEnd,
    cut: cutSign(tally, end),
    encoding: dialect.encoding,
    encodingEvidence: evidence,
    delimiter: dialect.delimiter,
    lines: all.lines,
    header: headerLines + behind.lines,
    blank: blank + behind.blank,
    dropped,
    linesInRecords,
    records: all.records,
    loaded,
    rejected,
    uncompressedPath,
  };
}

function placed({ survey, dialect }: Opened): PlacedFile {
  const { path, uncompressedPath, uncompressedBytes } = survey;
  return { path, uncompressedPath, uncompressedBytes, dialect };
}

function tableOf(source: Source): string {
  return `read_${source.name}`;
}

async function bytesOf(path: string, offset: number, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
