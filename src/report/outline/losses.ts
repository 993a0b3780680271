import type { Losers, LossReport } from '../model/losses.js';
import { rankOf } from '../rank.js';
import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** From which grade to which members fall, and the grades of those who are gone. */
export function lossTables(draft: Draft): readonly OutlineTable[] {
  const { losses } = draft.model;
  if (losses === undefined) return [];
  const { downTitle, leftHeading } = draft.words.losses;
  return [
    stepTable(draft, losses.down, downTitle),
    stepTable(draft, losses.left, leftHeading),
    goneTable(draft, losses),
  ];
}

function stepTable({ model, words }: Draft, { steps, examples }: Losers, who: string): OutlineTable {
  const { losses, grades, members } = words;
  const rank = (grade: string | null) => rankOf(model.grades.ladder, grade);
  return {
    caption: losses.stepsCaption({ who }),
    heads: [grades.before, grades.after, losses.steps, members.count],
    rows: steps.map((step) => [
      text(step.before),
      text(step.after ?? grades.noGrade),
      count(rank(step.before) - rank(step.after)),
      count(step.members),
    ]),
    foot: [text(words.total), null, null, count(examples.total)],
  };
}

function goneTable({ words }: Draft, { gone }: LossReport): OutlineTable {
  const { losses, grades, members } = words;
  return {
    caption: losses.goneCaption,
    heads: [grades.grade, members.count],
    rows: gone.by_grade.map((row) => [text(row.grade ?? grades.noGrade), count(row.members)]),
    foot: [text(words.total), count(gone.examples.total)],
  };
}
