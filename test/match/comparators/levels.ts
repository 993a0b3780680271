import type { Engine } from '../../../src/engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../../src/engine/sql.js';
import type { Comparator } from '../../../src/match/comparators/comparator.js';

export type Pair = readonly [a: string, b: string];

/** The codes of the levels of pairs of unequal values, worked out as matching does it. */
export async function levelsOf(
  engine: Engine,
  comparator: Comparator,
  pairs: readonly Pair[],
  type = 'varchar',
): Promise<readonly (string | undefined)[]> {
  await engine.step('tested_pairs', pairTable(pairs, type));
  await engine.step(
    'tested_values',
    formsOf(comparator, sql`select a as value from tested_pairs union select b from tested_pairs`),
  );
  const rows = await engine.rows<{ level: number | null }>(sql`
    select cast(${comparator.level} as integer) as level
    from tested_pairs p
    join tested_values a on a.value = p.a
    join tested_values b on b.value = p.b
    order by p.place`);
  if (rows.length !== pairs.length) throw new Error(`${rows.length} levels for ${pairs.length} pairs`);
  return rows.map(({ level }) => comparator.levels[level ?? -1]);
}

/** Every form once for every distinct value, each select over the one before. */
export function formsOf(comparator: Comparator, values: Sql): Sql {
  return comparator.forms.reduce(
    (before, form) => sql`select *, ${form.of} as ${name(form.name)} from (${before})`,
    values,
  );
}

function pairTable(pairs: readonly Pair[], type: string): Sql {
  const rows = pairs.map(([a, b], at) => sql`(${at}, ${a}, ${b})`);
  return sql`select place, cast(a as ${raw(type)}) as a, cast(b as ${raw(type)}) as b
    from (values ${join(rows)}) as p (place, a, b)`;
}
