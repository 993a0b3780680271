import type { Engine } from '../../engine/engine.js';
import { join, raw, sql } from '../../engine/sql.js';
import type { ExampleValue } from '../examples/example.js';
import { fieldType } from '../expression/value-type.js';
import type { RuleSet } from '../ruleset.js';
import { grow, type RowSpace } from './profiles.js';
import type { SampleRow } from './row-samples.js';

/** Two persons whose rows are the same but for one, which has the next better grade or the next higher amount. */
export interface Raise {
  /** The profiles of both. */
  readonly from: number;
  readonly to: number;
  readonly lower: readonly number[];
  readonly higher: readonly number[];
}

/** One pair for every two profiles between which one such row leads; undefined when there are too many. */
export async function findRaises(
  engine: Engine,
  space: RowSpace,
  rules: RuleSet,
): Promise<readonly Raise[] | undefined> {
  const pairs = pairsOf(space.rows, rules);
  if (pairs.length === 0) return [];
  const { profiles } = await engine.one<{ profiles: bigint }>(
    raw('select count(*) as profiles from proof_profiles'),
  );
  if (Number(profiles) * pairs.length > MOST_PAIRS) return undefined;
  const values = pairs.map(([lower, higher]) => sql`(${lower}, ${higher})`);
  // The row may be the most recent one or the oldest; in between it counts as one of the two.
  await engine.step(
    'proof_pairs',
    sql`select row_number() over (order by profile, lower, higher, is_last) as pair, *
      from (select -1::bigint as profile, []::integer[] as members union all select profile, members from proof_profiles),
        (values ${join(values)}) as raised(lower, higher), (values (true), (false)) as place(is_last)`,
  );
  await grow(
    engine,
    space,
    raw(`select pair * 2 + is_higher as person_id,
        case when is_last then list_append(members, grade) else list_prepend(grade, members) end as members
      from (select pair, is_last, members, is_higher, case is_higher when 1 then higher else lower end as grade
        from proof_pairs, (values (0), (1)) as two(is_higher))`),
  );
  return readRaises(engine);
}

const MOST_PAIRS = 2_000_000;

async function readRaises(engine: Engine): Promise<readonly Raise[]> {
  const lines = await engine.rows<{ from: bigint; to: bigint; lower: string; higher: string }>(
    raw(`
    select low.profile as "from", high.profile as "to",
      arg_min(array_to_string(lower.members, ' '), lower.person_id) as lower,
      arg_min(array_to_string(higher.members, ' '), lower.person_id) as higher
    from proof_vectors as lower
    join proof_vectors as higher on higher.person_id = lower.person_id + 1 and lower.person_id % 2 = 0
    join proof_profiles as low on low.profile_key = lower.key
    join proof_profiles as high on high.profile_key = higher.key
    where low.profile <> high.profile
    group by all order by all`),
  );
  const numbers = (text: string) => text.split(' ').map(Number);
  return lines.map(({ from, to, lower, higher }) => ({
    from: Number(from),
    to: Number(to),
    lower: numbers(lower),
    higher: numbers(higher),
  }));
}

/** Samples that differ in one thing alone, by one step: the grade, or an amount of which a condition reads the row's. */
function pairsOf(rows: readonly SampleRow[], rules: RuleSet): readonly (readonly [number, number])[] {
  const amounts = rows.flatMap(({ values }) =>
    Object.keys(values).filter((field) => fieldType(field) === 'number'),
  );
  const ranks = ({ source, values }: SampleRow) =>
    rules.map.get(source.name)?.get(String(values.grade ?? ''));
  return [
    ...steps(rows, 'grade', ranks),
    ...[...new Set(amounts)].flatMap((field) => steps(rows, field, ({ values }) => amountOf(values[field]))),
  ];
}

function amountOf(value: ExampleValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function steps(
  rows: readonly SampleRow[],
  field: string,
  height: (row: SampleRow) => number | undefined,
): readonly (readonly [number, number])[] {
  const groups = new Map<string, { readonly index: number; readonly high: number }[]>();
  for (const [index, row] of rows.entries()) {
    const high = height(row);
    const others = JSON.stringify([row.source.name, { ...row.values, [field]: null }]);
    if (high !== undefined) groups.set(others, [...(groups.get(others) ?? []), { index, high }]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((lower) => {
      const next = Math.min(...group.map(({ high }) => high).filter((high) => high > lower.high));
      return group.filter(({ high }) => high === next).map((higher) => [lower.index, higher.index] as const);
    }),
  );
}
