import type { Losers, LossReport } from '../loss-report.js';
import { count, text } from './cell.js';
import type { Draft, OutlineTable } from './outline.js';

/** Who loses a grade: from which to which, and by which rule. */
export function lossTables(draft: Draft, { down, left }: LossReport): readonly OutlineTable[] {
  const { losses } = draft.words.tables;
  return [
    stepTable(draft, losses.down, down),
    ruleTable(draft, losses.downByRule, down),
    stepTable(draft, losses.left, left),
    ruleTable(draft, losses.leftByRule, left),
  ];
}

function stepTable({ words }: Draft, caption: string, { steps, examples }: Losers): OutlineTable {
  const { grades, members } = words;
  return {
    caption,
    heads: [grades.before, grades.after, members.count],
    rows: steps.map((step) => [
      text(step.before ?? grades.noGrade),
      text(step.after ?? grades.noGrade),
      count(step.members),
    ]),
    foot: [text(words.total), null, count(examples.total)],
  };
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
