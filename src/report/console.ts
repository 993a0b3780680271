import { inputLines } from './console/inputs.js';
import { limitLines } from './console/limits.js';
import { lossLines } from './console/losses.js';
import { matchingLines } from './console/matching.js';
import { matrixLines } from './console/matrix.js';
import { gradeLines, memberLines } from './console/members.js';
import { pointLines } from './console/points.js';
import { scoringLines } from './console/scoring.js';
import { shownLines } from './console/shown.js';
import { takenBackBlock } from './console/taken-back.js';
import { verdictLines } from './console/verdict.js';
import { block, type ConsoleOptions, type View, viewOf } from './console/view.js';
import { escapeTerminal } from './escape.js';
import type { TakenBackReport } from './model/taken-back.js';
import type { ReportModel } from './model.js';

/** The report for a terminal, verdict first, each line at most `width` columns unless a word is longer. */
export function renderConsole(model: ReportModel, options: ConsoleOptions): string {
  const view = viewOf(model, options);
  const lines = [
    ...verdictLines(view),
    ...(model.taken_back === undefined ? planLines(view) : revertLines(view, model.taken_back)),
    ...reportLines(view, options.reports ?? [model.plan_path]),
  ];
  return `${lines.join('\n')}\n`;
}

function planLines(view: View): readonly string[] {
  return [
    ...inputLines(view),
    ...memberLines(view),
    ...gradeLines(view),
    ...lossLines(view),
    ...matrixLines(view),
    ...pointLines(view),
    ...shownLines(view),
    ...matchingLines(view),
    ...scoringLines(view),
    ...limitLines(view),
  ];
}

/** A revert read nothing, matched nothing, and no rule decided. */
function revertLines(view: View, report: TakenBackReport): readonly string[] {
  return [...takenBackBlock(view, report), ...memberLines(view), ...gradeLines(view)];
}

/** Of a plan that was compared with another one: what to do, and only what differs. */
export function renderDifference(
  model: ReportModel,
  difference: readonly string[],
  options: ConsoleOptions,
): string {
  const view = viewOf(model, options);
  const lines = [...verdictLines(view), '', ...difference, ...reportLines(view, options.reports ?? [])];
  return `${lines.join('\n')}\n`;
}

/** Paths are not broken into lines: they are there to be copied. */
function reportLines(view: View, reports: readonly string[]): readonly string[] {
  if (reports.length === 0) return [];
  return block(
    view,
    view.words.page.report,
    reports.map((path) => `  ${escapeTerminal(path)}`),
  );
}
