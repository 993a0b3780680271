import { z } from 'zod';
import { count, grade, text } from './values.js';

/** up + down + same + left + without_baseline = members.total. */
export interface GradeReport {
  /** Lowest first. */
  readonly ladder: readonly string[];
  /** What a grade is compared with: the grade last applied, on a first run the best source grade. */
  readonly baseline: 'previous' | 'best_source';
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Members that had a grade and have none now: they left the programme. */
  readonly left: number;
  /** Members that have a grade now and had nothing to compare it with. */
  readonly without_baseline: number;
  /** Every grade of the ladder, lowest first, then `null` for none. */
  readonly counts: readonly GradeCount[];
}

export interface GradeCount {
  readonly grade: string | null;
  readonly before: number;
  readonly after: number;
}

/** How many went which way. */
export const movement = { up: count, down: count, same: count, left: count, without_baseline: count };

/** The shape of `grades` in a report. */
export const gradesSchema = z
  .strictObject({
    ladder: z.array(text).describe('Lowest first.'),
    baseline: z.enum(['previous', 'best_source']),
    ...movement,
    counts: z.array(z.strictObject({ grade, before: count, after: count })),
  })
  .describe('up + down + same + left + without_baseline = members.total.');
