import { type Chances, normalised, risingChances } from './chances.js';
import { estimateSession, type Session, type SessionEstimate } from './session.js';

/**
 * m by expectation-maximisation on counted patterns, u held fixed: W. Winkler, Using the EM Algorithm for
 * Weight Computation in the Fellegi-Sunter Model of Record Linkage (1988). A blocking rule shows only pairs that
 * agree on what it blocks on, so each rule is a session of its own that says nothing about those comparisons.
 */
interface EstimateOptions {
  /** m before anything was seen; by default `risingChances`. */
  readonly start?: Chances;
  /** λ before anything was seen: the share of a session's pairs that are one person. By default 0.1. */
  readonly lambda?: number;
  /** How many true pairs the start counts as in each session, so that a small session cannot claim much. By default 0. */
  readonly startPairs?: number;
}

export interface Estimate {
  /** The median over the sessions; the start where no session estimated a comparison. */
  readonly m: Chances;
  /** Comparisons that no session estimated. */
  readonly unestimated: readonly number[];
  /** In the order given. A dropped one has no part in `m`. */
  readonly sessions: readonly SessionEstimate[];
}

/**
 * Estimates m from the sessions, given `u` in the order of the model with every chance above 0. The order of
 * sessions and of patterns makes no difference to a single bit.
 */
export function estimate(sessions: readonly Session[], u: Chances, options: EstimateOptions = {}): Estimate {
  const start = options.start ?? u.map(({ length }) => risingChances(length));
  const { lambda = 0.1, startPairs = 0 } = options;
  const estimates = sessions.map((session) => estimateSession(session, { u, start, lambda, startPairs }));
  const kept = estimates.filter(({ dropped }) => dropped === null);
  const medians = u.map((_, comparison) =>
    medianOf(kept.flatMap(({ m }) => (m[comparison] ? [m[comparison]] : []))),
  );
  return {
    m: medians.map((median, comparison) => median ?? start[comparison] ?? []),
    unestimated: medians.flatMap((median, comparison) => (median === undefined ? [comparison] : [])),
    sessions: estimates,
  };
}

/** The median of each level by itself; these need not add up to 1, so they are made to. */
function medianOf(columns: readonly (readonly number[])[]): readonly number[] | undefined {
  const [first] = columns;
  if (first === undefined) return undefined;
  return normalised(first.map((_, level) => middle(columns.map((column) => column[level] as number))));
}

function middle(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
