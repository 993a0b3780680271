import { shownBlock } from '../report/console/shown.js';
import { type ConsoleOptions, canvasOf, sentence } from '../report/console/view.js';
import type { FileProfile } from './profile.js';
import { sectionsOf } from './sections.js';

/** The profiles for a terminal. */
export function profileText(files: readonly FileProfile[], options: ConsoleOptions): string {
  const canvas = canvasOf(options);
  const { words } = canvas;
  const lines = [
    canvas.paint('bold', words.profile.heading),
    ...sentence(canvas, words.profile.intro),
    ...files.flatMap((file, at) => sectionsOf(file, words, at).flatMap((shown) => shownBlock(canvas, shown))),
  ];
  return `${lines.join('\n')}\n`;
}
