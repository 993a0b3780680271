import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, sql } from '../engine/sql.js';
import { type BlockCost, NAMED_BLOCKS } from './blocks.js';
import type { Comparison } from './identity.js';

/**
 * Makes from `rows` the narrow table that pairs are made of, `identities(row_id, source_no, withdrawn, …)` with
 * a column for each comparison; and `crowded(key, value, rows)`: values on so many rows that they are nobody's
 * and stand in no identity. Rows that are kept apart are compared with nothing and are not in it. Gives what
 * blocking on a shareable value costs, which is counted in the same pass.
 */
export async function makeIdentities(
  engine: Engine,
  config: Config,
  comparisons: readonly Comparison[],
): Promise<readonly BlockCost[]> {
  const most = config.identity.max_rows_per_value;
  await engine.run(sql`create or replace table crowded (key varchar, value varchar, rows bigint)`);
  const counted = [];
  for (const comparison of comparisons.filter(({ shareable }) => shareable))
    counted.push(await countValues(engine, comparison, most));
  const crowded = counted.filter((one) => one.isCrowded).map(({ rule }) => rule);
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
  return counted;
}

/** Adds the values on more than `most` rows to `crowded`; the others make pairs. */
async function countValues(
  engine: Engine,
  { name: comparison, value }: Comparison,
  most: number,
): Promise<BlockCost & { readonly isCrowded: boolean }> {
  const { pairs, largest, crowded } = await engine.one<{
    pairs: bigint | null;
    largest: string;
    crowded: string;
  }>(sql`select cast(sum(n * (n - 1) // 2) filter (n <= ${most}) as bigint) as pairs,
      cast(to_json(coalesce(max({ rows: n, value: value }, ${NAMED_BLOCKS}) filter (n <= ${most}), [])) as varchar) as largest,
      cast(to_json(coalesce(list({ value: value, rows: n } order by value) filter (n > ${most}), [])) as varchar) as crowded
    from (
      select ${value} as value, count(*) as n from rows where not keep_apart group by value having n > 1 and value is not null
    )`);
  const many: BlockCost['largest'] = JSON.parse(crowded);
  if (many.length > 0) {
    const rows = many.map((one) => sql`(${comparison}, ${one.value}, ${one.rows})`);
    await engine.run(sql`insert into ${raw('crowded')} values ${join(rows)}`);
  }
  return {
    rule: comparison,
    pairs: Number(pairs ?? 0n),
    largest: JSON.parse(largest),
    isCrowded: many.length > 0,
  };
}
