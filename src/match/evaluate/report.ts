import type { Clusters, WronglyMerged } from './clusters.js';
import type { CurvePoint } from './curve.js';
import type { Estimate } from './estimate.js';
import type { Pairwise } from './pairwise.js';
import type { PairCounts, Ratios } from './ratios.js';
import type { EmptyRows, Reach } from './reach.js';
import type { OutcomeCount } from './scores.js';
import type { Threshold } from './thresholds.js';
import type { PairTruth, PersonTruth } from './truth.js';

interface Measured {
  /** Raised when a field changes its meaning or goes; a new optional field is free. */
  readonly schema: 1;
  /** Of the compared pairs that the truth knows about. */
  readonly outcomes: readonly OutcomeCount[];
  readonly thresholds: readonly Threshold[];
  readonly curve: readonly CurvePoint[];
  readonly empty_rows: EmptyRows;
}

/** How matching did against a file that says who every row is. */
export interface PersonEvaluation extends Measured {
  readonly truth: PersonTruth;
  readonly pairs: Pairwise;
  readonly clusters: Clusters;
  /** The worst of `clusters.wrongly_merged`, to be looked at. */
  readonly wrongly_merged: readonly WronglyMerged[];
  readonly reach: Reach;
}

/** How matching did against pairs that people decided. */
export interface PairEvaluation extends Measured {
  readonly truth: PairTruth;
  readonly pairs: PairCounts & Ratios;
  /** Null unless the pairs are a sample that `evaluate --sample` drew. */
  readonly estimate: Estimate | null;
}

/** The evaluation as a value; nothing in it depends on when, where or with how many threads it was made. */
export type Evaluation = PersonEvaluation | PairEvaluation;

export function isOfPersons(evaluation: Evaluation): evaluation is PersonEvaluation {
  return evaluation.truth.kind === 'persons';
}
