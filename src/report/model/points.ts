import { z } from 'zod';
import { count, decimal, text } from './values.js';

/** Whole units of the bucket. `out` is the sum of balances in the plan, or of their differences. */
export interface BucketReport {
  readonly bucket: string;
  readonly from: readonly {
    readonly source: string;
    readonly column: string;
    /** Decimal text, exact. */
    readonly sum: string;
    readonly rate: string;
    /** sum × rate before rounding, decimal text. */
    readonly converted: string;
  }[];
  readonly rounding: string;
  /** What rounding took away (positive) or gave, over all members, decimal text. */
  readonly rounded_off: string;
  readonly out: string;
  /**
   * Only where the unified system is master: `from` and `out` are then differences to what the sources held before.
   * after = before + out + raised, whole units of all balances in the target.
   */
  readonly held?: {
    readonly before: string;
    /** What lifted balances below 0 to 0. */
    readonly raised: string;
    readonly after: string;
    /** Balances that are below 0. */
    readonly below_0: number;
  };
}

/** The shape of one of `points` in a report. */
export const bucketSchema = z
  .strictObject({
    bucket: text,
    from: z.array(
      z.strictObject({ source: text, column: text, sum: decimal, rate: decimal, converted: decimal }),
    ),
    rounding: text,
    rounded_off: decimal.describe('What rounding took away (positive) or gave.'),
    out: decimal,
    held: z
      .strictObject({ before: decimal, raised: decimal, after: decimal, below_0: count })
      .exactOptional()
      .describe('Where the target is master: from and out are differences; after = before + out + raised.'),
  })
  .describe('sum × rate = converted; all that is converted − rounded_off = out.');
