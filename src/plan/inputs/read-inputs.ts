import { stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import type { Config, Source } from '../../config/config.js';
import { exportsOf } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import { readDatabase } from '../../read/database/read-database.js';
import { type ReadOptions, readSource, type SourceReading } from '../../read/source.js';
import type { MakeOptions } from '../make-options.js';

/** The readings by source; `dispose` removes unpacked copies. */
export type Readings = ReadonlyMap<string, SourceReading>;

/** Reads all exports, side by side, into `read_<source>` and `read_rejects`. */
export async function readInputs(
  engine: Engine,
  { config, folder, threads, watch }: Pick<MakeOptions, 'config' | 'folder' | 'threads' | 'watch'>,
): Promise<Readings> {
  refuseSharedFiles(config);
  const parallel = Math.max(2, threads);
  // One thread keeps up with the scan. Several would each make parts of a table, and to put these back in
  // their order the engine copies every row once more.
  await engine.run(sql`set threads = 1`);
  const limit = pLimit(parallel);
  const total = await totalBytes(config);
  // All of them come to an end before one of them fails the plan: the engine is still theirs.
  const settled = await Promise.allSettled(
    exportsOf(config).map((source) =>
      limit(() =>
        readExport(engine, source, {
          workDirectory: folder.workDirectory,
          parallel,
          onProgress: (bytes) => watch.bytes(bytes, total),
        }),
      ),
    ),
  );
  await engine.run(sql`set threads = ${threads}`);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const readings = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  refuseCopies(config, readings);
  return new Map(readings.map((reading) => [reading.source, reading]));
}

function readExport(engine: Engine, source: Source, options: ReadOptions): Promise<SourceReading> {
  const { origin } = source;
  return origin === undefined
    ? readSource(engine, source, options)
    : readDatabase(engine, source, origin, options);
}

/** The same export under two names is one export copied to the wrong place. */
function refuseCopies(config: Config, readings: readonly SourceReading[]): void {
  const owner = new Map<string, { readonly source: string; readonly path: string }>();
  for (const { source, files } of readings) {
    for (const { path, sha256, records } of files) {
      const other = owner.get(sha256);
      if (other !== undefined && other.source !== source && records > 0) {
        throw new Failure(
          'input',
          `${path} (${source}) holds the same bytes as ${other.path} (${other.source})`,
          `correct ${sectionOf(source)} in ${config.path}, or export it again`,
        );
      }
      owner.set(sha256, { source, path });
    }
  }
}

/** Where the config speaks of an export; the name of one without members begins with its section. */
function sectionOf(name: string): string {
  return name.includes('.') ? name : `sources.${name}`;
}

/** Sizes on disk; a file that is not there is left to the reader to report. */
async function totalBytes(config: Config): Promise<number> {
  const files = exportsOf(config).flatMap((source) => source.files);
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(file).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function refuseSharedFiles(config: Config): void {
  const owner = new Map<string, string>();
  for (const source of exportsOf(config)) {
    for (const file of source.files) {
      const other = owner.get(file);
      if (other !== undefined) {
        throw new Failure(
          'input',
          `${file} is read for both ${other} and ${source.name}`,
          `correct ${sectionOf(source.name)}.files in ${config.path}`,
        );
      }
      owner.set(file, source.name);
    }
  }
}
