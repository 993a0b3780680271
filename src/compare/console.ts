import { shownBlock } from '../report/console/shown.js';
import { type ConsoleOptions, canvasOf, sentence } from '../report/console/view.js';
import type { RuleComparison } from './model.js';
import { openingOf, sectionsOf } from './sections.js';

/** The comparison for a terminal. */
export function comparisonText(comparison: RuleComparison, options: ConsoleOptions): string {
  const canvas = canvasOf(options);
  const { words } = canvas;
  const lines = [
    canvas.paint('bold', words.comparison.heading),
    ...openingOf(comparison, words).flatMap((line) => sentence(canvas, line)),
    ...sectionsOf(comparison, words).flatMap((shown) => shownBlock(canvas, shown)),
  ];
  return `${lines.join('\n')}\n`;
}
