import { dirname } from 'node:path';
import type { Source } from '../../config/config.js';
import { shownFrom } from '../../config/shown-path.js';
import { exportsOf } from '../../config/source-fields.js';
import { name, sql } from '../../engine/sql.js';
import type { FileReading } from '../../read/source.js';
import type { Counted } from '../model/counted.js';
import type { EmptiedReport } from '../model/emptied.js';
import type { InputReport } from '../model/inputs.js';
import type { RejectReport } from '../model/rejects.js';
import { type FactContext, MOST_SHOWN } from './context.js';

/** The arithmetic of each source: every record and every line has one outcome. */
export async function gatherInputs(context: FactContext): Promise<readonly InputReport[]> {
  return Promise.all(exportsOf(context.config).map((source) => gatherInput(context, source)));
}

async function gatherInput(context: FactContext, source: Source): Promise<InputReport> {
  const files = context.readings.get(source.name)?.files ?? [];
  const outcomes = await droppedRows(context, source);
  const count = (outcome: string) => sum(outcomes.filter((o) => o.outcome === outcome).map((o) => o.count));
  const total = (of: (file: FileReading) => number) => sum(files.map(of));
  const late = outcomes.filter((o) => o.outcome === 'rejected');
  const early = await readerRejects(context, source);
  return {
    source: source.name,
    files: files.map(({ path, bytes, sha256, encoding, modified }) => ({
      path: shownFrom(dirname(context.config.path), path),
      bytes,
      sha256,
      encoding,
      written: minuteIn(context.config.timeZone, modified),
    })),
    lines: total((file) => file.lines),
    header: total((file) => file.header),
    blank: total((file) => file.blank),
    ...(files.some((file) => file.dropped > 0) ? { dropped: total((file) => file.dropped) } : {}),
    lines_of_records: total((file) => file.linesInRecords),
    records: total((file) => file.records),
    accepted: await acceptedRows(context, source),
    repeated: count('repeated'),
    excluded: count('excluded'),
    rejected: total((file) => file.rejected) + count('rejected'),
    emptied: await emptiedValues(context, source),
    exclusions: outcomes
      .filter((o) => o.outcome === 'excluded')
      .map((o) => ({ name: o.reason, count: o.count })),
    reject_reasons: mostFirst([...early, ...late.map((o) => ({ name: o.reason, count: o.count }))]),
  };
}

/** `YYYY-MM-DD HH:MM`, which is how Swedes write it. */
function minuteIn(timeZone: string, milliseconds: number): string {
  const form = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', form).format(new Date(milliseconds));
}

interface Outcome {
  readonly outcome: string;
  readonly reason: string;
  readonly count: number;
}

async function droppedRows({ engine }: FactContext, source: Source): Promise<readonly Outcome[]> {
  const rows = await engine.rows<{ outcome: string; reason: string; count: bigint }>(
    sql`select outcome, reason, count(*) as count from dropped where source_no = ${source.order} group by all order by all`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function readerRejects({ engine }: FactContext, source: Source): Promise<readonly Counted[]> {
  const rows = await engine.rows<{ name: string; count: bigint }>(
    sql`select reason as name, count(*) as count from read_rejects where source = ${source.name} group by all`,
  );
  return rows.map((row) => ({ name: row.name, count: Number(row.count) }));
}

async function acceptedRows({ engine }: FactContext, source: Source): Promise<number> {
  // Rows carried over from the target, for a delta export, are no records of it.
  const row = await engine.one<{ count: bigint }>(
    sql`select count(*) as count from ${name(TABLES[source.holds ?? 'members'])} where source_no = ${source.order} and read_row >= 0`,
  );
  return Number(row.count);
}

const TABLES = { members: 'rows', orders: 'counted_orders', lots: 'placed_lots' } as const;

async function emptiedValues({ engine }: FactContext, source: Source): Promise<number> {
  const row = await engine.one<{ count: bigint }>(
    sql`select count(*) as count from emptied where source_no = ${source.order}`,
  );
  return Number(row.count);
}

/** Emptied values by source, field and reason, most first. */
export async function gatherEmptied({ engine, config }: FactContext): Promise<readonly EmptiedReport[]> {
  const rows = await engine.rows<{ source_no: number; field: string; reason: string; count: bigint }>(
    sql`select source_no, field, reason, count(*) as count from emptied group by all order by count desc, source_no, field, reason`,
  );
  return rows.map(({ source_no, field, reason, count }) => ({
    source: exportsOf(config)[source_no]?.name ?? '',
    field,
    reason,
    count: Number(count),
  }));
}

/** The first rejects in the order of rejects.csv. */
export async function gatherRejects({ engine }: FactContext): Promise<readonly RejectReport[]> {
  const rows = await engine.rows<{
    source: string;
    file: string;
    line: bigint;
    reason: string;
    column: string | null;
  }>(sql`select source, file, line, reason, "column" from rejects order by position limit ${MOST_SHOWN}`);
  return rows.map((row) => ({ ...row, line: Number(row.line) }));
}

function mostFirst(counts: readonly Counted[]): readonly Counted[] {
  return [...counts].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
