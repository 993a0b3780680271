import { join, name, type Sql, sql } from '../../engine/sql.js';
import type { FactContext } from '../facts/context.js';

/** `(member_id, name)` of the members that some sheet lists. */
export const SHOWN_NAMES = 'workbook_names';

/**
 * Makes it for the members of these tables. A member without a name has no row; one that is gone has the last name
 * known. Of a first plan the fields of all members are worked out for it, so it is done once for all sheets.
 */
export async function nameShown(context: FactContext, tables: readonly string[]): Promise<void> {
  const shown = join(
    tables.map((table) => sql`select member_id from ${name(table)}`),
    ' union all ',
  );
  await context.engine.step(
    SHOWN_NAMES,
    sql`select * from (${await survivingNames(context)}) where member_id in (${shown})`,
  );
}

async function survivingNames({ engine, isFirstRun }: FactContext): Promise<Sql> {
  const columns = await engine.rows<{ column_name: string }>(sql`describe merged`);
  const none = sql`select null::varchar as member_id, null::varchar as name where false`;
  if (!columns.some(({ column_name }) => column_name === 'name')) return none;
  const living = sql`select member_id, name from merged`;
  if (isFirstRun) return living;
  return sql`${living} union all select member_id, name from previous_members anti join merged using (member_id)`;
}
