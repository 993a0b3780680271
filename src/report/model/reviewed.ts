import { z } from 'zod';
import { count, share, text, weight } from './values.js';

/** What people found in a sample of pairs, as matching is now. Shares are between 0 and 1. */
export interface ReviewedReport {
  readonly file: string;
  /** Decided pairs that count, and those that do not: a row is not accepted, or has changed since. */
  readonly pairs: number;
  readonly absent: number;
  readonly changed: number;
  readonly precision: EstimateReport | null;
  readonly recall: EstimateReport | null;
  /** If pairs were linked from another probability on, pair by pair. */
  readonly thresholds: readonly EstimatedPoint[];
  readonly curve: readonly EstimatedPoint[];
}

/** About `part` of `of` pairs; between the shares `low` and `high` in 95 of 100 samples. */
export interface EstimateReport {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly part: number;
  readonly of: number;
}

export interface EstimatedPoint {
  readonly weight: number;
  /** Pairs that would be linked, and those of them that are right, as far as the sample stands for them. */
  readonly linked: number;
  readonly right: number;
  readonly precision: number | null;
  readonly recall: number | null;
}

const estimate = z
  .strictObject({ value: share, low: share, high: share, part: z.number(), of: z.number() })
  .describe('About part of of pairs; between low and high in 95 of 100 samples.');

const point = z.strictObject({
  weight,
  linked: z.number(),
  right: z.number(),
  precision: share.nullable(),
  recall: share.nullable(),
});

/** The shape of `scoring.reviewed` in a report. */
export const reviewedSchema = z.strictObject({
  file: text,
  pairs: count,
  absent: count,
  changed: count,
  precision: estimate.nullable(),
  recall: estimate.nullable(),
  thresholds: z.array(point),
  curve: z.array(point),
});
