import type { Engine } from '../../engine/engine.js';
import { live } from '../../engine/inert.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { TABLES, type WrittenTable } from '../../store/tables.js';
import { type Format, readContent } from '../files/content.js';

/**
 * The rows of a first load, from the plan's own files: every member, link and balance is new. What was made
 * inert for spreadsheets is made live again.
 */
export async function initialRows(
  engine: Engine,
  table: Exclude<WrittenTable, 'source_rows'>,
  { directory, format }: { readonly directory: string; readonly format: Format },
): Promise<Sql> {
  if (table === 'changes')
    return sql`select '' as member_id, '' as field, '' as before, '' as after where false`;
  const from = readContent(directory, table, format);
  const found = await engine.rows<{ column_name: string }>(sql`describe select * from ${from}`);
  const known = TABLES[table].columns.filter((column) => found.some((f) => f.column_name === column.name));
  const values = known.map(({ name: column, kind }) => {
    if (kind === 'flag') return sql`cast(${name(column)} as boolean) as ${name(column)}`;
    if (kind === 'integer') return sql`cast(${name(column)} as bigint) as ${name(column)}`;
    if (kind === 'score') return sql`cast(${name(column)} as double) as ${name(column)}`;
    return sql`${live(name(column))} as ${name(column)}`;
  });
  const expected = table === 'members' ? sql`, cast(null as varchar) as expected_run` : sql``;
  return sql`select 'insert' as op, ${join(values)} ${expected} from ${from}`;
}
