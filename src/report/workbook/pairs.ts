import type { Row } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import { rowsHash } from '../../match/rows-hash.js';
import { phrase } from '../../match/wording.js';
import { REVIEW_PAIRS } from '../../plan/review-pairs.js';
import { rowFields } from '../../standardise/typed.js';
import { contradictionReason } from '../contradiction-text.js';
import type { FactContext } from '../facts/context.js';
import { type Messages, wordsFor } from '../messages.js';
import type { ReportModel } from '../model.js';
import { type Cell, text } from '../outline/cell.js';
import { fieldCell } from './field-cell.js';
import type { List, ListColumn } from './list.js';
import { shownId } from './pair-id.js';
import { inertText } from './xml.js';

/** What people decide, as a file of decisions writes it. */
export const DECISIONS = ['link', 'no_link', 'alone'] as const;

/** What a person compares, where some source has it. */
const COMPARED = [
  ...['name', 'phone', 'birth_date', 'email', 'gender', 'card_no', 'address', 'postal_code'],
  ...['status', 'grade', 'store', 'joined_at', 'last_activity_at'],
] as const;

interface Pair extends Row {
  readonly outcome: string;
  readonly reason: string;
  readonly source_l: string;
  readonly id_l: string;
  readonly source_r: string | null;
  readonly id_r: string | null;
  readonly score: number | null;
  readonly agreement: string | null;
  readonly rows_hash: string;
}

const OUTCOMES = { review: ['review', 'contradiction'], ambiguous: ['ambiguous'] } as const;

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
  }: { readonly model: ReportModel; readonly words: Messages; readonly sheet: 'review' | 'ambiguous' },
): Promise<List<Pair>> {
  const pairs = sql`select * from (${REVIEW_PAIRS}) where outcome in (${join(OUTCOMES[sheet].map((one) => sql`${one}`))})`;
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
    note: words.workbook.decide,
    frozen: 2,
    columns: [...toDecide(words), ...why(words), ...bothRows(context, model, words), HASH],
    rows: sql`${selectOf(context, pairs)} order by ${heaviest}`,
  };
}

function toDecide({ workbook }: Messages): readonly ListColumn<Pair>[] {
  const input = { values: DECISIONS, complaint: workbook.badDecision };
  return [
    { key: 'decision', head: workbook.columns.decision, width: 12, input, cell: () => null },
    { key: 'note', head: workbook.columns.note, width: 24, input: 'anything', cell: () => null },
  ];
}

function why({ scoring, workbook, codes }: Messages): readonly ListColumn<Pair>[] {
  return [
    { key: 'reason', head: scoring.reason, width: 30, cell: (row) => text(reasonText(codes, row)) },
    {
      key: 'agreement',
      head: scoring.agreement,
      width: 46,
      cell: (row) => text(row.agreement === null ? null : phrase(row.agreement, codes)),
    },
    {
      key: 'score',
      head: workbook.columns.score,
      width: 10,
      isNumber: true,
      cell: (row) => (row.score === null ? null : { kind: 'bits', thousandths: row.score }),
    },
  ];
}

function reasonText(codes: Messages['codes'], { outcome, reason }: Pair): string {
  return outcome === 'contradiction'
    ? contradictionReason(codes, reason)
    : wordsFor(codes.reviewReasons, reason);
}

function bothRows(
  context: FactContext,
  model: ReportModel,
  { workbook }: Messages,
): readonly ListColumn<Pair>[] {
  const { fields } = workbook;
  const sides = (field: string, width: number, cell: (row: Pair, key: string) => Cell) =>
    (['l', 'r'] as const).map((side): ListColumn<Pair> => {
      const key = `${field}_${side}`;
      const head = { field: wordsFor(fields, field) };
      const { left, right } = workbook.columns;
      return { key, head: side === 'l' ? left(head) : right(head), width, cell: (row) => cell(row, key) };
    });
  return [
    ...sides('source', 11, (row, key) => text(row[key] as string | null)),
    ...sides('id', 16, (row, key) => idCell(row[key] as string | null)),
    ...comparedFields(context).flatMap((field) =>
      sides(field, 18, (row, key) => fieldCell(field, row[key] as string | null, model.masked)),
    ),
  ];
}

/** Made inert before it is made visible, so that reading back is the same the other way round. */
function idCell(id: string | null): Cell {
  return id === null ? null : { kind: 'key', text: shownId(inertText(id)) };
}

const HASH: ListColumn<Pair> = {
  key: 'rows_hash',
  head: 'rows_hash',
  width: 18,
  hidden: true,
  cell: (row) => text(row.rows_hash),
};

function comparedFields({ config }: FactContext): readonly string[] {
  const some = new Set(config.sources.flatMap(({ columns }) => Object.keys(columns)));
  return COMPARED.filter((field) => some.has(field));
}

function selectOf(context: FactContext, pairs: Sql): Sql {
  const { config } = context;
  const source = (row: string) => sql`(select ${sourceName(config)} from (select ${raw(row)}.source_no))`;
  const right = (value: Sql) => sql`case when b_id is not null then ${value} end`;
  const values = comparedFields(context).map((field) => {
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
