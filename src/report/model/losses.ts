import { z } from 'zod';
import { type Capped, capped } from './capped.js';
import { type Counted, countedSchema } from './counted.js';
import { example, type MemberExample } from './examples.js';
import { count, grade, text, units } from './values.js';

/** Who loses a grade, and who is gone. */
export interface LossReport {
  /** A lower grade than before: as many as `grades.down`. */
  readonly down: Losers;
  /** A grade before and none now: as many as `grades.left`. */
  readonly left: Losers;
  /** In no export any more: as many as `members.gone`, and not among the members. */
  readonly gone: GoneReport;
}

export interface Losers {
  /** From which grade to which, most members first; adds up to all. */
  readonly steps: readonly {
    readonly before: string | null;
    readonly after: string | null;
    readonly members: number;
  }[];
  /** By the rule that decided and the adjustment after it, most members first; adds up to all. */
  readonly by_rule: readonly {
    readonly rule: string;
    readonly adjusted_by: string | null;
    readonly members: number;
  }[];
  /** Most steps down first, then the highest grade before. */
  readonly examples: Capped<LossExample>;
}

export interface LossExample extends MemberExample {
  /** Grades of the ladder between before and after. */
  readonly steps: number;
  readonly rule: string;
  readonly adjusted_by: string | null;
}

export interface GoneReport {
  /** By the grade that they had, lowest first, then null; only grades that occur. */
  readonly by_grade: readonly { readonly grade: string | null; readonly members: number }[];
  /** What they hold and keep, in whole units as text. */
  readonly points: readonly { readonly bucket: string; readonly balance: string }[];
  /** Highest grade first. */
  readonly examples: Capped<GoneMember>;
}

export interface GoneMember {
  readonly member_id: string;
  readonly name: string | null;
  readonly grade: string | null;
  /** Rows that it had, by source. */
  readonly rows: readonly Counted[];
}

const rule = { rule: text, adjusted_by: text.nullable() };

const losers = z.strictObject({
  steps: z.array(z.strictObject({ before: grade, after: grade, members: count })),
  by_rule: z.array(z.strictObject({ ...rule, members: count })),
  examples: capped(z.strictObject({ ...example, steps: count, ...rule })).describe(
    'Most steps down first, then the highest grade before.',
  ),
});

const gone = z.strictObject({
  by_grade: z.array(z.strictObject({ grade, members: count })),
  points: z.array(z.strictObject({ bucket: text, balance: units })).describe('What they hold and keep.'),
  examples: capped(
    z.strictObject({ member_id: text, name: text.nullable(), grade, rows: z.array(countedSchema) }),
  ),
});

/** The shape of `losses` in a report. */
export const lossSchema = z
  .strictObject({ down: losers, left: losers, gone })
  .describe('As many as grades.down, grades.left and members.gone; steps and by_rule add up to these.');
