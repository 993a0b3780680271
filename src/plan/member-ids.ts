import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { copy } from './files/content.js';

/** How many member ids ended in another one, and how many began as a part of another one. */
export interface IdCounts {
  readonly merged: number;
  readonly split: number;
}

/**
 * Writes `member_ids.csv`: every member id that begins, ends or comes back by this plan, once, sorted; all others are
 * kept. Where the target has no members, all are new, and `members.csv` is the list of them: this one has its header
 * alone. Needs what `findChanges` leaves.
 */
export async function writeMemberIds(engine: Engine, directory: string): Promise<IdCounts> {
  await engine.step('id_changes', ID_CHANGES);
  await copy(
    engine,
    sql`select member_id, change, other from id_changes order by member_id`,
    joinPath(directory, 'member_ids.csv'),
  );
  const { merged, split } = await engine.one<{ merged: bigint; split: bigint }>(
    sql`select count(*) filter (change = 'merged') as merged, count(*) filter (change = 'split') as split from id_changes`,
  );
  return { merged: Number(merged), split: Number(split) };
}

const ID_CHANGES = sql`select member_id, case when split_from is null then 'new' else 'split' end as change, split_from as other
  from unified where is_new and exists (from previous_totals where members > 0)
  union all
  select member_id, 'merged', merged_ids.merged_into from merged_ids
  union all
  select member_id, 'gone', null from absent where is_news
  union all
  select member_id, 'returned', null from unified join previous_members using (member_id)
  where not is_new and previous_members.gone_since is not null`;
