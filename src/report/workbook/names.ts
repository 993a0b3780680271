import { type Sql, sql } from '../../engine/sql.js';
import type { FactContext } from '../facts/context.js';

/** `(member_id, name)` of every member that has a name, as a select; of members that are gone, the last one known. */
export async function survivingNames({ engine, isFirstRun }: FactContext): Promise<Sql> {
  const columns = await engine.rows<{ column_name: string }>(sql`describe merged`);
  const none = sql`select null::varchar as member_id, null::varchar as name where false`;
  if (!columns.some(({ column_name }) => column_name === 'name')) return none;
  const living = sql`select member_id, name from merged`;
  if (isFirstRun) return living;
  return sql`${living} union all select member_id, name from previous_members anti join merged using (member_id)`;
}
