import { z } from 'zod';
import { text } from './values.js';

export interface LimitReport {
  readonly name: string;
  /** Which source or field it was measured on, when there is one. */
  readonly scope: string | null;
  readonly value: number;
  /** The whole a percentage is taken of. */
  readonly of: number | null;
  /** As written in the config: `0.5%` or `8`. */
  readonly limit: string;
  readonly kind: 'input' | 'change';
  readonly passed: boolean;
  /** Set when `--allow` raised it for this plan. */
  readonly allowed: string | null;
  /** Between which shares it lies in 95 of 100 samples, where it is estimated from one. */
  readonly interval?: { readonly low: number; readonly high: number };
}

/** The shape of one of `limits` in a report. */
export const limitSchema = z.strictObject({
  name: text,
  scope: text.nullable(),
  value: z.number(),
  of: z.number().nullable().describe('The whole a percentage is taken of.'),
  limit: text.describe('As written in the config: 0.5% or 8.'),
  kind: z.enum(['input', 'change']),
  passed: z.boolean().describe('Whether the value is within the limit; equal is within.'),
  allowed: text.nullable().describe('Set when --allow raised the limit for this plan.'),
  interval: z
    .strictObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1) })
    .exactOptional()
    .describe('Between which shares it lies in 95 of 100 samples, where it is estimated from one.'),
});
