import { gradesSign, membersSign } from '../balance.js';
import { count, share, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** The members by what the plan does with them. */
export function memberTable({ model, words }: Draft): OutlineTable {
  const { members } = words;
  const { total, new: added, changed, unchanged } = model.members;
  const line = (name: string, value: number) => [text(name), count(value), share(value, total)];
  return {
    caption: members.caption,
    heads: [members.kind, members.count, members.share],
    rows: [line(members.new, added), line(members.changed, changed), line(members.unchanged, unchanged)],
    foot: line(members.total, total),
    addsUp: membersSign(model.members) === '=',
  };
}

/** Who moves up and down, and who cannot be compared. */
export function movementTable({ model, words }: Draft): OutlineTable {
  const { grades, members } = words;
  const { total } = model.members;
  const { up, same, down, left, without_baseline: withoutBaseline } = model.grades;
  const line = (name: string, value: number) => [text(name), count(value), share(value, total)];
  return {
    caption: grades.movementCaption,
    heads: [members.kind, members.count, members.share],
    rows: [
      line(grades.upLong, up),
      line(grades.sameLong, same),
      line(grades.downLong, down),
      line(grades.leftLong, left),
      line(grades.withoutBaselineLong, withoutBaseline),
    ],
    foot: line(members.total, total),
    addsUp: gradesSign(model.grades, total) === '=',
  };
}

/** How many members have each grade, before and after. */
export function countTable({ model, words }: Draft): OutlineTable {
  const { grades } = words;
  return {
    caption: grades.countsCaption,
    heads: [grades.grade, grades.before, grades.after, grades.difference],
    rows: model.grades.counts.map(({ grade, before, after }) => [
      text(grade ?? grades.noGrade),
      count(before),
      count(after),
      { kind: 'difference', value: after - before },
    ]),
  };
}
