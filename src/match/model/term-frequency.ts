import type { Engine } from '../../engine/engine.js';
import { name, type Sql, sql } from '../../engine/sql.js';

export interface TermFrequencyInput {
  readonly table: string;
  /** Names the table that is made: `<comparison>_frequency`. */
  readonly comparison: string;
  /** The compared value over a row of the table; NULL where it has none. */
  readonly column: Sql;
  /** The source whose values are counted; by default the one with most rows, of two as large the first. */
  readonly source?: number;
  /** u of `equal`, which every value weighs until its own frequency is known. */
  readonly uEqual: number;
  /** The share of the population that has `value`; by default `uEqual`, the average. */
  readonly prior?: Sql;
  /** How many rows the prior counts as. By default 50. */
  readonly strength?: number;
  /**
   * No value counts as rarer. By default `uEqual` / 16: a value met once may be a typo that both sources copied,
   * and earns at most 4 bits more than an average one.
   */
  readonly floor?: number;
  /**
   * A select of `source_no, value, pairs`: how many pairs of rows inside a source agree in the value and are one
   * person by all that is known. By default none.
   */
  readonly together?: Sql;
}

/**
 * Makes `<comparison>_frequency(value, adjust)`, a row for each value of any source: what is added to the weight of
 * an exact match on it, in thousandths of a bit, so that tf(value) stands in the place of u. W. Winkler,
 * Frequency-Based Matching in Fellegi-Sunter Model of Record Linkage (2000).
 * adjust = 1000·log2(u / tf), tf = (people + k·prior) / (all people + k), at least `floor`. Not rows are counted but
 * people: n rows of a value with t pairs of one person among them are about n² / (n + 2t) people, exactly where all
 * have equally many rows; one person with ten rows does not make a name frequent. Gives the number of values.
 */
export async function termFrequencies(engine: Engine, input: TermFrequencyInput): Promise<number> {
  const { comparison, uEqual, prior = double(uEqual), strength = 50, floor = uEqual / 16 } = input;
  const values = sql`select ${input.column} as value, source_no from ${name(input.table)} where not keep_apart`;
  const source = input.source ?? (await largest(engine, input.table));
  const together = input.together ?? sql`select 0 as source_no, null as value, 0 as pairs where false`;
  return engine.step(
    `${comparison}_frequency`,
    sql`with counted as (
        select value, count(*) filter (source_no = ${source}) as n
        from (${values})
        where value is not null
        group by value
      ),
      -- In thousandths, so that their sum does not depend on its order.
      people as (
        select value, case when n = 0 then 0 else (1000 * n * n) // (n + 2 * coalesce(pairs, 0)) end as thousandths
        from counted left join (select value, pairs from (${together}) where source_no = ${source}) using (value)
      ),
      frequency as (
        select value, (thousandths::double / 1000 + ${strength} * (${prior})::double)
          / ((select sum(thousandths) from people)::double / 1000 + ${strength}) as tf
        from people
      )
      select value, cast(round(1000 * log2(${double(uEqual)} / greatest(tf, ${double(floor)}))) as integer) as adjust
      from frequency
      order by value`,
  );
}

async function largest(engine: Engine, table: string): Promise<number> {
  const [found] = await engine.rows<{ source: number }>(
    sql`select source_no as source from ${name(table)} where not keep_apart
      group by source_no order by count(*) desc, source_no limit 1`,
  );
  return found?.source ?? 0;
}

/** A literal such as 0.001 would be a decimal and lose its digits in a division. */
function double(number: number): Sql {
  return sql`${number}::double`;
}
