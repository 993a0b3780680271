import type { Clusters, WronglyMerged } from '../../match/evaluate/clusters.js';
import type { Estimate, EstimatedShare } from '../../match/evaluate/estimate.js';
import type { EmptyRows, Reach } from '../../match/evaluate/reach.js';
import type { Evaluation } from '../../match/evaluate/report.js';
import { escapeTerminal } from '../../report/escape.js';
import type { EvaluationWords } from '../../report/evaluation/words.js';
import type { Numbers } from '../../report/numbers.js';
import { textTable } from '../text-table.js';

/** What every table is written with. */
export interface Pen {
  readonly words: EvaluationWords;
  readonly numbers: Numbers;
}

/** Names and their counts, without headings. */
export function countTable({ numbers }: Pen, rows: readonly (readonly [string, number])[]): string {
  const table = textTable(
    ['', ''],
    rows.map(([name, count]) => [name, numbers.whole(count)]),
  );
  return table.replace(/^\n/, '');
}

export function pairTable({ known, found, right }: Evaluation['pairs'], pen: Pen): string {
  const { words, numbers } = pen;
  return textTable(
    [words.figure, words.count, words.share],
    [
      [words.known, numbers.whole(known), ''],
      [words.found, numbers.whole(found), ''],
      [words.right, numbers.whole(right), ''],
      shareRow(pen, words.precision, [right, found]),
      shareRow(pen, words.recall, [right, known]),
      shareRow(pen, words.f1, [2 * right, found + known]),
    ],
  );
}

export function clusterTable(clusters: Clusters, { words, numbers }: Pen): string {
  const { several } = clusters;
  const row = (name: string, of: (part: Clusters | Clusters['several']) => string) => [
    name,
    of(clusters),
    of(several),
  ];
  return textTable(
    [words.figure, words.all, words.several],
    [
      row(words.members, ({ members }) => numbers.whole(members)),
      row(words.persons, ({ persons }) => numbers.whole(persons)),
      row(words.exact, ({ exact }) => numbers.whole(exact)),
      row(words.precision, ({ exact, members }) => numbers.percent(exact, members)),
      row(words.recall, ({ exact, persons }) => numbers.percent(exact, persons)),
      [words.wronglyMerged, numbers.whole(clusters.wrongly_merged), ''],
      [words.split, numbers.whole(clusters.split), ''],
      [words.bCubedPrecision, decimal(clusters.b_cubed.precision), ''],
      [words.bCubedRecall, decimal(clusters.b_cubed.recall), ''],
    ],
  );
}

/** The rows of each member under one number. */
export function wrongTable(members: readonly WronglyMerged[], { words }: Pen): string {
  const rows = members.flatMap((member, at) =>
    member.rows.map(({ source, id, person }) => [
      String(at + 1),
      escapeTerminal(`${source} ${id}`),
      escapeTerminal(person),
    ]),
  );
  return textTable(['#', words.row, words.person], rows);
}

export function reachTable(reach: Reach, { rows, empty, by }: EmptyRows, pen: Pen): string {
  const { words } = pen;
  return textTable(
    [words.figure, words.count, words.share],
    [
      shareRow(pen, words.emptyRows, [empty, rows]),
      ...by.map((one) => shareRow(pen, `  ${words.only({ field: one.only })}`, [one.rows, rows])),
      shareRow(pen, words.withEmptyRow, [reach.with_empty_row, reach.known]),
      shareRow(pen, words.withoutEvidence, [reach.without_evidence, reach.known]),
      shareRow(pen, words.reachable, [reach.reachable, reach.known]),
      shareRow(pen, words.reachableRight, [reach.reachable_right, reach.reachable]),
      shareRow(pen, words.neverCompared, [reach.never_compared, reach.known]),
      shareRow(pen, words.reachableNeverCompared, [reach.reachable_never_compared, reach.reachable]),
    ],
  );
}

export function estimateTable({ precision, recall }: Estimate, { words }: Pen): string {
  const row = (name: string, share: EstimatedShare | null) => [
    name,
    ...[share?.value, share?.low, share?.high].map((one) => decimal(one ?? null)),
  ];
  return textTable(
    [words.figure, words.value, words.from, words.to],
    [row(words.precision, precision), row(words.recall, recall)],
  );
}

export function outcomeTable(outcomes: Evaluation['outcomes'], { words, numbers }: Pen): string {
  return textTable(
    [words.outcome, words.comparedPairs, words.onePerson],
    outcomes.map(({ outcome, pairs, right }) => [outcome, numbers.whole(pairs), numbers.whole(right)]),
  );
}

export function thresholdTable(thresholds: Evaluation['thresholds'], { words, numbers }: Pen): string {
  return textTable(
    [words.probability, words.bits, words.linked, words.rightLinks, words.precision, words.recall],
    thresholds.map((one) => [
      String(one.probability),
      (one.weight / 1000).toFixed(3),
      numbers.whole(one.linked),
      numbers.whole(one.right),
      decimal(one.precision),
      decimal(one.recall),
    ]),
  );
}

function shareRow(
  { numbers }: Pen,
  name: string,
  [part, of]: readonly [number, number],
): readonly [string, string, string] {
  return [name, `${numbers.whole(part)} / ${numbers.whole(of)}`, numbers.percent(part, of)];
}

/** Never 1.00000 for nearly all: what is missing is what one looks for. */
function decimal(share: number | null): string {
  if (share === null) return '-';
  const text = share.toFixed(5);
  return text === '1.00000' && share < 1 ? '0.99999' : text;
}
