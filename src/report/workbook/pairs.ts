import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import { REVIEW_PAIRS } from '../../match/review-pairs.js';
import { rowsHash } from '../../match/rows-hash.js';
import { rowFields } from '../../standardise/typed.js';
import { importCommand } from '../command.js';
import type { FactContext } from '../facts/context.js';
import type { Messages } from '../messages.js';
import type { ReportModel } from '../model.js';
import type { List } from './list.js';
import { comparedFields, PAIR_SHEETS, type Pair, type PairSheet, pairColumns } from './pair-columns.js';

/**
 * Pairs that wait for a person, with columns to be filled in: contradicted decisions, since they stop the plan, then
 * those that weigh most. Of an ambiguous pair the left row fits two persons, and its pairs stand together.
 */
export async function pairList(
  context: FactContext,
  {
    model,
    words,
    sheet,
  }: { readonly model: ReportModel; readonly words: Messages; readonly sheet: PairSheet },
): Promise<List<Pair>> {
  const outcomes = join(PAIR_SHEETS[sheet].map((one) => sql`${one}`));
  const pairs = sql`select * from (${REVIEW_PAIRS}) where outcome in (${outcomes})`;
  const { total } = await context.engine.one<{ total: bigint }>(
    sql`select count(*) as total from (${pairs})`,
  );
  const heaviest =
    sheet === 'review'
      ? sql`pairs.outcome, compared.weight desc nulls last, a_id, b_id nulls first`
      : sql`max(compared.weight) over (partition by a_id) desc nulls last, a_id, compared.weight desc nulls last, b_id`;
  return {
    name: words.workbook.sheets[sheet],
    total: Number(total),
    file: model.files?.review ?? 'review.csv',
    ...(total === 0n
      ? {}
      : { note: words.workbook.decide({ command: importCommand(`${model.plan_path}/report.xlsx`) }) }),
    frozen: 2,
    columns: pairColumns(context.config, { words, masked: model.masked }),
    rows: sql`${selectOf(context, pairs)} order by ${heaviest}`,
  };
}

function selectOf({ config }: FactContext, pairs: Sql): Sql {
  const source = (row: string) => sql`(select ${sourceName(config)} from (select ${raw(row)}.source_no))`;
  const right = (value: Sql) => sql`case when b_id is not null then ${value} end`;
  const values = comparedFields(config).map((field) => {
    const value = (row: 'a' | 'b') => sql`cast(${raw(row)}.${name(field)} as varchar)`;
    return sql`${value('a')} as ${name(`${field}_l`)}, ${right(value('b'))} as ${name(`${field}_r`)}`;
  });
  return sql`select pairs.outcome, pairs.reason, ${source('a')} as source_l, a.member_id as id_l,
      ${right(source('b'))} as source_r, ${right(sql`b.member_id`)} as id_r, ${join(values)},
      ${rowsHash(raw('a'), raw('b'), rowFields(config.sources))} as rows_hash,
      compared.weight as score, patterns.agreement
    from (${pairs}) as pairs
    join rows as a on a.row_id = a_id join rows as b on b.row_id = coalesce(b_id, a_id)
    left join compared on compared.l = least(a_id, b_id) and compared.r = greatest(a_id, b_id)
    left join patterns using (pattern)`;
}
