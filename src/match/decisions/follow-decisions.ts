import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { MUST_WEIGHT } from '../clusters/edge.js';
import { decidedBit } from '../pattern.js';

/** `l, r, block`: pairs that a person linked, which are compared whether a blocking rule gives them or not. */
export const LINKED_PAIRS = sql`select l, r, 255::utinyint as block from decisions
  where decision = 'link' and state = 'in_force'`;

/** `l, r`: rows that a person said are two persons. */
export const PARTED_PAIRS = sql`select l, r from decisions where decision = 'no_link' and state = 'in_force'`;

/**
 * Puts what people decided in the place of what the score says: in `pairs`, a pair that a person linked has
 * `MUST_WEIGHT` and a pattern that says so in `patterns`; one that a person parted is not in it; neither is in
 * `review`. Needs `decisions`, and `compared` with what is linked.
 */
export async function followDecisions(engine: Engine, comparisons: number): Promise<void> {
  const count = await engine.step(
    'decided_pairs',
    sql`select l, r, decision = 'link' as is_link from decisions where decision <> 'alone' and state = 'in_force'`,
  );
  if (count > 0) {
    for (const table of [sql`pairs`, sql`review`])
      await engine.run(
        sql`delete from ${table} as open using decided_pairs as known where open.l = known.l and open.r = known.r`,
      );
    await linkDecided(engine, decidedBit(comparisons));
  }
  await engine.drop('decided_pairs');
}

async function linkDecided(engine: Engine, bit: bigint): Promise<void> {
  const linked = sql`compared semi join (from decided_pairs where is_link) using (l, r)`;
  await engine.run(
    sql`insert into patterns select * replace (pattern + ${bit} as pattern, 'link' as outcome, 'decision' as how)
      from patterns where pattern in (select pattern from ${linked})`,
  );
  await engine.run(
    sql`insert into pairs by name
      select l, r, ${MUST_WEIGHT}::integer as weight, weight as score, pattern + ${bit} as pattern from ${linked}`,
  );
}
