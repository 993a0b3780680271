import { z } from 'zod';
import { grade, text, units } from './values.js';

/** The balances of the members of each grade, in whole units as text. */
export interface GradePointsReport {
  readonly bucket: string;
  /** In the target, of members that are not gone; null on a first run. */
  readonly before: string | null;
  readonly after: string;
  /** Every grade of the ladder, lowest first, then null for none; adds up to both. */
  readonly by_grade: readonly {
    readonly grade: string | null;
    /** Of members who had the grade in the target. */
    readonly before: string | null;
    /** Of members who have it in the plan. */
    readonly after: string;
  }[];
}

/** The shape of `grade_points` in a report. */
export const gradePointsSchema = z
  .array(
    z.strictObject({
      bucket: text,
      before: units.nullable(),
      after: units,
      by_grade: z.array(z.strictObject({ grade, before: units.nullable(), after: units })),
    }),
  )
  .describe('What the members of each grade hold; before is null on a first run. Each list adds up.');
