import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { either, type Sql, sql } from '../../engine/sql.js';
import { connect } from './components.js';
import { conflictsOf } from './conflict-rows.js';
import { settleConflict } from './conflicts.js';
import { MUST_WEIGHT } from './edge.js';
import { settleOneToOne } from './one-to-one.js';
import { brokenBy, type ClusterOptions, type ClusterRules, clusterRules } from './rules.js';
import { createSettledTables, SettledWriter } from './settled-tables.js';

/**
 * From `pairs(l, r, weight, ...)` (each pair once, l < r, no veto between the two unless a person decided
 * so) and `review(l, r, reason, torn)` to persons. Makes
 * - `person_rows(row_id, person_id)`: every row; a person is named after its smallest row;
 * - `ties(row_id, other, weight)`: for every row that is not alone the strongest pair that ties it to a row
 *   of its own person; of several the one with the smallest `other`;
 * - `cut(l, r, weight, reason)`: pairs that a veto or a cardinality kept apart, by its name;
 * - `contradictions(l, r, reason)`: decisions of people that cannot be followed;
 * and adds to `review` what is `ambiguous` and what is `too_large` to be assigned.
 *
 * @throws RangeError for a limit under which no two rows could be one person.
 */
export async function makePersons(engine: Engine, config: Config, options: ClusterOptions): Promise<void> {
  const rules = clusterRules(config, options);
  await listApart(engine, options);
  await separateSimplePairs(engine, rules);
  await connect(engine, 'tangled');
  await createSettledTables(engine);
  await listConflicts(engine, rules);
  await settleConflicts(engine, rules, options);
  await engine.step('tangled_persons', TANGLED_PERSONS);
  await engine.step('person_rows', PERSON_ROWS);
  await engine.step('ties', TIES);
  await engine.drop('apart', 'simple', 'tangled', 'components', 'conflicts', 'resettled', 'tangled_persons');
}

const TANGLED_PERSONS = sql`select row_id, person_id from resettled
  union all select row_id, component from components anti join resettled using (row_id)`;

const PERSON_ROWS = sql`with joined as (
    select l as row_id, l as person_id from simple
    union all select r, l from simple
    union all select row_id, person_id from tangled_persons
  )
  select row_id, coalesce(joined.person_id, row_id) as person_id
  from (select row_id from rows) left join joined using (row_id)`;

const TIES = sql`with inside as (
    select l, r, weight from tangled
    join tangled_persons as pl on pl.row_id = l join tangled_persons as pr on pr.row_id = r
    where pl.person_id = pr.person_id
  ),
  ends as (select l as row_id, r as other, weight from inside union all select r, l, weight from inside)
  select l as row_id, r as other, weight from simple
  union all select r, l, weight from simple
  union all select row_id, -best.nearness, best.weight from (
    select row_id, max({ weight: weight, nearness: -other }) as best from ends group by row_id
  )`;

/** `apart(row_id, other)`, in both directions. */
async function listApart(engine: Engine, { apart = sql`select l, r from review` }: ClusterOptions) {
  await engine.step('strangers', sql`select l, r from (${apart})`);
  await engine.step(
    'apart',
    sql`select l as row_id, r as other from strangers union select r, l from strangers`,
  );
  await engine.drop('strangers');
}

/**
 * Most pairs share no row with another pair and break nothing: they are `simple`, persons at once. The rest
 * is `tangled`.
 */
async function separateSimplePairs(engine: Engine, rules: ClusterRules): Promise<void> {
  const shared = sql`select row_id from (select l as row_id from pairs union all select r from pairs)
    group by row_id having count(*) > 1`;
  const decided = sql`select l from pairs where weight >= ${MUST_WEIGHT}`;
  const strangers = sql`select l from pairs semi join apart on row_id = l and other = r`;
  await engine.step(
    'busy',
    sql`${shared} union all ${decided} union all ${strangers} ${valuesThatDiffer(rules)}`,
  );
  await engine.step(
    'tangled',
    sql`select l, r, weight from pairs where l in (from busy) or r in (from busy)`,
  );
  await engine.step('simple', sql`select l, r, weight from pairs anti join tangled using (l, r)`);
  await engine.drop('busy');
}

/** Where a person may hold one value only, two rows alone may hold too many. */
function valuesThatDiffer({ limits, valueColumns }: ClusterRules): Sql {
  const ones = valueColumns.filter((_, i) => limits.values[i]?.most === 1);
  if (ones.length === 0) return sql``;
  const differ = ones.map((column) => sql`lower_row.${column} <> upper_row.${column}`);
  return sql`union all select pairs.l from pairs
    join rows as lower_row on lower_row.row_id = pairs.l
    join rows as upper_row on upper_row.row_id = pairs.r
    where ${either(differ)}`;
}

/** `conflicts(component)`: the components that cannot be one person. */
async function listConflicts(engine: Engine, rules: ClusterRules): Promise<void> {
  await engine.step(
    'conflicts',
    sql`select component from components join rows using (row_id)
        group by component having ${either(brokenBy(rules))}
      union select one.component from apart
        join components as one using (row_id) join components as two on two.row_id = apart.other
        where one.component = two.component`,
  );
}

async function settleConflicts(
  engine: Engine,
  rules: ClusterRules,
  { tieMargin }: ClusterOptions,
): Promise<void> {
  const settle = rules.oneToOne ? settleOneToOne : settleConflict;
  const writer = new SettledWriter(engine);
  for await (const { rows, edges } of conflictsOf(engine, rules)) {
    await writer.add(settle(rows, edges, { ...rules.limits, tieMargin }));
  }
  await writer.flush();
}
