import { join as joinPath } from 'node:path';
import type { Config } from '../config/config.js';
import { allFields } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { live } from '../engine/inert.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { Failure } from '../failure.js';
import { rowsHash } from '../match/rows-hash.js';
import { sourceNumber } from '../match/source-name.js';
import { PATTERN_FILE, readCsv } from '../plan/files/content.js';
import { loadPlanRows, type RowsOfPlan } from '../plan/plan-rows.js';
import { typeOf } from '../standardise/field.js';
import { rowFields } from '../standardise/typed.js';

/** What a person compares two rows by, in the order in which it is shown. */
const SHOWN = [
  ...['name', 'phone', 'email', 'birth_date', 'gender', 'card_no', 'address', 'postal_code'],
  ...['status', 'grade', 'points', 'joined_at', 'last_activity_at', 'store'],
] as const;

export const SIDES = ['l', 'r'] as const;

/** A pair that a person must decide; the values of its rows are in columns such as `name_l`, in clear. */
export interface DoubtfulPair extends Record<string, string | null> {
  readonly outcome: string;
  readonly reason: string;
  readonly source_l: string;
  readonly id_l: string;
  /** Null for a row that is shown alone. */
  readonly source_r: string | null;
  readonly id_r: string | null;
  readonly rows_hash: string;
  /** Thousandths of a bit; null for a pair that was not compared. */
  readonly score: string | null;
  /** In codes: `phone=equal name=near`; null for a pair that was not compared. */
  readonly agreement: string | null;
}

export type ShownField = (typeof SHOWN)[number];

/** Those that some source of the config has. A CI says nothing to a person; that it is the same stands in the reason. */
export function shownFields(config: Config): readonly ShownField[] {
  const known = allFields(config.sources);
  return SHOWN.filter((field) => known.includes(field));
}

/** How many pairs are shown, and how many are not, since a row of them is outside the scope of the plan. */
export interface DoubtfulCount {
  readonly pairs: number;
  readonly outside: number;
}

/**
 * Makes `doubtful`, the pairs of a plan that a person must decide, in the order of its `review.csv`. What a veto or a
 * cardinality cut is settled and not among them. Of a plan with a scope, rows outside of it are where the last run
 * left them; pairs of which that is no longer what the plan saw are left out. Throws `stale` when this happens to
 * another plan, since another run has written the row.
 */
export async function findDoubtful(
  engine: Engine,
  config: Config,
  plan: RowsOfPlan & { readonly isScoped: boolean },
): Promise<DoubtfulCount> {
  const file = joinPath(plan.directory, 'review.csv');
  await engine.step('review_lines', reviewLines(file, plan.directory));
  await engine.step('wanted', WANTED);
  await loadPlanRows(engine, config, plan);
  const count = await engine.step('doubtful', doubtful(config));
  const outside = await countChanged(engine);
  if (outside > 0 && !plan.isScoped) throw changedRows(file, outside);
  await engine.run(sql`delete from doubtful where is_changed`);
  await engine.drop('review_lines', 'wanted', 'rows');
  return { pairs: count - outside, outside };
}

/** The pairs of `doubtful`, in order. */
export function doubtfulPairs(engine: Engine): AsyncIterable<readonly DoubtfulPair[]> {
  return engine.batches<DoubtfulPair>(
    sql`select * exclude (position, is_changed) from doubtful order by position`,
  );
}

/** What two rows agree in stands in words in review.csv; patterns.csv has the codes of the same words. */
function reviewLines(file: string, directory: string): Sql {
  return sql`with words as (
      select reason, min(agreement) as codes from ${readCsv(joinPath(directory, PATTERN_FILE))} group by reason
    )
    select row_number() over () as position, outcome, lines.reason, source_l, ${live(name('id_l'))} as id_l,
      source_r, ${live(name('id_r'))} as id_r, rows_hash, score, codes as agreement
    from (select *, row_number() over () as line from ${readCsv(file)}) as lines
    left join words on words.reason = lines.agreement
    where outcome <> 'cut' order by line`;
}

const WANTED = sql`select source_l as source, id_l as member_id from review_lines
  union select source_r, id_r from review_lines where id_r is not null`;

function doubtful(config: Config): Sql {
  const shown = shownFields(config);
  const values = SIDES.flatMap((side) =>
    shown.map((field) => {
      const text = asText({ name: field, type: typeOf(field).toUpperCase() });
      const value = sql`(select cast(${text} as varchar) from (select ${name(side)}.${name(field)}))`;
      return sql`case when ${name(`id_${side}`)} is not null then ${value} end as ${name(`${field}_${side}`)}`;
    }),
  );
  const hash = rowsHash(raw('l'), raw('r'), rowFields(config.sources));
  const number = (source: Sql) => sourceNumber(config, source);
  return sql`select position, outcome, reason, source_l, id_l, source_r, id_r, rows_hash,
      cast(score as varchar) as score, agreement, ${join(values)},
      coalesce(${hash} <> rows_hash, true) as is_changed
    from review_lines
    left join rows as l on l.source_no = ${number(raw('source_l'))} and l.member_id = id_l
    -- a row that is shown alone is compared with itself
    left join rows as r on r.source_no = ${number(raw('coalesce(source_r, source_l)'))} and r.member_id = coalesce(id_r, id_l)
    order by position`;
}

async function countChanged(engine: Engine): Promise<number> {
  const { changed } = await engine.one<{ changed: bigint }>(
    sql`select count(*) as changed from doubtful where is_changed`,
  );
  return Number(changed);
}

function changedRows(file: string, pairs: number): Failure {
  const message = `${pairs} of the pairs in ${file} have rows that another run has written since`;
  return new Failure('stale', message, 'make the plan again: tier-merge plan');
}
