import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { type StoredTable, TABLES } from '../store/tables.js';
import { keyOf } from './settle.js';

/**
 * From the settled rows that are open, what is to be written: `back_<table>(op, …columns)`, with `expected_run` for
 * members; and `after_<table>`, the whole table as it will be. Points are taken back as a difference, because what
 * was spent since is spent: the balance now, without what the run gave, with what it took.
 */
export async function restoreRows(engine: Engine, run: string): Promise<void> {
  for (const table of ['members', 'links', 'source_rows'] as const)
    await engine.step(`back_${table}`, restored(table, run));
  await engine.step('back_points', points(run));
  for (const table of ['members', 'links', 'points', 'source_rows'] as const)
    await engine.step(`after_${table}`, after(table));
}

const OP = sql`case when not was_there then 'delete' when is_there then 'update' else 'insert' end`;

function restored(table: Exclude<StoredTable, 'points'>, run: string): Sql {
  const key = keyOf(table);
  const free = freeColumns(table).map((column) =>
    // A delete states its key, and whatever else the store demands of every row.
    TABLES[table].columns.some((c) => c.name === column && c.kind === 'key')
      ? sql`coalesce(was.${name(column)}, now.${name(column)}) as ${name(column)}`
      : sql`was.${name(column)} as ${name(column)}`,
  );
  const expected = table === 'members' ? sql`, now.last_run as expected_run` : sql``;
  return sql`select ${OP} as op, ${key}, ${join(free)} ${expected}
    from (from ${name(`settled_${table}`)} where state = 'open' and (was_there or is_there)) as s
    left join (from ${name(`${table}_before`)} where run_id = ${run}) as was using (${key})
    left join ${name(`previous_${table}`)} as now using (${key})`;
}

function points(run: string): Sql {
  return sql`with given as (
      select member_id, substr(field, 8) as bucket,
        coalesce(cast(after as bigint), 0) - coalesce(cast(before as bigint), 0) as difference
      from run_changes where starts_with(field, 'points:')
    ),
    balances as (
      select s.*, was.expires_at,
        -- Members that are new or removed have no changes: all they had goes or comes.
        case when given.difference is null and not was_there then 0
          when given.difference is null and not is_there then was.balance
          else coalesce(now.balance, 0) - coalesce(given.difference, 0) end as balance
      from (from settled_points where state = 'open' and (was_there or is_there)) as s
      left join given using (member_id, bucket)
      left join (from points_before where run_id = ${run}) as was using (member_id, bucket)
      left join previous_points as now using (member_id, bucket)
    )
    select case when balance = 0 then 'delete' when is_there then 'update' else 'insert' end as op,
      member_id, bucket, balance, expires_at
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
