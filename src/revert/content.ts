import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { copy } from '../plan/files/content.js';
import { TABLES } from '../store/tables.js';

/**
 * From the tables `previous_`, `back_` and `after_` what a plan consists of: `unified`, `links`, `balances` and `changes`
 * as the files of any plan are written from them, and `id_changes`.
 */
export async function describeContent(engine: Engine, config: Config): Promise<void> {
  await engine.step(
    'unified',
    sql`select now.* exclude (merged_into, gone_since), was.grade as previous_grade
      from after_members as now left join (from previous_members where ${LIVES}) as was using (member_id)
      where now.merged_into is null and now.gone_since is null`,
  );
  const order = join(config.sources.map((source) => sql`${source.name}`));
  await engine.step(
    'links',
    sql`select row_number() over (order by list_position([${order}], source), source, source_member_id) as row_id,
        source, source_member_id, member_id, how, score, '' as reason
      from after_links semi join unified using (member_id)
      semi join (from after_source_rows where gone_since is null) using (source, source_member_id)`,
  );
  await engine.step('balances', sql`from after_points semi join unified using (member_id)`);
  await engine.step('changes', join([...fieldChanges(), POINTS, LINKS], ' union all '));
  await engine.step('id_changes', ID_CHANGES);
}

/** Of a stored member: it is there today. */
export const LIVES = sql`merged_into is null and gone_since is null`;

/** `member_ids.csv` of a revert: every id that is removed or comes back. */
export async function writeIdChanges(engine: Engine, directory: string): Promise<void> {
  await copy(
    engine,
    sql`select member_id, change, other from id_changes order by member_id`,
    joinPath(directory, 'member_ids.csv'),
  );
}

/** Only a member that is there before and after has changes. */
const BOTH = sql`(select member_id from previous_members semi join after_members using (member_id))`;

function fieldChanges(): readonly Sql[] {
  const columns = TABLES.members.columns
    .map((column) => column.name)
    .filter((column) => !['member_id', 'split_from', ...(TABLES.members.apart ?? [])].includes(column));
  const differs = either(
    columns.map((column) => sql`was.${name(column)} is distinct from now.${name(column)}`),
  );
  const both = sql`previous_members as was join after_members as now on now.member_id = was.member_id and ${differs}`;
  return columns.map(
    (column) => sql`select was.member_id, ${column} as field, cast(was.${name(column)} as varchar) as before,
      cast(now.${name(column)} as varchar) as after
      from ${both} where was.${name(column)} is distinct from now.${name(column)}`,
  );
}

const POINTS = sql`select coalesce(now.member_id, was.member_id), 'points:' || coalesce(now.bucket, was.bucket),
    cast(was.balance as varchar), cast(now.balance as varchar)
  from previous_points as was full join after_points as now on now.member_id = was.member_id and now.bucket = was.bucket
  where (was.balance is distinct from now.balance or was.expires_at is distinct from now.expires_at)
    and coalesce(now.member_id, was.member_id) in ${BOTH}`;

const LINKS = sql`select coalesce(now.member_id, was.member_id), 'link:' || was.source || ':' || was.source_member_id,
    was.member_id, now.member_id
  from previous_links as was left join after_links as now using (source, source_member_id)
  where was.member_id is distinct from now.member_id and coalesce(now.member_id, was.member_id) in ${BOTH}`;

const ID_CHANGES = sql`select member_id,
    case when now.member_id is null then 'removed' when was.member_id is null then 'restored'
      when was.merged_into is null and now.merged_into is not null then 'merged'
      when was.merged_into is not null and now.merged_into is null then 'unmerged'
      when was.gone_since is null and now.gone_since is not null then 'gone'
      when was.gone_since is not null and now.gone_since is null then 'returned' end as change,
    case when now.merged_into is not null then now.merged_into else was.merged_into end as other
  from previous_members as was full join after_members as now using (member_id)
  where change is not null`;
