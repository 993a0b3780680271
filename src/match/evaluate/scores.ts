import type { Engine } from '../../engine/engine.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import type { TruthKind } from './truth-file.js';

/** How many compared pairs ended as one outcome, and how many of them are one person. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly pairs: number;
  readonly right: number;
}

/**
 * `score_counts(weight, outcome, pairs, right_pairs, reachable_pairs)`: the compared pairs that the truth knows
 * about, counted by weight and outcome; reachable are those of one person that share evidence beyond a phone.
 * Needs `compared` and `placed` or `labels`.
 */
export async function countScores(engine: Engine, kind: TruthKind): Promise<void> {
  await engine.step('score_counts', kind === 'persons' ? OF_PERSONS : OF_PAIRS);
}

/** A withdrawn and a living row of one human being are left out: they are right for neither. */
const OF_PERSONS = sql`select weight, outcome, count(*) as pairs,
    count(*) filter (where a.person = b.person) as right_pairs,
    count(*) filter (where a.person = b.person and (a.evidence & b.evidence) <> 0) as reachable_pairs
  from compared
  join placed as a on a.row_id = l
  join placed as b on b.row_id = r
  where a.person = b.person or a.human <> b.human
  group by weight, outcome`;

const OF_PAIRS = sql`select weight, outcome, count(*) as pairs,
    count(*) filter (where is_link) as right_pairs, 0::bigint as reachable_pairs
  from compared join labels using (l, r)
  group by weight, outcome`;

/** Which outcomes no score can change: a veto beats any score, and a household is not a person. */
export const DECIDED_OTHERWISE = sql`outcome in ('veto', 'related')`;

/** Pairs that would link at each of these weights, in their order, if the score alone decided. Needs `score_counts`. */
export async function countAbove(
  engine: Engine,
  weights: readonly number[],
): Promise<readonly { readonly linked: number; readonly right: number }[]> {
  const rows = await engine.rows<{ linked: bigint; right: bigint }>(
    sql`select coalesce(sum(pairs) filter (where weight >= least_weight), 0)::bigint as linked,
        coalesce(sum(right_pairs) filter (where weight >= least_weight), 0)::bigint as right
      from (${listed(weights)}) as steps
      left join score_counts on not (${DECIDED_OTHERWISE})
      group by step order by step`,
  );
  return rows.map(({ linked, right }) => ({ linked: Number(linked), right: Number(right) }));
}

function listed(weights: readonly number[]): Sql {
  return sql`select unnest([${join(weights.map((weight) => sql`${weight}`))}]::bigint[]) as least_weight,
    unnest(range(${weights.length})) as step`;
}

/** Where the compared pairs ended, and where those of one person did. Needs `score_counts`. */
export async function countOutcomes(engine: Engine): Promise<readonly OutcomeCount[]> {
  const rows = await engine.rows<{ outcome: string; pairs: bigint; right: bigint }>(
    sql`select outcome, sum(pairs)::bigint as pairs, sum(right_pairs)::bigint as right
      from score_counts group by outcome order by outcome`,
  );
  return rows.map(({ outcome, pairs, right }) => ({ outcome, pairs: Number(pairs), right: Number(right) }));
}
