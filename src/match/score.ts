import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { type Judge, type Judgement, judgePattern } from './judgement.js';
import { weightAt } from './model/weights.js';
import { settledBit, unpack } from './pattern.js';
import { agreement } from './wording.js';

interface Thresholds {
  /** Probabilities from which a pair is linked, and shown to a person. */
  readonly link: number;
  readonly review: number;
}

const BATCH = 1_000;

/**
 * Judges every pattern that stands in `compared`, also as that of two rows of which one is settled. Makes `patterns(pattern, outcome, how, most, related, stranger,
 * household, agreement, rank)`: a few thousand rows for any number of pairs.
 */
export async function judgePatterns(engine: Engine, compared: string, judge: Judge): Promise<void> {
  const found = await engine.rows<{ pattern: bigint }>(
    sql`select distinct pattern from ${name(compared)} order by pattern`,
  );
  const bit = settledBit(judge.identity.comparisons.length);
  await engine.run(sql`create or replace table patterns (pattern bigint, outcome varchar, how varchar,
    most varchar, related boolean, stranger integer, household integer, agreement varchar, rank utinyint)`);
  const rows = found
    .flatMap(({ pattern }) => [pattern, pattern + bit])
    .map((pattern) => {
      const unpacked = unpack(pattern, judge.identity.comparisons.length);
      return row(pattern, judgePattern(unpacked, judge), agreement(unpacked, judge.identity));
    });
  for (let at = 0; at < rows.length; at += BATCH)
    await engine.run(sql`insert into patterns values ${join(rows.slice(at, at + BATCH))}`);
}

function row(pattern: bigint, judgement: Judgement, words: string): Sql {
  const { outcome, how, most, related, stranger, household, rank } = judgement;
  return sql`(${pattern}, ${outcome}, ${how}, ${most}, ${related}, ${stranger}, ${household}, ${words}, ${rank})`;
}

/**
 * Weighs every pair of `candidates(l, r, block, pattern, f_…)` by its pattern, by whether one of its rows is in
 * `settled_rows`, and by the frequency of the values in which it agrees: the table `compared(l, r, block, pattern, weight, outcome)`. The weight, in thousandths of a bit, is
 * that of one person against strangers or against a household, whichever is less; outcome is `link`, `review`,
 * `related`, `none` or `veto`.
 */
export async function weigh(
  engine: Engine,
  {
    comparisons,
    frequencies,
    thresholds,
  }: {
    /** How many comparisons a pattern holds. */
    readonly comparisons: number;
    /** Comparisons with a table `<comparison>_frequency(value, adjust)`. */
    readonly frequencies: readonly string[];
    readonly thresholds: Thresholds;
  },
): Promise<void> {
  const adjusts = frequencies.map((f) => sql` + coalesce(${name(`${f}_frequency`)}.adjust, 0)`);
  const joins = frequencies.map((f) => {
    const table = name(`${f}_frequency`);
    return sql`left join ${table} on ${table}.value = pairs.${name(`f_${f}`)}`;
  });
  const settled = sql`outcome = 'score' and (l in (from settled_rows) or r in (from settled_rows))`;
  const placed = sql`select pairs.* replace (case when ${settled} then pattern + ${settledBit(comparisons)} else pattern end as pattern)
    from candidates as pairs join patterns using (pattern)`;
  const weighed = sql`select l, r, block, pairs.pattern, outcome, most, related,
      least(stranger ${join(adjusts, '')}, household)::integer as weight
    from (${placed}) as pairs join patterns using (pattern) ${join(joins, ' ')}`;
  await engine.step(
    'compared',
    sql`select l, r, block, pattern, weight,
        case when outcome <> 'score' then outcome
          when most = 'link' and weight >= ${weightAt(thresholds.link)} then 'link'
          when most = 'link' and weight >= ${weightAt(thresholds.review)} then 'review'
          when related then 'related' else 'none' end as outcome
      from (${weighed})`,
  );
}
