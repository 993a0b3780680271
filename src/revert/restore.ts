import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { seen, seenColumns } from '../store/delta.js';
import { STORED_TABLES, type StoredTable, TABLES } from '../store/tables.js';
import { keyOf } from './settle.js';

/**
 * From the settled rows that are open, what is to be written: `back_<table>(op, …columns)`, with what the target is
 * expected to hold beside; and `after_<table>`, the whole table as it will be. Points are taken back as a difference,
 * because what was spent since is spent: the balance now, without what the run gave, with what it took. Of the fields
 * `kept`, of which the target is master, what was edited since stays.
 */
export async function restoreRows(
  engine: Engine,
  { run, kept }: { readonly run: string; readonly kept: readonly string[] },
): Promise<void> {
  await engine.step('back_members', restored('members', { run, kept }));
  await engine.step('back_links', restored('links', { run, kept: [] }));
  await engine.step('back_source_rows', restored('source_rows', { run, kept: [] }));
  await engine.step('back_points', points(run));
  for (const table of STORED_TABLES) await engine.step(`after_${table}`, after(table));
}

const OP = sql`case when not was_there then 'delete' when is_there then 'update' else 'insert' end`;

function restored(
  table: Exclude<StoredTable, 'points'>,
  { run, kept }: { readonly run: string; readonly kept: readonly string[] },
): Sql {
  const { columns, apart = [] } = TABLES[table];
  const free = freeColumns(table).map((column) => {
    const [was, now] = [sql`was.${name(column)}`, sql`now.${name(column)}`];
    // A delete states its key, and whatever else the store demands of every row.
    const isDemanded = columns.some((one) => one.name === column && one.kind === 'key');
    if (isDemanded) return sql`coalesce(${was}, ${now}) as ${name(column)}`;
    if (apart.includes(column)) return sql`case when is_there then ${now} else ${was} end as ${name(column)}`;
    return kept.includes(column)
      ? sql`case when is_there and not ${isAsLeft(column)} then ${now} else ${was} end as ${name(column)}`
      : sql`${was} as ${name(column)}`;
  });
  const expected = table === 'members' ? sql`, now.last_run as expected_run` : sql``;
  return sql`select ${OP} as op, ${keyOf(table)}, ${join(free)} ${expected} ${saw(table)}
    from (from ${name(`settled_${table}`)} where state = 'open' and (was_there or is_there)) as s
    left join (from ${name(`${table}_before`)} where run_id = ${run}) as was using (${keyOf(table)})
    left join ${name(`previous_${table}`)} as now using (${keyOf(table)})`;
}

/** The run changed the field, and nobody has since. */
function isAsLeft(column: string): Sql {
  return sql`exists (from run_changes where run_changes.member_id = s.member_id and field = ${column}
    and run_changes.after is not distinct from cast(now.${name(column)} as varchar))`;
}

/** What others might change until the plan is applied. */
function saw(table: StoredTable): Sql {
  if (table === 'source_rows') return sql``;
  const was = seenColumns(TABLES[table]).map(
    (column) => sql`now.${name(column.name)} as ${name(seen(column.name))}`,
  );
  return sql`, case when is_there then 'row' end as saw, ${join(was)}`;
}

function points(run: string): Sql {
  return sql`with given as (
      select member_id, substr(field, 8) as bucket,
        coalesce(cast(after as bigint), 0) - coalesce(cast(before as bigint), 0) as difference
      from run_changes where starts_with(field, 'points:')
    ),
    balances as (
      select s.*, was.expires_at ${saw('points')},
        -- Members that are new or removed have no changes: all they had goes or comes.
        case when given.difference is null and not was_there then 0
          when given.difference is null and not is_there then was.balance
          else coalesce(now.balance, 0) - coalesce(given.difference, 0) end as balance
      from (from settled_points where state = 'open' and (was_there or is_there)) as s
      left join given using (member_id, bucket)
      left join (from points_before where run_id = ${run}) as was using (member_id, bucket)
      left join previous_points as now using (member_id, bucket)
    )
    -- A row that was there stays, also with nothing left on it: what is spent next is an update of it.
    select case when balance = 0 and not was_there then 'delete' when is_there then 'update' else 'insert' end as op,
      member_id, bucket, balance, expires_at, saw, was_balance, was_expires_at
    from balances where is_there or balance <> 0`;
}

function after(table: StoredTable): Sql {
  const key = keyOf(table);
  const columns = join(TABLES[table].columns.map((column) => name(column.name)));
  const back = name(`back_${table}`);
  return sql`select ${columns} from ${name(`previous_${table}`)} anti join ${back} using (${key})
    union all
    select ${columns} from ${back} where op <> 'delete'`;
}

function freeColumns(table: StoredTable): readonly string[] {
  const { key, columns } = TABLES[table];
  return columns.map((column) => column.name).filter((column) => !key.includes(column));
}
