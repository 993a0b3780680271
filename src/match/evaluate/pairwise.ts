import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { PAIRS_AMONG_N } from './placed.js';
import { type PairCounts, type Ratios, ratios } from './ratios.js';

export interface Pairwise extends PairCounts, Ratios {
  /** Pairs of a withdrawn and a living row of one human being, left out on both sides. */
  readonly withdrawn: number;
  /** True pairs beside `known` that nothing can find: one of their rows is not accepted. */
  readonly absent: number;
}

/**
 * All pairs of rows of one person, within and between the sources, against all pairs of rows of one member.
 * Pairs are counted, never listed: n rows make n(n-1)/2 of them. Needs `placed`, `truth` and `absent`.
 */
export async function measurePairs(engine: Engine): Promise<Pairwise> {
  const counts = numbers(
    await engine.one<Record<keyof PairCounts | 'all_known' | 'mixed', bigint>>(
      sql`with cell as (select human, person, member, count(*) as n from placed group by human, person, member)
        select
          (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from cell) as right,
          (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(n) as n from cell group by person)) as known,
          (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(n) as n from cell group by human)) as all_known,
          (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(n) as n from cell group by member)) as found,
          (select coalesce(sum(a.n * b.n), 0)::bigint from cell as a join cell as b
            on a.human = b.human and a.member = b.member and a.person < b.person) as mixed`,
    ),
  );
  // A withdrawn and a living row of one human being in one member are no mistake either.
  const pairs = { known: counts.known, found: counts.found - counts.mixed, right: counts.right };
  return {
    ...pairs,
    ...ratios(pairs),
    withdrawn: counts.all_known - counts.known,
    absent: await absentPairs(engine),
  };
}

/** The same over decided pairs: `found` are those whose rows are one member. Needs `labels` and `person_rows`. */
export async function measureLabels(engine: Engine): Promise<PairCounts & Ratios> {
  const counts = numbers(
    await engine.one<Record<keyof PairCounts, bigint>>(
      sql`select count(*) filter (where is_link) as known,
          count(*) filter (where a.person_id = b.person_id) as found,
          count(*) filter (where is_link and a.person_id = b.person_id) as right
        from labels
        join person_rows as a on a.row_id = l
        join person_rows as b on b.row_id = r`,
    ),
  );
  return { ...counts, ...ratios(counts) };
}

async function absentPairs(engine: Engine): Promise<number> {
  const { pairs } = await engine.one<{ pairs: bigint }>(
    sql`select coalesce(sum(n * coalesce(rows, 0) + ${PAIRS_AMONG_N}), 0)::bigint as pairs
      from (select person, count(*) as n from absent group by person)
      left join (select person, count(*) as rows from truth group by person) using (person)`,
  );
  return Number(pairs);
}

function numbers<K extends string>(row: Readonly<Record<K, bigint>>): Record<K, number> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])) as Record<
    K,
    number
  >;
}
