import type { Engine } from '../../engine/engine.js';
import { name, type Sql, sql } from '../../engine/sql.js';

/** Two sources whose rows are paired, by number; the same one twice for pairs inside it. */
export type SourcePair = readonly [number, number];

interface EqualPairsInput {
  readonly table: string;
  /** The compared value over a row of the table; NULL where it has none. */
  readonly column: Sql;
  /** Whether two equal values of this kind are not equal after all, as they show only a part. */
  readonly partial?: ((value: Sql) => Sql) | undefined;
  /**
   * The pairs that u is counted on. Inside a source without duplicates nobody meets himself; elsewhere true pairs
   * are among them, which for an identifier are nearly all that are equal.
   */
  readonly between: readonly SourcePair[];
}

/** Pairs in which both rows have a value, and those of them in which it is the same. */
export interface EqualPairs {
  readonly equal: number;
  readonly pairs: number;
}

/** u of `equal`. Half a pair is added, so the share is never 0; it is 0.5 where there are no pairs. */
export function equalShare({ equal, pairs }: EqualPairs): number {
  return (equal + 0.5) / (pairs + 1);
}

/**
 * Equal pairs exactly, from how often each value stands in each source: Σ_v n_l(v)·n_r(v) of N_l·N_r, and
 * Σ_v n(v)·(n(v) - 1) of N·(N - 1) inside one source. An equal identifier is too rare to be met in a
 * sample of pairs.
 */
export async function equalPairs(
  engine: Engine,
  { table, column, partial = () => sql`false`, between }: EqualPairsInput,
): Promise<EqualPairs> {
  const counts = sql`select value, source_no, ${partial(sql`value`)} as partial, count(*)::hugeint as n
    from (select ${column} as value, source_no from ${name(table)} where not keep_apart)
    where value is not null
    group by all`;
  let [equal, pairs] = [0, 0];
  await engine.step('value_counts', counts);
  for (const [l, r] of between) {
    const found = await engine.one<{ equal: bigint; l: bigint; r: bigint }>(
      l === r ? inside(l) : across(l, r),
    );
    equal += Number(found.equal);
    pairs += l === r ? (Number(found.l) * (Number(found.l) - 1)) / 2 : Number(found.l) * Number(found.r);
  }
  await engine.drop('value_counts');
  return { equal, pairs };
}

function inside(source: number): Sql {
  return sql`select coalesce(sum(n * (n - 1) // 2) filter (not partial), 0)::hugeint as equal, coalesce(sum(n), 0)::hugeint as l, 0::hugeint as r
    from value_counts where source_no = ${source}`;
}

function across(l: number, r: number): Sql {
  return sql`select
      (select coalesce(sum(a.n * b.n), 0)::hugeint
        from value_counts as a join value_counts as b using (value)
        where a.source_no = ${l} and b.source_no = ${r} and not a.partial) as equal,
      (select coalesce(sum(n), 0)::hugeint from value_counts where source_no = ${l}) as l,
      (select coalesce(sum(n), 0)::hugeint from value_counts where source_no = ${r}) as r`;
}
