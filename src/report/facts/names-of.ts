import { sql } from '../../engine/sql.js';
import { maskName } from '../mask.js';
import type { FactContext } from './context.js';
import { listed } from './listed.js';

/**
 * The surviving names of a few persons, masked where the report is; asked for by id, so that not all of `merged` is
 * made for them.
 */
export async function namesOf(
  { engine, config }: FactContext,
  persons: readonly bigint[],
): Promise<ReadonlyMap<bigint, string | null>> {
  const isNamed = config.sources.some(({ columns }) => 'name' in columns);
  if (persons.length === 0 || !isNamed) return new Map();
  const rows = await engine.rows<{ person_id: bigint; name: string | null }>(
    sql`select person_id, name from merged where person_id in (${listed(persons)})`,
  );
  const shown = (full: string | null) => (full !== null && config.report.mask ? maskName(full) : full);
  return new Map(rows.map((row) => [row.person_id, shown(row.name)]));
}
