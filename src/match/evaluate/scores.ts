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
 * `score_counts(weight, outcome, decided, pairs, right_pairs, reachable_pairs)`: the compared pairs that the truth
 * knows about, counted by weight and outcome. `decided` says what makes a link of them: `rule`, `score`, or
 * `never`; reachable are those of one person that share evidence beyond a phone. Needs `compared`, `patterns`,
 * and `placed` or `labels`.
 */
export async function countScores(engine: Engine, kind: TruthKind): Promise<void> {
  await engine.step(
    'score_counts',
    sql`select weight, compared.outcome, ${DECIDED} as decided, ${kind === 'persons' ? OF_PERSONS : OF_PAIRS}
      group by weight, compared.outcome, decided`,
  );
}

/** Exact rules, vetoes and what needs a person come before any score; agreement in one thing alone never links. */
const DECIDED = sql`case when patterns.outcome = 'link' then 'rule'
    when patterns.outcome = 'score' and most = 'link' then 'score' else 'never' end`;

/** A withdrawn and a living row of one human being are left out: they are right for neither. */
const OF_PERSONS = sql`count(*) as pairs,
    count(*) filter (where a.person = b.person) as right_pairs,
    count(*) filter (where a.person = b.person and (a.evidence & b.evidence) <> 0) as reachable_pairs
  from compared join patterns using (pattern)
  join placed as a on a.row_id = l
  join placed as b on b.row_id = r
  where a.person = b.person or a.human <> b.human`;

const OF_PAIRS = sql`count(*) as pairs, count(*) filter (where is_link) as right_pairs, 0::bigint as reachable_pairs
  from compared join patterns using (pattern) join labels using (l, r)`;

/** Pairs that would link if the threshold were each of these weights, in their order. Needs `score_counts`. */
export async function countAbove(
  engine: Engine,
  weights: readonly number[],
): Promise<readonly { readonly linked: number; readonly right: number }[]> {
  const links = sql`decided = 'rule' or (decided = 'score' and weight >= least_weight)`;
  const rows = await engine.rows<{ linked: bigint; right: bigint }>(
    sql`select coalesce(sum(pairs) filter (where ${links}), 0)::bigint as linked,
        coalesce(sum(right_pairs) filter (where ${links}), 0)::bigint as right
      from (${listed(weights)}) as steps left join score_counts on decided <> 'never'
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
