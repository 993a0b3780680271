import type { Engine } from '../../engine/engine.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import { Failure } from '../../failure.js';
import type { Bucket } from '../../rules/points/bucket.js';

/**
 * `point_moves(member_id, bucket, held, moved, raised, holds, expires_at)`: every balance of the buckets that move by
 * differences, what it was, by how much it moves, `raised` of that to lift it to 0, and what it then is; `held` is
 * missing where there was none. Between members points only change hands. Throws a Failure for a balance below 0
 * in a bucket that refuses one.
 */
export async function movePoints(engine: Engine, buckets: readonly Bucket[]): Promise<void> {
  await engine.step('handed_on', HANDED_ON);
  await engine.step('ended_balances', ENDED_BALANCES);
  const [zero, names] = [buckets.filter(({ negative }) => negative === 'zero'), buckets].map(
    (list) => sql`(${join([...list.map((bucket) => sql`${bucket.name}`), sql`''`])})`,
  );
  await engine.step(
    'point_moves',
    sql`with moves as (select member_id, bucket, sum(points)::bigint as by_points from (${BETWEEN}) group by all),
      firsts as (select member_id, bucket, cast(expires_at as varchar) as expires_at
        from merged_moves join person_ids using (person_id)),
      moved as (
        select member_id, bucket, held.balance as held, coalesce(by_points, 0) as by_points, held.expires_at,
          case when bucket in ${zero ?? sql`('')`} then greatest(-(coalesce(held.balance, 0) + coalesce(by_points, 0)), 0) else 0 end as raised
        from (select * from previous_points where bucket in ${names ?? sql`('')`}) as held
        full join moves using (member_id, bucket)
      )
      select member_id, bucket, held, (by_points + raised)::bigint as moved, raised::bigint as raised,
        (coalesce(held, 0) + by_points + raised)::bigint as holds,
        case when held is null then firsts.expires_at else moved.expires_at end as expires_at
      from moved left join firsts using (member_id, bucket)
      where held is not null or by_points + raised <> 0`,
  );
  await refuseBelowZero(engine, buckets);
}

/** Of the points that belong to leaving rows, as many as their member still has: what is spent cannot leave. */
const HANDED_ON = sql`select owner, bucket, member_id, points from (
    select owner, bucket, person_ids.member_id,
      greatest(0, least(belonging, greatest(balance, 0) - coalesce(sum(belonging) over (
        partition by owner, bucket order by person_ids.member_id
        rows between unbounded preceding and 1 preceding), 0)))::bigint as points
    from merged_leaving join person_ids using (person_id)
    join previous_points using (bucket) where previous_points.member_id = owner)
  where points > 0`;

/** What an id that has ended holds, and the id that is that member now; spending may still reach an old id. */
const ENDED_BALANCES = sql`with recursive ends as (
    select member_id, coalesce(merged_ids.merged_into, previous_members.merged_into) as merged_into
    from previous_members left join merged_ids using (member_id)
    where coalesce(merged_ids.merged_into, previous_members.merged_into) is not null
  ),
  held as (
    select member_id, bucket, (balance - coalesce(left_with, 0))::bigint as points
    from previous_points join ends using (member_id)
    left join (select owner as member_id, bucket, sum(points) as left_with from handed_on group by all)
      using (member_id, bucket)
    where bucket in (select bucket from merged_moves) and balance <> coalesce(left_with, 0)
  ),
  ways as (
    select member_id, merged_into as heir from held join ends using (member_id)
    union select ways.member_id, ends.merged_into from ways join ends on ends.member_id = ways.heir
  )
  select held.member_id, held.bucket, held.points, ways.heir
  from held join ways using (member_id)
  where ways.heir not in (select member_id from ends)`;

const BETWEEN = sql`select member_id, bucket, moved as points from merged_moves join person_ids using (person_id) where moved <> 0
  union all select member_id, bucket, points from handed_on
  union all select owner, bucket, -points from handed_on
  union all select heir, bucket, points from ended_balances
  union all select member_id, bucket, -points from ended_balances`;

async function refuseBelowZero(engine: Engine, buckets: readonly Bucket[]): Promise<void> {
  const refusing = buckets.filter(({ negative }) => negative === 'refuse').map(({ name }) => sql`${name}`);
  if (refusing.length === 0) return;
  const [first, ...more] = await engine.rows<{ bucket: string; members: bigint }>(
    sql`select bucket, count(*) as members from point_moves
      where holds < 0 and bucket in (${join(refusing)}) group by bucket order by bucket`,
  );
  if (first === undefined) return;
  const told = [first, ...more].map(
    ({ bucket, members }) => `the balance of ${bucket} falls below 0 for ${members} of the members`,
  );
  throw new Failure(
    'decision',
    `${told.join('; ')}: what a source took back was spent in the target already`,
    'settle them there, or write negative: keep or negative: zero on a line of the bucket',
  );
}

/** Those of the living members, as `balances` has them. */
export const MOVED_BALANCES: Sql = sql`select member_id, bucket, holds as balance, expires_at
  from point_moves where member_id in (select member_id from person_ids)`;

/** As changes; a new member has none. */
export const MOVED_CHANGES: Sql = sql`select member_id, 'points:' || bucket, cast(held as varchar), cast(holds as varchar)
  from point_moves where moved <> 0 and member_id not in (select member_id from person_ids where is_new)`;
