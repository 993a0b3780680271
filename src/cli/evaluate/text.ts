import {
  type Evaluation,
  isOfPersons,
  type PairEvaluation,
  type PersonEvaluation,
} from '../../match/evaluate/report.js';
import type { SampledStratum } from '../../match/evaluate/sample.js';
import { escapeTerminal } from '../../report/escape.js';
import { evaluationWords } from '../../report/evaluation/words.js';
import type { Language } from '../../report/messages.js';
import { numbersIn } from '../../report/numbers.js';
import { textTable } from '../text-table.js';
import {
  clusterTable,
  countTable,
  estimateTable,
  outcomeTable,
  type Pen,
  pairTable,
  reachTable,
  thresholdTable,
  wrongTable,
} from './tables.js';

interface TextOptions {
  readonly lang: Language;
  /** The file that the text is about, as one would type it. */
  readonly path: string;
}

/** Wrongly merged members that a person reads on a terminal; `--json` has more. */
const LISTED = 10;

/** An evaluation for a person; every share stands beside the numbers that it is made of. */
export function evaluationText(evaluation: Evaluation, { lang, path }: TextOptions): string {
  const pen: Pen = { words: evaluationWords(lang), numbers: numbersIn(lang) };
  const blocks = isOfPersons(evaluation) ? personBlocks(evaluation, pen) : pairBlocks(evaluation, pen);
  return [`${pen.words.truth}: ${escapeTerminal(path)}\n`, ...blocks].join('');
}

/** What is in a sample, and what to do with it. */
export function sampleText(strata: readonly SampledStratum[], { lang, path }: TextOptions): string {
  const [words, numbers] = [evaluationWords(lang), numbersIn(lang)];
  const pairs = strata.reduce((sum, { sampled }) => sum + sampled, 0);
  const rows = strata.map((one) => [one.stratum, numbers.whole(one.pairs), numbers.whole(one.sampled)]);
  const table = textTable([words.stratum, words.comparedPairs, words.inSample], rows);
  return block(words.sampled({ file: escapeTerminal(path), pairs }), table);
}

function personBlocks(evaluation: PersonEvaluation, pen: Pen): readonly string[] {
  const { words } = pen;
  const { truth, pairs, clusters, reach, empty_rows } = evaluation;
  const left = countTable(pen, [
    [words.withdrawn, pairs.withdrawn],
    [words.absentPairs, pairs.absent],
  ]);
  return [
    indented(
      countTable(pen, [
        [words.ids, truth.ids],
        [words.rows, truth.rows],
        [words.unknown, truth.unknown_rows],
      ]),
    ),
    block(words.pairwise, pairTable(pairs, pen) + left),
    block(words.clusters, clusterTable(clusters, pen)),
    wrongBlock(evaluation, pen),
    block(words.reach, reachTable(reach, empty_rows, pen)),
    ...scoreBlocks(evaluation, pen),
  ];
}

/** Of a stratified sample only the estimate is told: its rare bands are not as frequent as they look. */
function pairBlocks(evaluation: PairEvaluation, pen: Pen): readonly string[] {
  const { words } = pen;
  const { truth, pairs, estimate } = evaluation;
  const counts = countTable(pen, [
    [words.lines, truth.lines],
    [words.decided, truth.decided],
    [words.absent, truth.absent],
    [words.changed, truth.changed],
    [words.pairs, truth.pairs],
  ]);
  if (estimate === null)
    return [indented(counts), block(words.pairwise, pairTable(pairs, pen)), ...scoreBlocks(evaluation, pen)];
  const stands = words.standsFor({
    reviewed: pen.numbers.whole(estimate.reviewed),
    of: pen.numbers.whole(Math.round(estimate.stands_for)),
  });
  return [indented(counts), block(words.estimate, `${stands}\n${estimateTable(estimate, pen)}`)];
}

function wrongBlock({ wrongly_merged, clusters }: PersonEvaluation, pen: Pen): string {
  if (wrongly_merged.length === 0) return '';
  const listed = wrongly_merged.slice(0, LISTED);
  const shown = pen.words.shownOf({ shown: listed.length, all: clusters.wrongly_merged });
  return block(`${pen.words.wrongList} (${shown})`, wrongTable(listed, pen));
}

function scoreBlocks({ outcomes, thresholds }: Evaluation, pen: Pen): readonly string[] {
  return [
    block(pen.words.outcomes, outcomeTable(outcomes, pen)),
    block(pen.words.thresholds, thresholdTable(thresholds, pen)),
  ];
}

function block(title: string, text: string): string {
  return `\n${title}\n${indented(text)}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
