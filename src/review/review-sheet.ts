import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { inertText } from '../engine/inert.js';
import { phrase } from '../match/wording.js';
import { maskValue } from '../report/mask.js';
import { type Language, type Messages, messagesIn, wordsFor } from '../report/messages.js';
import { type DoubtfulPair, doubtfulPairs, type ShownField, SIDES, shownFields } from './doubtful-pairs.js';

/** What a person decides on, cell by cell, whatever file it is written to. All cells are text. */
export interface ReviewSheet {
  /** The name of each column for programs; `review import` finds them by it. */
  readonly names: readonly string[];
  /** The same columns in the reader's words. */
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
}

export interface SheetOptions {
  readonly lang: Language;
  readonly mask: boolean;
}

/** The sheet of `doubtful`: the keys of both rows, why, both rows side by side, the weight, and room for a decision. */
export function reviewSheet(engine: Engine, config: Config, options: SheetOptions): ReviewSheet {
  const columns = columnsOf(shownFields(config), options);
  return {
    names: columns.map(({ name }) => name),
    headings: columns.map(({ heading }) => heading),
    rows: cellsOf(engine, columns),
  };
}

interface Column {
  readonly name: string;
  readonly heading: string;
  readonly cell: (pair: DoubtfulPair) => string;
}

async function* cellsOf(engine: Engine, columns: readonly Column[]) {
  for await (const pairs of doubtfulPairs(engine))
    yield pairs.map((pair) => columns.map(({ cell }) => cell(pair)));
}

function columnsOf(fields: readonly ShownField[], { lang, mask }: SheetOptions): readonly Column[] {
  const words = messagesIn(lang);
  const { review } = words;
  const empty = () => '';
  const sides = (field: string, heading: string): readonly Column[] =>
    SIDES.map((side) => ({
      name: `${field}_${side}`,
      heading: review.sides[side]({ field: heading }),
      cell: (pair) => {
        const value = pair[`${field}_${side}`] ?? '';
        return inertText(mask ? maskValue(field, value) : value);
      },
    }));
  const keys = SIDES.flatMap((side): readonly Column[] => [
    {
      name: `source_${side}`,
      heading: review.sides[side]({ field: review.source }),
      cell: (pair) => pair[`source_${side}`] ?? '',
    },
    {
      name: `id_${side}`,
      heading: review.sides[side]({ field: review.id }),
      cell: (pair) => inertText(pair[`id_${side}`] ?? ''),
    },
  ]);
  return [
    ...keys,
    { name: 'why', heading: review.headings.why, cell: (pair) => whyOf(pair, words) },
    ...fields.flatMap((field) => sides(field, review.fields[field])),
    {
      name: 'score',
      heading: review.headings.score,
      cell: ({ score }) => (score === null ? '' : (Number(score) / 1000).toFixed(3)),
    },
    { name: 'decision', heading: review.headings.decision, cell: empty },
    { name: 'note', heading: review.headings.note, cell: empty },
    { name: 'rows_hash', heading: review.headings.rows_hash, cell: ({ rows_hash }) => rows_hash },
  ];
}

function whyOf({ outcome, reason, agreement }: DoubtfulPair, { codes, review }: Messages): string {
  const [code = ''] = reason.split(':');
  const because =
    outcome === 'contradiction'
      ? review.contradicted({ reason: wordsFor(codes.contradictions, code) })
      : wordsFor(codes.reviewReasons, code);
  return agreement === null
    ? because
    : review.because({ reason: because, agreement: phrase(agreement, codes) });
}
