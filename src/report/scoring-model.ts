import type { Outcome } from '../match/agreements.js';
import type { Waterfall } from '../match/waterfall.js';
import type { Capped } from './model.js';

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

export interface ModelReport {
  readonly name: string;
  readonly trained: { readonly as_of: string; readonly rows: number; readonly pairs: number } | null;
  /** What a pair weighs before anything is compared; null where households are not told apart. */
  readonly prior: { readonly strangers: number; readonly household: number | null };
  readonly thresholds: { readonly link: number; readonly review: number };
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly {
      readonly level: string;
      readonly strangers: number;
      readonly household: number | null;
    }[];
  }[];
  readonly file: string;
}

export interface DoubtfulPair {
  readonly outcome: 'review' | 'ambiguous';
  readonly reason: string;
  /** Of an ambiguous pair the first one fits two members. */
  readonly rows: readonly [DoubtfulRow, DoubtfulRow];
  /** In codes: `phone=equal name=near`. */
  readonly agreement: string;
  readonly weights: Waterfall;
}

export interface DoubtfulRow {
  readonly source: string;
  readonly source_member_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
}

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
