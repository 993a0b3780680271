import type { TakenBackReport } from '../model/taken-back.js';
import { takenBackLines } from '../sentences/taken-back.js';
import { block, indented, type View } from './view.js';

/** What a revert does. */
export function takenBackBlock(view: View, report: TakenBackReport): readonly string[] {
  const lines = takenBackLines(view.words, report).flatMap((line) => indented(view, line));
  return block(view, view.words.takenBack.title, lines);
}
