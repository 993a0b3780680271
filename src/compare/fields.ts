import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { isConsent, policiesOf } from '../rules/fields/policies.js';
import type { CompareContext } from './merge-both.js';
import type { FieldComparison, RefusalComparison } from './model.js';

/** Of each surviving field how many members have a value under each file, and how many another one. */
export async function gatherFields({
  engine,
  config,
  rules,
}: CompareContext): Promise<readonly FieldComparison[]> {
  // Which fields survive depends on the sources alone.
  const fields = [...policiesOf(rules.a.fields, config.sources).keys()];
  if (fields.length === 0) return [];
  const counts = fields.flatMap((field) => {
    const [a, b] = [sql`a.${name(field)}`, sql`b.${name(field)}`];
    return [
      sql`${having(field, a)} as ${name(`a ${field}`)}`,
      sql`${having(field, b)} as ${name(`b ${field}`)}`,
      sql`count(*) filter (where ${a} is distinct from ${b}) as ${name(`different ${field}`)}`,
    ];
  });
  const row = await engine.one<Record<string, bigint>>(
    sql`select ${join(counts)} from a_merged as a join b_merged as b using (person_id)`,
  );
  const count = (of: string) => Number(row[of] ?? 0n);
  return fields.map((field) => ({
    field,
    a: count(`a ${field}`),
    b: count(`b ${field}`),
    different: count(`different ${field}`),
  }));
}

function having(field: string, value: Sql): Sql {
  return isConsent(field) ? sql`count(*) filter (where ${value})` : sql`count(${value})`;
}

/** Requests that are not granted and balances that must not be, by their reason. */
export async function gatherRefusals({ engine }: CompareContext): Promise<readonly RefusalComparison[]> {
  const rows = await engine.rows<{ because: string; stops: boolean; a: bigint; b: bigint }>(
    raw(`
    select because, stops, cast(sum(1 - is_b) as bigint) as a, cast(sum(is_b) as bigint) as b
    from (
      select because, stops, 0 as is_b from a_merged_refusals
      union all select because, stops, 1 from b_merged_refusals
    )
    group by because, stops order by stops desc, because`),
  );
  return rows.map((row) => ({ ...row, a: Number(row.a), b: Number(row.b) }));
}
