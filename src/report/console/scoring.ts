import { OUTCOMES } from '../../match/agreements.js';
import { phrase } from '../../match/wording.js';
import type { DoubtfulPair } from '../model/doubtful.js';
import type { EstimateReport } from '../model/reviewed.js';
import type { ScoringReport } from '../model/scoring.js';
import { bits } from '../numbers.js';
import { shareText } from '../sentences/scoring.js';
import { type Column, table } from './table.js';
import { block, indented, type View } from './view.js';

/** Doubtful pairs that a terminal shows; the report has more. */
const MOST_PAIRS = 3;

/** What became of the compared pairs, what a sample says of it, and the doubtful pairs that weigh most. */
export function scoringLines(view: View): readonly string[] {
  const { scoring } = view.model;
  if (scoring === undefined) return [];
  const words = view.words.scoring;
  const { reviewed } = scoring;
  return block(view, words.title, [
    ...counts(view, scoring),
    ...(reviewed === undefined
      ? []
      : [
          ...indented(view, `${words.reviewedTitle}: ${reviewed.file}`, 'quiet'),
          ...estimated(view, words.precision, reviewed.precision),
          ...estimated(view, words.recall, reviewed.recall),
        ]),
    ...doubtful(view, scoring),
  ]);
}

interface Row {
  readonly name: string;
  readonly value: number;
}

function counts(view: View, scoring: ScoringReport): readonly string[] {
  const { scoring: words, number } = view.words;
  const rows: readonly Row[] = [
    { name: words.compared, value: scoring.compared },
    ...OUTCOMES.map((outcome) => ({ name: words.outcomes[outcome], value: scoring.outcomes[outcome] })),
    { name: words.emptyRows, value: scoring.empty_rows.empty },
  ];
  const columns: readonly Column<Row>[] = [
    { head: '', align: 'left', cell: ({ name }) => name },
    { head: '', align: 'right', cell: ({ value }) => number({ value }) },
  ];
  return table(view, columns, rows).slice(1);
}

function estimated(view: View, name: string, estimate: EstimateReport | null): readonly string[] {
  if (estimate === null) return [];
  const share = shareText(estimate.value);
  const [low, high] = [shareText(estimate.low), shareText(estimate.high)];
  return indented(view, view.words.scoring.line({ name, share, low, high }));
}

function doubtful(view: View, { doubtful: pairs }: ScoringReport): readonly string[] {
  const shown = pairs.shown.slice(0, MOST_PAIRS);
  if (shown.length === 0) return [];
  const words = view.words.scoring;
  const caption = words.doubtfulCaption({ shown: shown.length, total: pairs.total, file: pairs.file });
  return [...indented(view, caption, 'quiet'), ...shown.flatMap((pair) => pairLines(view, pair))];
}

function pairLines(view: View, { rows, agreement, weights }: DoubtfulPair): readonly string[] {
  const [left = '', right = ''] = rows.map(({ source, source_member_id: id }) => `${source} ${id}`);
  const pair = view.words.scoring.heaviest({ left, right });
  return indented(view, `${pair} (${bits(weights.total)}): ${phrase(agreement, view.words.codes)}`);
}
