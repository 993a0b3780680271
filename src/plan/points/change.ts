import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import type { Measured } from '../limits/limits.js';

/**
 * By how much the total of each bucket in the target changes; points of members who are gone stay there. Of a bucket
 * that held nothing there is no share. After `findChanges`.
 */
export async function measurePoints(engine: Engine): Promise<readonly Measured[]> {
  const buckets = await engine.rows<{ bucket: string; held: string; holds: string }>(
    sql`select bucket, cast(sum(held) as varchar) as held, cast(sum(holds) as varchar) as holds from (
        select bucket, balance as held, 0 as holds from previous_points
        union all select bucket, 0, balance from previous_points where member_id in (select member_id from absent)
        union all select bucket, 0, balance from balances
      ) group by bucket having sum(held) <> 0 order by bucket`,
  );
  return buckets.map(({ bucket, held, holds }) => ({
    name: 'max_points_change',
    scope: bucket,
    value: distance(BigInt(holds), BigInt(held)),
    of: distance(BigInt(held), 0n),
  }));
}

function distance(one: bigint, other: bigint): number {
  return Number(one > other ? one - other : other - one);
}
