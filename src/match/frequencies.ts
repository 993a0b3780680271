import type { Engine } from '../engine/engine.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { expectedNameShare } from './comparators/surnames.js';
import type { Comparison } from './identity.js';
import type { Model } from './model/model.js';
import { termFrequencies } from './model/term-frequency.js';

/**
 * `<comparison>_frequency(value, adjust)` for each comparison in which a rare value weighs more. Small files know
 * little about how rare a Korean name is; the census does. Needs `candidates`, `patterns` and `identities`. Gives the
 * names of these comparisons.
 */
export async function frequenciesOf(
  engine: Engine,
  comparisons: readonly Comparison[],
  model: Model,
): Promise<readonly string[]> {
  const weighed = comparisons.filter((comparison) => comparison.termFrequency);
  for (const { name: comparison, kind, value } of weighed) {
    const levels = model.comparisons.find((one) => one.name === comparison)?.levels;
    const uEqual = levels?.at(-1)?.u ?? 0.5;
    const prior = kind === 'name' ? { prior: expectedNameShare(name('value')) } : {};
    const together = onePerson(name(`f_${comparison}`));
    await termFrequencies(engine, { table: 'rows', comparison, column: value, uEqual, together, ...prior });
  }
  return weighed.map((comparison) => comparison.name);
}

/** Of the pairs inside a source that agree in a value, those that are likelier one person than not. */
function onePerson(value: Sql): Sql {
  return sql`select l.source_no, ${value} as value, count(*) as pairs
    from candidates join patterns using (pattern)
    join identities as l on l.row_id = candidates.l
    join identities as r on r.row_id = candidates.r and r.source_no = l.source_no
    where ${value} is not null and (outcome = 'link' or (outcome = 'score' and stranger > 0))
    group by all`;
}
