import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { MOVED_CHANGES } from './points/moves.js';
import { describingColumns, type TableColumn } from './unified.js';

/**
 * What the plan changes of members that the target has, as `changes(member_id, field, before, after)`, and
 * `touched(member_id)`, the members that are new or are written to. A member that is new has no before and
 * so no change; its `first_run` tells. A member that is gone is a change of `gone_since`, a link that moves
 * or ends is `link:<source>:<source_member_id>`, a balance `points:<bucket>`.
 */
export async function findChanges(
  engine: Engine,
  { asOf, moving }: { readonly asOf: string; readonly moving: readonly string[] },
): Promise<void> {
  await findAbsent(engine);
  const isFirst = (await engine.one<{ n: bigint }>(sql`select count(*) as n from previous_members`)).n === 0n;
  const parts = isFirst
    ? []
    : [...(await fieldChanges(engine)), RETURNED, gone(asOf), MERGED, points(moving), LINKS];
  await engine.step('changes', join([NONE, ...parts], ' union all '));
  await engine.step(
    'touched',
    isFirst
      ? sql`select member_id from graded`
      : sql`select member_id from unified where is_new
        union select member_id from changes where member_id in (select member_id from unified)
        union select member_id from (${linkTouches()})`,
  );
}

const NONE = sql`select '' as member_id, '' as field, '' as before, '' as after where false`;

const RETURNED = sql`select member_id, 'gone_since', gone_since, null
  from unified join previous_members using (member_id) where not is_new and previous_members.gone_since is not null`;

const MERGED = sql`select merged_ids.member_id, 'merged_into', previous_members.merged_into, merged_ids.merged_into
  from merged_ids join previous_members using (member_id)
  where previous_members.merged_into is distinct from merged_ids.merged_into`;

/** New members start with a balance; that is no change of it. */
function points(moving: readonly string[]): Sql {
  return moving.length === 0
    ? SET_POINTS
    : sql`${SET_POINTS} and coalesce(balances.bucket, previous_points.bucket) not in (${join(moving.map((bucket) => sql`${bucket}`))})
    union all ${MOVED_CHANGES}`;
}

const SET_POINTS = sql`select coalesce(balances.member_id, previous_points.member_id) as member_id,
    'points:' || coalesce(balances.bucket, previous_points.bucket),
    cast(previous_points.balance as varchar), cast(balances.balance as varchar)
  from balances full join previous_points
    on balances.member_id = previous_points.member_id and balances.bucket = previous_points.bucket
  where (previous_points.balance is distinct from balances.balance
      or previous_points.expires_at is distinct from balances.expires_at)
    and coalesce(balances.member_id, previous_points.member_id) not in (select member_id from unified where is_new)
    and coalesce(balances.member_id, previous_points.member_id) not in (select member_id from absent)`;

/** The links of an absent member stay, so that it returns with its id. */
const LINKS = sql`select coalesce(links.member_id, previous_links.member_id),
      'link:' || previous_links.source || ':' || previous_links.source_member_id,
      previous_links.member_id, links.member_id
    from previous_links left join links using (source, source_member_id)
    where links.member_id is distinct from previous_links.member_id
      and not (links.member_id is null and previous_links.member_id in (select member_id from absent))`;

/** `absent(member_id, is_news)`: members of the target without a row now. They keep their links and points. */
async function findAbsent(engine: Engine): Promise<void> {
  await engine.step(
    'absent',
    sql`select member_id, gone_since is null as is_news from previous_members
      where merged_into is null
        and member_id not in (select member_id from graded)
        and member_id not in (select member_id from merged_ids)`,
  );
}

function gone(asOf: string): Sql {
  return sql`select member_id, 'gone_since', null, ${asOf} from absent where is_news`;
}

async function fieldChanges(engine: Engine): Promise<readonly Sql[]> {
  const columns = await describingColumns(engine, 'unified');
  const both = columns.map(
    (c) => sql`unified.${name(c.name)} as ${after(c)}, previous_members.${name(c.name)} as ${before(c)}`,
  );
  const differs = columns.map(
    (c) => sql`unified.${name(c.name)} is distinct from previous_members.${name(c.name)}`,
  );
  await engine.step(
    'differing',
    sql`select member_id, ${join(both)} from unified join previous_members using (member_id)
      where not is_new and ${either(differs)}`,
  );
  return columns.map(
    (c) => sql`select member_id, ${c.name}, cast(${before(c)} as varchar), cast(${after(c)} as varchar)
      from differing where ${before(c)} is distinct from ${after(c)}`,
  );
}

function before(column: TableColumn): Sql {
  return name(`before ${column.name}`);
}

function after(column: TableColumn): Sql {
  return name(`after ${column.name}`);
}

/** Members with a link that is new, moved, or differently grounded. */
function linkTouches(): Sql {
  return sql`select links.member_id from links left join previous_links using (source, source_member_id)
    where previous_links.member_id is distinct from links.member_id
      or previous_links.how is distinct from links.how or previous_links.score is distinct from links.score`;
}
