import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../member-ids.js';
import { allot, bandEdges, bandName, type ThresholdWeights } from './strata.js';

/** A stratum of the sample: how many pairs there are, and how many are in the sample. */
export interface SampledStratum {
  readonly stratum: string;
  readonly pairs: number;
  readonly sampled: number;
}

interface SampleOptions {
  /** Pairs in all. */
  readonly pairs: number;
  readonly thresholds: ThresholdWeights;
}

/**
 * `sample(l, r, stratum, stratum_pairs, weight)`: pairs for a person to decide. A stratum is a band of weights,
 * of pairs that are one member or of pairs that are not. Vetoed pairs are in none: no decision about them can
 * count. Which pairs stand for a stratum follows from their source keys alone. Needs `compared`, `rows` and
 * `person_rows`.
 */
export async function drawSample(
  engine: Engine,
  config: Config,
  { pairs, thresholds }: SampleOptions,
): Promise<readonly SampledStratum[]> {
  await engine.step('strata_pairs', strataPairs(bandEdges(thresholds)));
  const found = await engine.rows<{ stratum: string; pairs: bigint }>(
    sql`select stratum, count(*) as pairs from strata_pairs group by stratum order by min(joined::integer), min(weight)`,
  );
  const allotted = allot(
    found.map((one) => Number(one.pairs)),
    pairs,
  );
  const strata = found.map((one, at) => ({
    stratum: one.stratum,
    pairs: Number(one.pairs),
    sampled: allotted[at] ?? 0,
  }));
  await engine.run(
    sql`create or replace table strata (stratum varchar, stratum_pairs bigint, sampled bigint)`,
  );
  for (const { stratum, pairs: size, sampled } of strata)
    await engine.run(sql`insert into strata values (${stratum}, ${size}, ${sampled})`);
  await engine.step('sample', chosen(config));
  await engine.drop('strata_pairs', 'strata');
  return strata;
}

/** Pairs far below the review threshold are left out: nearly all pairs are there, and nearly none is a person. */
function strataPairs(edges: readonly number[]): Sql {
  return sql`select l, r, weight, joined,
      case when joined then 'joined, ' else 'apart, ' end || ${bandName(edges, raw('weight'))} as stratum
    from (
      select l, r, weight, outcome, a.person_id = b.person_id as joined
      from compared join person_rows as a on a.row_id = l join person_rows as b on b.row_id = r
    )
    where outcome <> 'veto' and (joined or weight >= ${edges[0] ?? 0})`;
}

/** The engine's own hash may be another one in its next version. */
function chosen(config: Config): Sql {
  const key = (row: string) =>
    sql`(select ${sourceName(config)} from (select ${raw(row)}.source_no)) || chr(10) || ${raw(row)}.member_id`;
  return sql`select l, r, stratum, stratum_pairs, weight
    from strata_pairs join strata using (stratum)
    join rows as a on a.row_id = l join rows as b on b.row_id = r
    qualify row_number() over (partition by stratum order by md5(${key('a')} || chr(10) || ${key('b')}), l, r) <= sampled`;
}
