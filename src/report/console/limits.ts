import { escapeTerminal } from '../escape.js';
import { limitText } from '../sentences/limit.js';
import { displayWidth, padRight, wrap } from '../width.js';
import { block, INDENT, indented, type View } from './view.js';

/** Every limit with its measure and its setting, kept or not. */
export function limitLines(view: View): readonly string[] {
  const { model, words } = view;
  const kept = model.limits.filter(({ passed }) => passed).length;
  const column = Math.max(displayWidth(words.limits.kept), displayWidth(words.limits.notKept));
  const margin = ' '.repeat(column);
  const lines = model.limits.flatMap((limit) => {
    const { outcome, tone, line } = limitText(words, limit);
    return wrap(escapeTerminal(line), view.width - column - 2 * INDENT.length).map((piece, at) => {
      const first = at === 0 ? view.paint(tone, padRight(outcome, column)) : margin;
      return INDENT + first + INDENT + piece;
    });
  });
  const summary = indented(view, words.limits.keptOf({ kept, all: model.limits.length }));
  return block(view, words.limits.title, [...summary, ...lines]);
}
