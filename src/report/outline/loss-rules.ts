import type { Losers, LossReport } from '../model/losses.js';
import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** By which rule members lose a grade. */
export function lossRuleTables(draft: Draft, { down, left }: LossReport): readonly OutlineTable[] {
  const { losses } = draft.words.tables;
  return [ruleTable(draft, losses.downByRule, down), ruleTable(draft, losses.leftByRule, left)];
}

function ruleTable({ words }: Draft, caption: string, { by_rule: rows, examples }: Losers): OutlineTable {
  const { decisions, members } = words;
  return {
    caption,
    heads: [decisions.rule, decisions.adjustedBy, members.count],
    rows: rows.map((row) => [text(row.rule), text(row.adjusted_by), count(row.members)]),
    foot: [text(words.total), null, count(examples.total)],
  };
}
