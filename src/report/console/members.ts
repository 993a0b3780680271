import { gradesSign, membersSign } from '../balance.js';
import type { GradeCount } from '../model/grades.js';
import { type Column, table } from './table.js';
import { block, indented, type View } from './view.js';

/** How many members there are and what is new about them. */
export function memberLines(view: View): readonly string[] {
  const { model, words } = view;
  const { total, new: added, changed, unchanged, gone } = model.members;
  const sign = membersSign(model.members);
  return block(view, words.members.title, [
    ...indented(view, words.members.formula({ total, sign, added, changed, unchanged })),
    ...indented(view, words.members.goneNote({ gone })),
  ]);
}

/** Who moves up and down, and how many there are of each grade. */
export function gradeLines(view: View): readonly string[] {
  const { model, words } = view;
  const { up, same, down, left, without_baseline: incomparable, baseline } = model.grades;
  const { total } = model.members;
  const sign = gradesSign(model.grades, total);
  const compared =
    baseline === 'previous' ? words.grades.comparedWithPrevious : words.grades.comparedWithBestSource;
  return block(view, words.grades.title, [
    ...indented(view, words.grades.formula({ total, sign, up, same, down, left, incomparable })),
    ...indented(view, compared, 'quiet'),
    ...(model.superseding === undefined ? [] : indented(view, words.grades.superseding(model.superseding))),
    '',
    ...table(view, countColumns(view), model.grades.counts),
  ]);
}

function countColumns({ words }: View): readonly Column<GradeCount>[] {
  return [
    { head: words.grades.grade, align: 'left', cell: ({ grade }) => grade ?? words.grades.noGrade },
    { head: words.grades.before, align: 'right', cell: ({ before }) => words.number({ value: before }) },
    { head: words.grades.after, align: 'right', cell: ({ after }) => words.number({ value: after }) },
    {
      head: words.grades.difference,
      align: 'right',
      cell: ({ before, after }) => words.difference({ value: after - before }),
    },
  ];
}
