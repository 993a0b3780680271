import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { weightAt } from '../model/weights.js';
import { evenSteps } from './curve.js';
import { share } from './ratios.js';
import { PROBABILITIES } from './thresholds.js';

/** What would link from this weight on, pair by pair, as far as a reviewed sample stands for the pairs. */
export interface EstimatedAt {
  /** Thousandths of a bit. */
  readonly weight: number;
  readonly linked: number;
  readonly right: number;
  readonly precision: number | null;
  readonly recall: number | null;
}

interface Label {
  /** The pairs that this one stands for. */
  readonly standsFor: number;
  readonly isLink: boolean;
  /** From this weight on it is linked no more; Infinity for a rule, -Infinity where nothing links it. */
  readonly linkedUpTo: number;
}

/** The probabilities one would think of, from the review threshold on: pairs below it are in no sample. */
export async function estimateThresholds(engine: Engine, review: number): Promise<readonly EstimatedAt[]> {
  const labels = await readLabels(engine);
  return PROBABILITIES.filter((one) => one >= review).map((one) => estimateAt(labels, weightAt(one)));
}

/** At most sixty weights in even steps, from the review threshold to the heaviest pair that a score links. */
export async function estimateCurve(engine: Engine, review: number): Promise<readonly EstimatedAt[]> {
  const labels = await readLabels(engine);
  const scored = labels.map(({ linkedUpTo }) => linkedUpTo).filter(Number.isFinite);
  if (scored.length === 0) return [];
  const least = weightAt(review);
  const steps = evenSteps(least, Math.max(least, ...scored));
  return steps.filter((weight) => weight >= least).map((weight) => estimateAt(labels, weight));
}

/**
 * Each stratum counts by its size, as in estimate.ts: of a stratum of N pairs of which n were decided, each stands
 * for N / n.
 */
function estimateAt(labels: readonly Label[], weight: number): EstimatedAt {
  const sum = (of: readonly Label[]) => of.reduce((total, { standsFor }) => total + standsFor, 0);
  const linked = labels.filter(({ linkedUpTo }) => linkedUpTo >= weight);
  const right = sum(linked.filter(({ isLink }) => isLink));
  return {
    weight,
    linked: sum(linked),
    right,
    precision: share(right, sum(linked)),
    recall: share(right, sum(labels.filter(({ isLink }) => isLink))),
  };
}

/** Sorted, so that sums do not depend on the order of the file. Needs `labels`, `compared` and `patterns`. */
async function readLabels(engine: Engine): Promise<readonly Label[]> {
  const rows = await engine.rows<{
    stratum: string;
    pairs: bigint;
    seen: bigint;
    is_link: boolean;
    decided: string | null;
    weight: number | null;
  }>(
    sql`select stratum, stratum_pairs as pairs, count(*) over (partition by stratum) as seen, is_link, weight,
        case when patterns.outcome = 'link' then 'rule'
          when patterns.outcome = 'score' and most = 'link' then 'score' end as decided
      from labels left join compared using (l, r) left join patterns using (pattern)
      where stratum is not null order by l, r`,
  );
  return rows.map(({ pairs, seen, is_link: isLink, decided, weight }) => ({
    standsFor: Number(pairs) / Number(seen),
    isLink,
    linkedUpTo:
      decided === 'rule'
        ? Number.POSITIVE_INFINITY
        : decided === 'score'
          ? (weight ?? 0)
          : Number.NEGATIVE_INFINITY,
  }));
}
