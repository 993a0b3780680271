import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { decidedBit } from './pattern.js';

/** How wide a band of weights is, in thousandths of a bit. */
export const BAND = 5_000;

/**
 * `pair_counts(pattern, block, outcome, band, pairs)`: the compared pairs, counted. A band is the number of `BAND`s
 * that a weight reaches. Where a person decided, the outcome and the pattern say so. Needs `compared` and
 * `decisions`.
 */
export async function countPairs(engine: Engine, comparisons: number): Promise<void> {
  await engine.step(
    'pair_counts',
    sql`with decided as (select l, r, decision from decisions where state = 'in_force' and decision <> 'alone')
      select case decision when 'link' then pattern + ${decidedBit(comparisons)} else pattern end as pattern, block,
        case decision when 'link' then 'link' when 'no_link' then 'none' else outcome end as outcome,
        cast(floor(weight / ${BAND}) as integer) as band, count(*) as pairs
      from compared left join decided using (l, r) group by all`,
  );
}
