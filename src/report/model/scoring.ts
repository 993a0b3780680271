import { z } from 'zod';
import type { Outcome } from '../../match/agreements.js';
import { type Capped, capped } from './capped.js';
import { type DoubtfulPair, doubtfulSchema } from './doubtful.js';
import { type ReviewedReport, reviewedSchema } from './reviewed.js';
import { type ModelReport, scoringModelSchema } from './scoring-model.js';
import { count, share, text, weight } from './values.js';

/** How pairs of rows were found and weighed. Weights are in thousandths of a bit. */
export interface ScoringReport {
  /** Pairs that were compared: the sum of `outcomes`, of `bands` and of `blocking`. */
  readonly compared: number;
  readonly outcomes: OutcomeCounts;
  /** By weight, ascending. */
  readonly bands: readonly BandReport[];
  /** What would link from each weight on, pair by pair, before clusters, ties and limits. */
  readonly thresholds?: readonly {
    readonly probability: number;
    readonly weight: number;
    readonly linked: number;
  }[];
  readonly blocking: readonly BlockingReport[];
  readonly model: ModelReport;
  /** Related pairs of two members, and the members in them. */
  readonly households: { readonly pairs: number; readonly members: number };
  readonly empty_rows: EmptyRowsReport;
  /** Every agreement that occurred, with its weights, is in this file. */
  readonly agreements: { readonly total: number; readonly file: string };
  /** Pairs that wait for a person, those that weigh most first. */
  readonly doubtful: Capped<DoubtfulPair>;
  /** Where the config names a reviewed sample. */
  readonly reviewed?: ReviewedReport;
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Pairs that weigh at least `from` and less than `to`; null is no bound. */
export interface BandReport extends OutcomeCounts {
  readonly from: number | null;
  readonly to: number | null;
}

export interface BlockingReport {
  /** Its keys; `decision` for pairs that only a person named. */
  readonly rule: string;
  /** What it would make if it were the only rule. */
  readonly at_most: number;
  /** The pairs that it gave first. */
  readonly pairs: number;
  /** The value on most rows. */
  readonly largest: { readonly value: string; readonly rows: number } | null;
}

/** Rows that can link with nothing, since they have nothing, or one field that never links alone. */
export interface EmptyRowsReport {
  readonly rows: number;
  readonly empty: number;
  /** By the one field that they have, or `nothing`. */
  readonly by: readonly { readonly only: string; readonly rows: number }[];
}

const outcomes = { link: count, review: count, related: count, none: count, veto: count };

const blocking = z.strictObject({
  rule: text.describe('Its keys; decision for pairs that only a person named.'),
  at_most: count.describe('What it would make if it were the only rule.'),
  pairs: count.describe('The pairs that it gave first.'),
  largest: z.strictObject({ value: text, rows: count }).nullable(),
});

/** The shape of `scoring` in a report. */
export const scoringSchema = z
  .strictObject({
    compared: count,
    outcomes: z.strictObject(outcomes),
    bands: z.array(z.strictObject({ from: weight.nullable(), to: weight.nullable(), ...outcomes })),
    thresholds: z
      .array(z.strictObject({ probability: share, weight, linked: count }))
      .exactOptional()
      .describe('What would link from each weight on, pair by pair, before clusters, ties and limits.'),
    blocking: z.array(blocking),
    model: scoringModelSchema,
    households: z.strictObject({ pairs: count, members: count }),
    empty_rows: z.strictObject({
      rows: count,
      empty: count,
      by: z.array(z.strictObject({ only: text, rows: count })),
    }),
    agreements: z.strictObject({ total: count, file: text }),
    doubtful: capped(doubtfulSchema),
    reviewed: reviewedSchema.exactOptional(),
  })
  .describe(
    'How pairs were weighed, in thousandths of a bit. compared = the sum of outcomes, bands, blocking.',
  );
