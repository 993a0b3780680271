import type { Config } from '../../config/config.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import { type Comparison, identityOf } from '../identity.js';

/** A bit for each comparison in which a row of `rows` has something that tells who it is: not a phone, not a sex. */
export function evidenceBits(config: Config): Sql {
  const bits = telling(config)
    .filter(({ kind }) => kind !== 'phone')
    .map(({ value }, bit) => sql`case when ${value} is null then 0 else ${2 ** bit} end`);
  return sql`cast(${join([sql`0`, ...bits], ' + ')} as bigint)`;
}

/**
 * Why a row of `rows` is too empty to link with any other: `nothing`, or the name of the one comparison in which
 * it has a value, when that one never links alone; NULL for every other row.
 */
export function emptiness(config: Config): Sql {
  const { exact } = identityOf(config);
  const known = telling(config);
  const counted = known.map(({ value }) => sql`((${value}) is not null)::integer`);
  const weak = known.filter(
    ({ name }) => !exact.some(({ equal }) => equal.length === 1 && equal[0] === name),
  );
  const named = weak.map(({ name, value }) => sql`when (${value}) is not null then ${name}`);
  const one = named.length === 0 ? sql`null` : sql`case ${join(named, ' ')} end`;
  return sql`case ${join([sql`0`, ...counted], ' + ')} when 0 then 'nothing' when 1 then ${one} end`;
}

function telling(config: Config): readonly Comparison[] {
  return identityOf(config).comparisons.filter(({ supporting }) => !supporting);
}
