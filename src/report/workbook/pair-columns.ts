import type { Config } from '../../config/config.js';
import type { Row } from '../../engine/engine.js';
import { phrase } from '../../match/wording.js';
import { type Messages, wordsFor } from '../messages.js';
import { type Cell, text } from '../outline/cell.js';
import { contradictionReason } from '../sentences/contradictions.js';
import { fieldCell } from './field-cell.js';
import type { ListColumn } from './list.js';
import { shownId } from './pair-id.js';
import { inertText } from './xml.js';

/** A pair that waits for a person; what its rows say is in columns such as `name_l`, in clear. */
export interface Pair extends Row {
  readonly outcome: string;
  readonly reason: string;
  readonly source_l: string;
  readonly id_l: string;
  readonly source_r: string | null;
  readonly id_r: string | null;
  /** Thousandths of a bit; null for a pair that was not compared. */
  readonly score: number | null;
  readonly agreement: string | null;
  readonly rows_hash: string;
}

/** The sheets of pairs, and the outcomes of `review.csv` that are on each. */
export const PAIR_SHEETS = { review: ['review', 'contradiction'], ambiguous: ['ambiguous'] } as const;

export type PairSheet = keyof typeof PAIR_SHEETS;

/** What a person compares, where some source has it. */
const COMPARED = [
  ...['name', 'phone', 'birth_date', 'email', 'gender', 'card_no', 'address', 'postal_code'],
  ...['status', 'grade', 'store', 'joined_at', 'last_activity_at'],
] as const;

export function comparedFields({ sources }: Config): readonly string[] {
  const some = new Set(sources.flatMap(({ columns }) => Object.keys(columns)));
  return COMPARED.filter((field) => some.has(field));
}

interface PairWords {
  readonly words: Messages;
  readonly masked: boolean;
}

/** The columns of a sheet of pairs: what a person fills in, why it is asked, and both rows side by side. */
export function pairColumns(config: Config, options: PairWords): readonly ListColumn<Pair>[] {
  const { words } = options;
  return [...toDecide(words), ...why(words), ...bothRows(config, options), HASH];
}

function toDecide({ workbook }: Messages): readonly ListColumn<Pair>[] {
  const input = { values: workbook.decisionWords, complaint: workbook.badDecision };
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

function bothRows(config: Config, { words: { workbook }, masked }: PairWords): readonly ListColumn<Pair>[] {
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
    ...comparedFields(config).flatMap((field) =>
      sides(field, 18, (row, key) => fieldCell(field, row[key] as string | null, masked)),
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
