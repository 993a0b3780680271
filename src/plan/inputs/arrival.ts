import { dirname } from 'node:path';
import type { Config, Source } from '../../config/config.js';
import { shownFrom } from '../../config/shown-path.js';
import { exportsOf } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { name, sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import type { CutSign } from '../../read/cut.js';
import type { FileReading } from '../../read/source.js';
import type { ArrivalReport, InputReport } from '../../report/model/inputs.js';
import type { Measured } from '../limits/limits.js';
import type { Previous } from '../previous.js';
import { endOfDay } from './end-of-day.js';
import type { Readings } from './read-inputs.js';
import { type InputSummary, summaryOf } from './summary.js';

interface ArrivalContext {
  readonly engine: Engine;
  readonly config: Config;
  readonly readings: Readings;
  readonly previous: Previous;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** ISO text: an export cannot be older than it is now. */
  readonly createdAt: string;
}

/** A plan for a day before that of the last run would take back what has happened since. */
export function refuseEarlierDay(asOf: string, previous: Previous): void {
  if (previous.asOf === null || asOf >= previous.asOf) return;
  throw new Failure(
    'usage',
    `the plan is for ${asOf}, and the last run (${previous.head}) was for ${previous.asOf}`,
    `such as --as-of ${previous.asOf}; if that day was wrong, take the run back first`,
  );
}

/** The inputs with how old each is, what the last run read of it, and whether it looks whole. */
export async function addArrivals(
  context: ArrivalContext,
  inputs: readonly InputReport[],
): Promise<readonly InputReport[]> {
  const last = summaryOf(context.previous.inputs);
  return Promise.all(
    exportsOf(context.config).map(async (source, at) => {
      const input = inputs[at] as InputReport;
      const arrival = await arrivalOf(context, source, last[source.name]);
      const isTold = Object.keys(arrival).length > 1 || arrival.cut.length > 0;
      return isTold ? { ...input, arrival } : input;
    }),
  );
}

/** What the limits of each source are held against: its age, whether it is yesterday's, whether it is cut off. */
export function measureArrivals(
  config: Config,
  { inputs, asOf }: { readonly inputs: readonly InputReport[]; readonly asOf: string },
): readonly Measured[] {
  return exportsOf(config).flatMap((source, at) => {
    const arrival = inputs[at]?.arrival ?? { cut: [] };
    return [
      ...ageOf(source, arrival, asOf),
      ...sameness(source, arrival, asOf),
      ...cutFiles(source, arrival),
    ];
  });
}

async function arrivalOf(
  context: ArrivalContext,
  source: Source,
  last: InputSummary[string] | undefined,
): Promise<ArrivalReport> {
  const files = context.readings.get(source.name)?.files ?? [];
  const { asOf } = context.previous;
  const age = await ageInHours(context, source, files);
  return {
    ...(age === undefined ? {} : { age_hours: age }),
    ...(last === undefined || asOf === null
      ? {}
      : { last: { as_of: asOf, records: last.records, same: isSame(files, last) } }),
    cut: cutFilesOf(context, files, last),
  };
}

function isSame(files: readonly FileReading[], last: InputSummary[string]): boolean {
  const hashes = (all: readonly { readonly sha256: string }[]) =>
    all
      .map(({ sha256 }) => sha256)
      .sort()
      .join();
  // Nothing has changed since yesterday, a delta export may say every day: it has no record then.
  const holdsRecords = files.some(({ records }) => records > 0);
  return holdsRecords && last.files !== undefined && hashes(files) === hashes(last.files);
}

/**
 * The age of the oldest file, for a day that has ended at its end; or that of the newest value, in whole days.
 * Undefined where no limit asks.
 */
async function ageInHours(
  { engine, config, asOf, createdAt }: ArrivalContext,
  source: Source,
  files: readonly FileReading[],
): Promise<number | undefined> {
  const by = typeof source.freshness === 'object' ? source.freshness.by : 'file';
  if (source.freshness === undefined) return undefined;
  if (by !== 'file') return (await daysSinceNewest(engine, source, { field: by.slice(7), asOf })) * 24;
  const now = Math.min(new Date(createdAt).getTime(), endOfDay(asOf, config.timeZone));
  const oldest = Math.min(...files.map(({ modified }) => modified));
  return Math.max(0, Math.ceil((now - oldest) / 36_000) / 100);
}

/** A date after the day of the plan is a slip and would make the export fresh for years. */
async function daysSinceNewest(
  engine: Engine,
  source: Source,
  { field, asOf }: { readonly field: string; readonly asOf: string },
): Promise<number> {
  const { days } = await engine.one<{ days: bigint | null }>(
    sql`select date_diff('day', max(cast(${name(field)} as date)), ${asOf}::date) as days from rows
      where source_no = ${source.order} and read_row >= 0 and cast(${name(field)} as date) <= ${asOf}::date`,
  );
  return days === null ? NO_DATE : Number(days);
}

/** An export without a single date is older than any limit. */
const NO_DATE = 36_525;

function cutFilesOf(
  { config }: ArrivalContext,
  files: readonly FileReading[],
  last: InputSummary[string] | undefined,
): ArrivalReport['cut'] {
  const before = last?.files ?? [];
  const hadLineEnds = before.length > 0 && before.every((file) => file.ends_with_newline);
  return files.flatMap(({ path, cut, endsWithLineEnd }) => {
    const sign: CutSign | undefined = cut ?? (hadLineEnds && !endsWithLineEnd ? 'no_line_end' : undefined);
    return sign === undefined ? [] : [{ path: shownFrom(dirname(config.path), path), sign }];
  });
}

/** What was fresh enough for a day is so for the same day again. */
function ageOf(source: Source, { age_hours: value, last }: ArrivalReport, asOf: string): readonly Measured[] {
  const { freshness, name: scope } = source;
  if (value === undefined || freshness === undefined) return [];
  if (last?.same === true && last.as_of === asOf) return [];
  const setting = typeof freshness === 'string' ? freshness : freshness.max_age;
  return [{ name: 'freshness', scope, value, of: null, setting }];
}

/** Not told of the many exports that are whole. */
function cutFiles({ name: scope }: Source, { cut }: ArrivalReport): readonly Measured[] {
  return cut.length === 0 ? [] : [{ name: 'max_cut', scope, value: cut.length, of: null }];
}

/** For how many days the export has had the same bytes. */
function sameness(source: Source, { last }: ArrivalReport, asOf: string): readonly Measured[] {
  const { name: scope, same_as_last = source.freshness === undefined ? 'accept' : 'refuse' } = source;
  if (same_as_last === 'accept' || last === undefined) return [];
  const value = last.same ? daysBetween(last.as_of, asOf) : 0;
  return [{ name: 'same_as_last', scope, value, of: null, setting: '0' }];
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
