import { join as joinPath } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { live } from '../../engine/inert.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { deltaFile } from '../delta.js';
import { readContent } from '../files/content.js';
import type { ComparedPlan } from './compared-plan.js';

export type Side = 'approved' | 'now';

/** The name of a table of one of the two plans. */
export function of(side: Side, table: 'members' | 'links' | 'points' | 'written'): Sql {
  return name(`against_${side}_${table}`);
}

/**
 * Loads one of the two plans: its members (texts inert, as they lie in the file), links and points, and
 * `written(member_id, field)`, what of them it writes itself; `*` stands for a member that is new.
 */
export async function loadSide(engine: Engine, side: Side, plan: ComparedPlan): Promise<void> {
  const { directory, format, isInitial } = plan;
  const file = (table: 'members' | 'links' | 'points' | 'changes') => readContent(directory, table, format);
  const make = (table: Parameters<typeof of>[1], select: Sql) =>
    engine.step(`against_${side}_${table}`, select);
  await make('members', sql`select * from ${file('members')}`);
  await make(
    'links',
    sql`select source, ${live(name('source_member_id'))} as source_member_id, member_id from ${file('links')}`,
  );
  await make(
    'points',
    sql`select member_id, ${live(name('bucket'))} as bucket, balance, expires_at from ${file('points')}`,
  );
  const delta = (table: 'members' | 'links') => sql`read_parquet(${joinPath(directory, deltaFile(table))})`;
  const links = isInitial ? of(side, 'links') : sql`(select * from ${delta('links')} where op <> 'delete')`;
  const newMembers = isInitial
    ? of(side, 'members')
    : sql`(select * from ${delta('members')} where op = 'insert')`;
  await make(
    'written',
    sql`select member_id, ${live(name('field'))} as field from ${file('changes')}
      union all select member_id, ${LINK_FIELD} from ${links}
      union all select member_id, '*' from ${newMembers}`,
  );
}

/** How `changes` calls a link. */
const LINK_FIELD = sql`'link:' || source || ':' || source_member_id`;
