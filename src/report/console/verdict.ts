import { nextCommand } from '../command.js';
import { escapeTerminal } from '../escape.js';
import { brokenLimits, moodOf, nextWords, verdictWords } from '../outcome.js';
import { contradictionLines } from '../sentences/contradictions.js';
import { limitText } from '../sentences/limit.js';
import { INDENT, indented, sentence, type View } from './view.js';

/** The status in words, the limits that are not kept, who acts, and what to type. */
export function verdictLines(view: View): readonly string[] {
  const { model, words } = view;
  const { name, sentence: said } = verdictWords(words, model);
  const broken = brokenLimits(model.limits).flatMap((limit) => indented(view, limitText(words, limit).line));
  return [
    view.paint('bold', view.paint(moodOf(model.verdict.status), name)),
    ...sentence(view, said),
    ...scopeLines(view),
    ...contradictionLines(words, model).flatMap((line) => indented(view, line)),
    ...broken,
    ...command(view),
  ];
}

/** Whom the plan is for, where it is for some persons alone. */
function scopeLines(view: View): readonly string[] {
  const { scope } = view.model;
  if (scope === undefined) return [];
  const { page } = view.words;
  const { condition, persons, along, all_persons: all } = scope;
  return [
    ...indented(view, `${page.scope}: ${condition}`),
    ...sentence(view, page.scoped({ persons, all, along })),
  ];
}

/** A command is never broken, so that it can be copied from any terminal. */
function command(view: View): readonly string[] {
  const typed = nextCommand(view.model);
  if (typed === null) return [];
  return [
    ...sentence(view, nextWords(view.words, view.model)),
    INDENT + view.paint('bold', escapeTerminal(typed)),
  ];
}
