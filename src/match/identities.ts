import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import type { Comparison } from './identity.js';

/**
 * Makes from `rows` the narrow table that pairs are made of, `identities(row_id, source_no, withdrawn, …)` with
 * a column for each comparison; and `crowded(key, value, rows)`: values on so many rows that they are nobody's
 * and stand in no identity. Rows that are kept apart are compared with nothing and are not in it.
 */
export async function makeIdentities(
  engine: Engine,
  config: Config,
  comparisons: readonly Comparison[],
): Promise<void> {
  const crowded = await listCrowded(engine, comparisons, config.identity.max_rows_per_value);
  const columns = comparisons.map((comparison) =>
    crowded.includes(comparison.name)
      ? sql`case when ${comparison.value} not in (select value from crowded where key = ${comparison.name}) then ${comparison.value} end as ${name(comparison.name)}`
      : sql`${comparison.value} as ${name(comparison.name)}`,
  );
  await engine.step(
    'identities',
    sql`select row_id, source_no, status is not distinct from 'withdrawn' as withdrawn, ${join(columns)}
      from rows where not keep_apart`,
  );
}

/** Gives the comparisons that have a crowded value at all. */
async function listCrowded(
  engine: Engine,
  comparisons: readonly Comparison[],
  most: number,
): Promise<readonly string[]> {
  const counts = comparisons
    .filter((comparison) => comparison.shareable)
    .map((comparison) => crowdedValues(comparison, most));
  const none = sql`select '' as key, '' as value, 0 as rows where false`;
  await engine.step('crowded', join([none, ...counts], ' union all '));
  const found = await engine.rows<{ key: string }>(sql`select distinct key from crowded`);
  return found.map(({ key }) => key);
}

function crowdedValues({ name: comparison, value }: Comparison, most: number): Sql {
  return sql`select ${comparison} as key, value, count(*) as rows
    from (select ${value} as value from rows where not keep_apart) where value is not null
    group by value having count(*) > ${most}`;
}
