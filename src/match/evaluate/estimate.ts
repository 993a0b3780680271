import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { type Estimated, estimateTotal, type Part } from './interval.js';

/** The reviewed pairs of one stratum of a sample that are one member now, or those that are not. */
export interface ReviewedPart extends Part {
  readonly stratum: string;
  readonly joined: boolean;
}

/** A share estimated from reviewed pairs: about `part` of `of` pairs. */
export interface EstimatedShare extends Estimated {
  readonly part: number;
  readonly of: number;
}

export interface Estimate {
  /** Decided pairs of the sample, and the pairs they stand for. */
  readonly reviewed: number;
  readonly stands_for: number;
  /** Of the pairs that are one member, those that are one person. Null where none was reviewed. */
  readonly precision: EstimatedShare | null;
  /** Of the candidates of the sample that are one person, those that are one member. Null where there is none. */
  readonly recall: EstimatedShare | null;
}

/**
 * Precision and recall from a reviewed sample, each stratum counting by its size: precision is Σ N·p over the
 * parts that are one member, divided by Σ N; recall is that sum divided by Σ N·p over all parts. Recall is of
 * the sample's candidates: a pair that no rule generated, or far below the review threshold, is in no sample.
 * Null when nothing was reviewed.
 */
export function estimate(parts: readonly ReviewedPart[]): Estimate | null {
  const seen = parts.filter((part) => part.seen > 0);
  if (seen.length === 0) return null;
  const joined = seen.filter((part) => part.joined);
  return {
    reviewed: sum(seen, (part) => part.seen),
    stands_for: sum(seen, (part) => part.size),
    precision: joined.length === 0 ? null : precisionOf(joined),
    recall: recallOf(
      joined,
      seen.filter((part) => !part.joined),
    ),
  };
}

function precisionOf(joined: readonly ReviewedPart[]): EstimatedShare {
  const right = estimateTotal(joined);
  const of = sum(joined, (part) => part.size);
  return { value: right.value / of, low: right.low / of, high: right.high / of, part: right.value, of };
}

/** The limits are those of found and missed at their least favourable together: wider than need be, never narrower. */
function recallOf(joined: readonly ReviewedPart[], apart: readonly ReviewedPart[]): EstimatedShare | null {
  const [found, missed] = [estimateTotal(joined), estimateTotal(apart)];
  const of = found.value + missed.value;
  if (of === 0) return null;
  const low = found.low === 0 ? 0 : found.low / (found.low + missed.high);
  const high = missed.low === 0 ? 1 : found.high / (found.high + missed.low);
  return { value: found.value / of, low, high, part: found.value, of };
}

/**
 * The reviewed parts of `labels` as matching is now. Pairs of a stratum that were one member when the sample was
 * drawn and are not now, or the other way round, make a part of their own: of a stratum of N pairs of which n
 * were decided, k of them stand for N·k/n. So a sample reviewed once can be asked about another config.
 */
export async function reviewedParts(engine: Engine): Promise<readonly ReviewedPart[]> {
  const rows = await engine.rows<{
    stratum: string;
    pairs: bigint;
    all: bigint;
    joined: boolean;
    seen: bigint;
    hits: bigint;
  }>(
    sql`select stratum, max(stratum_pairs) as pairs, sum(count(*)) over (partition by stratum)::bigint as "all",
        a.person_id = b.person_id as joined, count(*) as seen, count(*) filter (where is_link) as hits
      from labels
      join person_rows as a on a.row_id = l
      join person_rows as b on b.row_id = r
      where stratum is not null
      group by stratum, joined order by stratum, joined`,
  );
  return rows.map(({ stratum, pairs, all, joined, seen, hits }) => ({
    stratum,
    joined,
    size: (Number(pairs) * Number(seen)) / Number(all),
    seen: Number(seen),
    hits: Number(hits),
  }));
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
