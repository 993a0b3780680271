import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { STORED_TABLES, type StoredTable, TABLES } from '../store/tables.js';

/**
 * Of every row that a run wrote or deleted, whether it is still as the run left it: `settled_<table>(key, was_there,
 * is_there, now_run, state)`.
 * - `open`: as the run left it; it can be taken back.
 * - `back`: as it was before the run; there is nothing to take back.
 * - `kept`: a source row that a later night read anew, and no more than that; it stays as that night read it.
 * - `later`: another run has written it since.
 *
 * A row that a revert wrote counts as the run that it is back at: its version. So a run can be taken back once all
 * later ones of its members are, and a revert can be taken back like any run.
 */
export async function settleRows(engine: Engine, run: string): Promise<void> {
  for (const table of STORED_TABLES) {
    await engine.step('touched_rows', touched(table, run));
    await engine.step('row_versions', versions(table, run));
    await engine.step(`settled_${table}`, settled(table, run));
  }
  await engine.drop('touched_rows', 'row_versions');
}

/** The columns of a table's key, as a list. */
export function keyOf(table: StoredTable): Sql {
  return join(TABLES[table].key.map((column) => name(column)));
}

function before(table: StoredTable): Sql {
  return name(`${table}_before`);
}

function previous(table: StoredTable): Sql {
  return name(`previous_${table}`);
}

/**
 * What the run updated or deleted has an image; what it inserted is there now, or in the image of a later run. What it
 * left is in one of these two; a row that it deleted is in neither.
 */
function touched(table: StoredTable, run: string): Sql {
  const key = keyOf(table);
  return sql`with remains as (
      select ${key} from ${previous(table)} where last_run = ${run}
      union select ${key} from ${before(table)} where last_run = ${run}
    ),
    seen as (select ${key} from ${before(table)} where run_id = ${run} union from remains),
    ended as (select ${key}, arg_max(run_id, sequence) as run from ${before(table)} join run_log using (run_id) group by all)
    select ${key}, was.run_id is not null as was_there, was.last_run as before_run,
      now.last_run is not null as is_there, coalesce(now.last_run, ended.run) as now_run,
      (${key}) in (select (${key}) from remains) as was_left
    from seen
    left join (from ${before(table)} where run_id = ${run}) as was using (${key})
    left join ${previous(table)} as now using (${key})
    left join ended using (${key})`;
}

/** `version` of each `stamp` of a row: the run whose content that is. A row that is not there has none. */
function versions(table: StoredTable, run: string): Sql {
  const key = keyOf(table);
  return sql`with recursive stamps as (
      select ${key}, now_run as stamp from touched_rows
      union select ${key}, before_run from touched_rows where before_run is not null
      union select ${key}, ${run} from touched_rows
    ),
    walk as (
      select *, stamp as reached from stamps
      union all
      select walk.* exclude (reached), was.last_run
      from walk join run_log on run_log.run_id = walk.reached and run_log.reverts is not null
      left join ${before(table)} as was
        on was.run_id = run_log.reverts and ${join(
          TABLES[table].key.map((column) => sql`was.${name(column)} = walk.${name(column)}`),
          ' and ',
        )}
    )
    select walk.* exclude (reached), reached as version from walk left join run_log on run_log.run_id = walk.reached
    where run_log.reverts is null`;
}

function settled(table: StoredTable, run: string): Sql {
  const key = keyOf(table);
  const version = (stamp: Sql, as: string) =>
    sql`left join (select ${key}, stamp as stamped, version from row_versions) as ${name(as)}
      on ${name(as)}.stamped = ${stamp} and ${join(
        TABLES[table].key.map((column) => sql`${name(as)}.${name(column)} = t.${name(column)}`),
        ' and ',
      )}`;
  return sql`select t.* exclude (before_run, was_left),
      case when now.version is not distinct from case when was_left then mine.version end then 'open'
        when now.version is not distinct from earlier.version then 'back'
        ${table === 'source_rows' ? READ_ANEW : sql``}
        else 'later' end as state
    from touched_rows as t
    ${version(sql`case when t.is_there then t.now_run end`, 'now')} ${version(sql`${run}`, 'mine')} ${version(sql`t.before_run`, 'earlier')}
    ${
      table === 'source_rows'
        ? sql`left join previous_source_rows as held on held.source = t.source and held.source_member_id = t.source_member_id
      left join source_rows_before as image on image.run_id = ${run} and image.source = t.source and image.source_member_id = t.source_member_id`
        : sql``
    }`;
}

const READ_ANEW = sql`when was_there and is_there and held.gone_since is not distinct from image.gone_since then 'kept'`;
