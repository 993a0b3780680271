import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { all, join, name, type Sql, sql } from '../engine/sql.js';
import { agrees, bitOf, type ExactRule, type Key, SHAREABLE_KEYS } from './exact-rules.js';
import { sameSourceVeto, vetoes } from './vetoes.js';

/**
 * Makes from `rows`:
 * - `crowded(key, value, rows)`: values on so many rows that they are nobody's;
 * - `pairs(l, r, evidence)`: two rows, l < r, that some rule makes the same person and no veto forbids;
 *   `evidence` holds a bit for each rule that agrees;
 * - `review(l, r, reason, torn)`: pairs that a person must decide; `torn` is the row that fits two persons.
 */
export async function makePairs(engine: Engine, config: Config, rules: readonly ExactRule[]): Promise<void> {
  const keys = [...new Set(rules.flatMap((rule) => rule.keys))];
  const crowded = await listCrowded(engine, keys, config.identity.max_rows_per_value);
  await engine.step('identities', identities(keys, crowded));
  await engine.step('review', guardianPairs(keys));
  await engine.step(
    'pairs',
    sql`select l, r, cast(bit_or(bit) as integer) as evidence
      from (${join(
        rules.map((rule) => agreeing(config, rules, rule)),
        ' union all ',
      )})
      anti join review using (l, r)
      group by l, r`,
  );
  await engine.drop('identities');
}

/** Gives the keys that have a crowded value at all. */
async function listCrowded(engine: Engine, keys: readonly Key[], most: number): Promise<readonly Key[]> {
  const shareable = SHAREABLE_KEYS.filter((key) => keys.includes(key));
  const counts = shareable.map(
    (key) => sql`select ${key} as key, ${name(key)} as value, count(*) as rows from rows
      where ${name(key)} is not null and not keep_apart group by ${name(key)} having count(*) > ${most}`,
  );
  const none = sql`select '' as key, '' as value, 0 as rows where false`;
  await engine.step('crowded', join([none, ...counts], ' union all '));
  const found = await engine.rows<{ key: Key }>(sql`select distinct key from crowded`);
  return found.map(({ key }) => key);
}

/** The few narrow columns that pairs are made of, so that the joins carry nothing else along. */
function identities(keys: readonly Key[], crowded: readonly Key[]): Sql {
  const columns = keys.map((key) =>
    crowded.includes(key)
      ? sql`case when ${name(key)} not in (select value from crowded where key = ${key}) then ${name(key)} end as ${name(key)}`
      : name(key),
  );
  const others = ['ci', 'birth_date', 'gender', 'status', 'name_key'].filter(
    (key) => !keys.some((k) => k === key),
  );
  return sql`select row_id, source_no, ${join([...columns, ...others.map((column) => sql`${name(column)}`)])}
    from rows where not keep_apart`;
}

function agreeing(config: Config, rules: readonly ExactRule[], rule: ExactRule): Sql {
  const allowed = all([
    ...vetoes(config).map((veto) => sql`not (${veto.forbids})`),
    sql`not (${sameSourceVeto(config)})`,
  ]);
  return sql`select l.row_id as l, r.row_id as r, ${bitOf(rules, rule)} as bit
    from identities as l join ${secondRows(config)} as r on ${agrees(rule)} and l.row_id < r.row_id
    where ${allowed}`;
}

/** Rows are numbered source by source: a first source without duplicates has no row that comes second in a pair. */
function secondRows(config: Config): Sql {
  return config.sources[0]?.one_row_per_person === true
    ? sql`(from identities where source_no > 0)`
    : sql`identities`;
}

/** One CI, another name and another birth date: a guardian's verification used for a child. Not a link. */
function guardianPairs(keys: readonly Key[]): Sql {
  if (!keys.includes('ci'))
    return sql`select 0::bigint as l, 0::bigint as r, '' as reason, 0::bigint as torn where false`;
  return sql`select l.row_id as l, r.row_id as r, 'same_ci_other_person' as reason, cast(null as bigint) as torn
    from identities as l join identities as r on l.ci = r.ci and l.row_id < r.row_id
    where l.name_key <> r.name_key and l.birth_date <> r.birth_date`;
}
