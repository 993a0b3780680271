import type { Rounding } from '../rules/points/bucket.js';

/** How one member came to its grade, points and fields, step by step. All values are text; amounts are exact decimals. */
export interface Trace {
  readonly rows: readonly TracedRow[];
  /** The numbers that rules read, by name; null is missing. */
  readonly measures: readonly { readonly name: string; readonly value: string | null }[];
  readonly candidates: readonly Candidate[];
  readonly rules: readonly TracedRule[];
  /** In order; those that changed nothing as well. */
  readonly adjustments: readonly { readonly name: string; readonly before: Grade; readonly after: Grade }[];
  readonly previous: string | null;
  /** The highest grade that a source gives by itself. */
  readonly best_source: string | null;
  readonly grade: Grade;
  /** Why a request is not granted; null where none is refused. */
  readonly refused: string | null;
  readonly buckets: readonly TracedBucket[];
  /** Of buckets whose balances belong to the target and move by differences. */
  readonly held: readonly HeldBalance[];
  readonly fields: readonly TracedField[];
  /** Fields and buckets of which the target is master: what is told of them is what the exports come to. */
  readonly mastered: readonly string[];
  /** What the plan says otherwise; nothing, where everything it was made from is still there. */
  readonly differences: readonly Difference[];
}

/** `none` is out of the programme, null that nothing is known. */
export type Grade = string | null;

export interface TracedRow {
  readonly source: string;
  readonly source_member_id: string;
  /** By field, without what is empty. */
  readonly values: Readonly<Record<string, string>>;
  /** What its own grade means on the ladder. */
  readonly mapped: Grade;
}

/** A grade that a rule may take into account. */
export interface Candidate {
  /** As the rule file writes it: `map(online)`, `band(spend)`. */
  readonly code: string;
  /** The same in words. */
  readonly words: string;
  readonly grade: Grade;
}

interface TracedRule {
  readonly name: string;
  readonly holds: boolean;
  readonly grade: Grade;
  /** The first that holds and gives a grade. */
  readonly decides: boolean;
}

export interface TracedBucket {
  readonly bucket: string;
  readonly lines: readonly TracedLine[];
  /** Of all lines, before it is rounded once. */
  readonly sum: string;
  readonly rounding: Rounding;
  /** After rounding, and after what the bucket does with less than 0. */
  readonly balance: string;
  readonly expires_at: string | null;
}

export interface TracedLine {
  /** `points`, `offline.stamps`, `lots.flown`, `bonus`. */
  readonly from: string;
  readonly amount: string;
  /** Null where no rate applies to this member. */
  readonly rate: string | null;
  readonly gives: string;
}

export interface TracedField {
  readonly field: string;
  readonly value: string | null;
  /** As the rule file writes it: `prefer online, latest`. */
  readonly policy: string;
  /** The same in words. */
  readonly words: string;
  /** The rows that it comes from, of a consent those that were asked. */
  readonly origins: readonly { readonly source: string; readonly source_member_id: string }[];
}

export interface Difference {
  /** `grade`, `rule`, `points:<bucket>` or a field. */
  readonly what: string;
  readonly plan: string | null;
  readonly recomputed: string | null;
}

/** after = before + moved, whole units as text. */
export interface HeldBalance {
  readonly bucket: string;
  /** Null where the member had none. */
  readonly before: string | null;
  readonly moved: string;
  readonly after: string;
}
