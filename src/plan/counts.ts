import { type Sql, sql } from '../engine/sql.js';
import type { WrittenTable } from '../store/tables.js';

/** The counts of the ledger after a first load. */
export const INITIAL_COUNTS = sql`select
    (select count(*) from graded) as members_total, (select count(*) from graded) as members_new,
    0::bigint as members_changed, 0::bigint as members_gone,
    (select cast(coalesce(sum(rows_count), 0) as bigint) from graded) as links_total, (select count(*) from merged_points) as points_total,
    0::bigint as changes_rows`;

/** The counts of the ledger once the delta files are in the target. */
export function countsAfter(file: (table: WrittenTable) => string): Sql {
  const ops = (table: WrittenTable, op: string) =>
    sql`(select count(*) from read_parquet(${file(table)}) where op = ${op})`;
  return sql`select
    (select members from previous_totals) + ${ops('members', 'insert')} as members_total,
    ${ops('members', 'insert')} as members_new,
    ${ops('members', 'update')} - (select count(*) from absent where is_news) as members_changed,
    (select count(*) from absent where is_news) as members_gone,
    (select links from previous_totals) + ${ops('links', 'insert')} - ${ops('links', 'delete')} as links_total,
    (select points from previous_totals) + ${ops('points', 'insert')} - ${ops('points', 'delete')} as points_total,
    (select count(*) from changes) as changes_rows`;
}
