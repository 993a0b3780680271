import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { all, join, name, raw, type Sql, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { BlockingKey, BlockingRule } from './blocking-keys.js';
import { sameSourceVeto } from './vetoes.js';

/** What one blocking rule costs. */
export interface BlockCost {
  readonly rule: string;
  /** At most so many pairs. */
  readonly pairs: number;
  /** The values that most rows share, with their rows, most first. */
  readonly largest: readonly { readonly value: string; readonly rows: number }[];
}

/** Whether all rows take part, or one of the two must be in `left_rows`. */
export type Scope = 'all' | 'left';

const NAMED_BLOCKS = 3;

/** What the rules would cost, before any pair is made: one GROUP BY a rule. */
export async function costOf(
  engine: Engine,
  rules: readonly BlockingRule[],
  scope: Scope,
): Promise<readonly BlockCost[]> {
  const costs: BlockCost[] = [];
  for (const rule of rules) {
    const { pairs, values, sizes } = await engine.one<{
      pairs: bigint | null;
      values: { readonly items: readonly string[] } | null;
      sizes: { readonly items: readonly bigint[] } | null;
    }>(blockSizes(rule, scope));
    const largest = (values?.items ?? []).map((value, at) => ({ value, rows: Number(sizes?.items[at]) }));
    costs.push({ rule: rule.name, pairs: Number(pairs ?? 0n), largest });
  }
  return costs;
}

/** Throws an input Failure that names the rules and the values behind too many pairs. */
export function refuseTooMany(costs: readonly BlockCost[], most: number): void {
  const total = costs.reduce((sum, cost) => sum + cost.pairs, 0);
  if (total <= most) return;
  const dear = costs.toSorted((a, b) => b.pairs - a.pairs).slice(0, NAMED_BLOCKS);
  const named = dear.map(
    ({ rule, pairs, largest }) =>
      `${rule}: ${pairs} pairs${largest[0] === undefined ? '' : `, of which one value stands on ${largest[0].rows} rows`}`,
  );
  throw new Failure(
    'input',
    `blocking would compare ${total} pairs, more than identity.max_pairs (${most}): ${named.join('; ')}`,
    'make these rules narrower under identity.blocking, or raise identity.max_pairs',
  );
}

function blockSizes(rule: BlockingRule, scope: Scope): Sql {
  const keys = rule.keys.map((key, at) => sql`${keyOf(key, raw('i'))} as ${name(`k${at}`)}`);
  const names = join(rule.keys.map((_, at) => name(`k${at}`)));
  const known = all(rule.keys.map((_, at) => sql`${name(`k${at}`)} is not null`));
  const [from, pairs] =
    scope === 'all'
      ? [sql`identities as i`, sql`n * (n - 1) // 2`]
      : [sql`identities as i left join (select row_id, true as is_left from left_rows) using (row_id)`, sql`lefts * (n - 1)`];
  const counted = scope === 'all' ? sql`0` : sql`count(*) filter (where is_left)`;
  return sql`select cast(sum(${pairs}) as bigint) as pairs,
      max_by(value, n, ${NAMED_BLOCKS}) as values, max(n, ${NAMED_BLOCKS}) as sizes
    from (
      select concat_ws(' + ', ${names}) as value, count(*) as n, ${counted} as lefts
      from (select ${join(keys)}${scope === 'all' ? raw('') : raw(', is_left')} from ${from})
      where ${known} group by ${names} having count(*) > 1
    )`;
}

/** The pairs of one rule, l < r, each once: rows that share all keys and may be one person. */
export function blockPairs(config: Config, rule: BlockingRule, scope: Scope): Sql {
  const shared = all(rule.keys.map((key) => sql`${keyOf(key, raw('l'))} = ${keyOf(key, raw('r'))}`));
  const apart = sql`not (${sameSourceVeto(config)})`;
  if (scope === 'all') {
    return sql`select l.row_id as l, r.row_id as r
      from identities as l join ${secondRows(config)} as r on ${shared} and l.row_id < r.row_id where ${apart}`;
  }
  return sql`select least(l.row_id, r.row_id) as l, greatest(l.row_id, r.row_id) as r
    from left_rows as l join identities as r on ${shared} and l.row_id <> r.row_id where ${apart}`;
}

/** Rows are numbered source by source: a first source without duplicates has no row that comes second in a pair. */
function secondRows(config: Config): Sql {
  return config.sources[0]?.one_row_per_person === true
    ? sql`(from identities where source_no > 0)`
    : sql`identities`;
}

function keyOf(key: BlockingKey, row: Sql): Sql {
  return key.of(sql`${row}.${name(key.comparison)}`);
}
