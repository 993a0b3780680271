import { totalOf } from '../balance.js';
import type { DecisionReport } from '../model/decisions.js';
import type { MemberExample } from '../model/examples.js';
import { type Movement, movementOf } from '../rank.js';
import { type Cell, count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

const COUNTS = ['members', 'down', 'left', 'up', 'same', 'without_baseline'] as const;

/** What each rule did to the grades. */
export function ruleTable({ model, words }: Draft): OutlineTable {
  const { decisions, grades } = words;
  return {
    caption: decisions.rulesCaption,
    heads: [
      ...[decisions.rule, decisions.adjustedBy, decisions.members],
      ...[grades.down, grades.left, grades.up, grades.same, grades.withoutBaseline],
    ],
    rows: model.decisions.map((one) => [
      text(one.rule),
      text(one.adjusted_by),
      ...COUNTS.map((of) => count(one[of])),
    ]),
    foot: [text(words.total), null, ...COUNTS.map((of) => count(totalOf(model.decisions, (one) => one[of])))],
  };
}

/** A few members of each rule: those who lose, then those who gain. */
export function exampleTables(draft: Draft): readonly OutlineTable[] {
  const { model, words } = draft;
  const losers = totalOf(model.decisions, ({ down, left }) => down + left);
  const gainers = totalOf(model.decisions, ({ up }) => up);
  return [
    exampleTable(draft, 'loses', { title: words.decisions.lossesTitle, total: losers }),
    exampleTable(draft, 'gains', { title: words.decisions.gainsTitle, total: gainers }),
  ];
}

type Example = readonly [MemberExample, DecisionReport];

function exampleTable(
  { model, words }: Draft,
  movement: Movement,
  { title, total }: { readonly title: string; readonly total: number },
): OutlineTable {
  const { decisions, grades, workbook } = words;
  const shown = model.decisions
    .flatMap((decision) => decision.examples.map((one): Example => [one, decision]))
    .filter(([{ before, after }]) => movementOf(model.grades.ladder, before, after) === movement);
  const counts = { shown: shown.length, total };
  const file = model.files?.changes;
  const caption = file === undefined ? decisions.examples(counts) : decisions.examplesIn({ ...counts, file });
  return {
    caption: workbook.captionOf({ title, caption }),
    heads: [
      ...[decisions.member, decisions.name, decisions.sourceGrades],
      ...[grades.before, grades.after, decisions.rule, decisions.adjustedBy],
    ],
    rows: shown.map(([example, { rule, adjusted_by: by }]): readonly Cell[] => [
      text(example.member_id),
      text(example.name),
      text(example.source_grades.map(({ source, label }) => `${source} ${label ?? '-'}`).join(', ')),
      text(example.before ?? grades.noGrade),
      text(example.after ?? grades.noGrade),
      text(rule),
      text(by),
    ]),
  };
}
