import { sameAmount, sumOf } from './decimal.js';
import type { GradeReport } from './model/grades.js';
import type { InputReport } from './model/inputs.js';
import type { MemberCounts } from './model/members.js';
import type { BucketReport } from './model/points.js';

/**
 * A total and what it is made of. A rendering writes the sign it finds here, so that numbers which do not
 * add up are shown as unequal instead of being passed over.
 */
export type Sign = '=' | '≠';

/** The counts of one source, or of all together. */
export type RecordCounts = Pick<
  InputReport,
  | 'lines'
  | 'header'
  | 'blank'
  | 'lines_of_records'
  | 'records'
  | 'accepted'
  | 'repeated'
  | 'excluded'
  | 'rejected'
> & { readonly dropped?: number };

const COUNTS = [
  'lines',
  'header',
  'blank',
  'lines_of_records',
  'records',
  'accepted',
  'repeated',
  'excluded',
  'rejected',
] as const satisfies readonly (keyof RecordCounts)[];

/** The counts of all sources together. */
export function totalCounts(inputs: readonly InputReport[]): RecordCounts {
  const totals = COUNTS.map((name) => [name, totalOf(inputs, (input) => input[name])]);
  const counts = Object.fromEntries(totals) as RecordCounts;
  return hasDropped(inputs) ? { ...counts, dropped: totalOf(inputs, droppedOf) } : counts;
}

/** Whether some export has lines that are no records: only then are they a term of the sum. */
export function hasDropped(inputs: readonly Pick<RecordCounts, 'dropped'>[]): boolean {
  return inputs.some(({ dropped }) => dropped !== undefined);
}

export function droppedOf({ dropped = 0 }: Pick<RecordCounts, 'dropped'>): number {
  return dropped;
}

export function recordsSign(input: RecordCounts): Sign {
  return signOf(input.records, [input.accepted, input.repeated, input.excluded, input.rejected]);
}

export function linesSign(input: RecordCounts): Sign {
  return signOf(input.lines, [input.header, input.blank, droppedOf(input), input.lines_of_records]);
}

export function membersSign(members: MemberCounts): Sign {
  return signOf(members.total, [members.new, members.changed, members.unchanged]);
}

export function gradesSign(grades: GradeReport, total: number): Sign {
  return signOf(total, [grades.up, grades.down, grades.same, grades.left, grades.without_baseline]);
}

/** converted = rounded off + out. */
export function pointsSign(bucket: BucketReport): Sign {
  return sameAmount(convertedOf(bucket), sumOf([bucket.rounded_off, bucket.out])) ? '=' : '≠';
}

/** after = before + out + raised, where balances move by differences. */
function heldSign({ held, out }: BucketReport): Sign {
  return held === undefined || sameAmount(held.after, sumOf([held.before, out, held.raised])) ? '=' : '≠';
}

/** Of a bucket whose balances move, the terms of its sum. */
export function heldTerms(bucket: BucketReport, held: NonNullable<BucketReport['held']>) {
  const { out } = bucket;
  const [direction, moved] = out.startsWith('-') ? ['−', out.slice(1)] : ['+', out];
  return { ...held, direction, moved, sign: heldSign(bucket) };
}

/** What all columns together give before rounding. */
export function convertedOf(bucket: BucketReport): string {
  return sumOf(bucket.from.map((from) => from.converted));
}

/** The sum of one count over many. */
export function totalOf<T>(rows: readonly T[], count: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + count(row), 0);
}

function signOf(total: number, parts: readonly number[]): Sign {
  return total === totalOf(parts, (part) => part) ? '=' : '≠';
}
