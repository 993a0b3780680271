import { z } from 'zod';
import { type Sum, sumSchema } from './sum.js';
import { count, text } from './values.js';

export interface LotsReport {
  readonly expiring_within_days: number;
  readonly buckets: readonly LotReport[];
  readonly file: string;
}

/** all = carried + expired + orphan, and in count + no_amount. */
export interface LotReport {
  readonly export: string;
  readonly bucket: string;
  /** Whether a line of the rules converts it. */
  readonly converted: boolean;
  readonly all: Sum;
  readonly carried: Sum;
  /** Before the day of the plan: not carried. */
  readonly expired: Sum;
  /** Of a member id that no accepted row has. */
  readonly orphan: Sum;
  readonly no_amount: number;
  /** Of those that are carried. */
  readonly expiring: Sum;
  /** Of those that are carried; null when none expires. */
  readonly earliest_expiry: string | null;
}

/** The shape of `lots` in a report. */
export const lotsSchema = z.strictObject({
  expiring_within_days: count,
  buckets: z.array(
    z
      .strictObject({
        export: text,
        bucket: text,
        converted: z.boolean().describe('Whether a line of the rules converts it.'),
        all: sumSchema,
        carried: sumSchema,
        expired: sumSchema.describe('Before the day of the plan: not carried.'),
        orphan: sumSchema.describe('Of a member id that no accepted row has.'),
        no_amount: count,
        expiring: sumSchema.describe('Of those that are carried.'),
        earliest_expiry: text.nullable(),
      })
      .describe('all = carried + expired + orphan, and in count + no_amount.'),
  ),
  file: text,
});
