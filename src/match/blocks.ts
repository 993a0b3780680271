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

/** How many of the largest blocks are named. */
export const NAMED_BLOCKS = 3;

/** What the rules would cost, before any pair is made: one GROUP BY a rule, but for those that are `known`. */
export async function costOf(
  engine: Engine,
  rules: readonly BlockingRule[],
  { scope, known = [] }: { readonly scope: Scope; readonly known?: readonly BlockCost[] },
): Promise<readonly BlockCost[]> {
  const costs: BlockCost[] = [];
  for (const rule of rules) {
    const cost = known.find((one) => one.rule === rule.name);
    costs.push(cost ?? (await countBlocks(engine, rule, scope)));
  }
  return costs;
}

async function countBlocks(engine: Engine, rule: BlockingRule, scope: Scope): Promise<BlockCost> {
  const { pairs, largest } = await engine.one<{ pairs: bigint | null; largest: string }>(
    blockSizes(rule, scope),
  );
  return { rule: rule.name, pairs: Number(pairs ?? 0n), largest: JSON.parse(largest) };
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

/** Blocks of one row make no pairs; of rows that are left, only the blocks that hold one are counted. */
function blockSizes(rule: BlockingRule, scope: Scope): Sql {
  const columns = rule.keys.map((_, at) => name(`k${at}`));
  const keys = rule.keys.map((key, at) => sql`${keyOf(key, raw('i'))} as ${columns[at]}`);
  const known = all(columns.map((column) => sql`${column} is not null`));
  const sizes = (from: string) =>
    sql`select ${join(columns)}, count(*) as n from (select ${join(keys)} from ${name(from)} as i) where ${known} group by ${join(columns)}`;
  const value = sql`concat_ws(' + ', ${join(columns)})`;
  const blocks =
    scope === 'all'
      ? sql`select ${value} as value, n, n * (n - 1) // 2 as pairs from (${sizes('identities')} having n > 1)`
      : sql`select ${value} as value, n, lefts * (n - 1) as pairs
          from (
            select ${join(columns)}, any_value(lefts.n) as lefts, count(*) as n
            from (select ${join(keys)} from identities as i) as i
            join (${sizes('left_rows')}) as lefts using (${join(columns)})
            group by ${join(columns)}
          ) where n > 1`;
  return sql`select cast(sum(pairs) as bigint) as pairs,
      cast(to_json(coalesce(max({ rows: n, value: value }, ${NAMED_BLOCKS}), [])) as varchar) as largest
    from (${blocks})`;
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
