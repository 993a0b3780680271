import { numbersIn } from '../../numbers.js';

const { exact, whole } = numbersIn('en');

export const members = {
  title: 'Members',
  caption: 'Members by what the plan does with them',
  formula: ({ total, sign, added, changed, unchanged }: MembersFormula) =>
    `${whole(total)} members ${sign} ${whole(added)} new + ${whole(changed)} changed + ${whole(unchanged)} unchanged`,
  total: 'Members',
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  gone: 'Gone',
  goneNote: ({ gone }: { gone: number }) =>
    `Gone: ${whole(gone)}. They are in no export any more and are not part of the total.`,
  share: 'Share',
  kind: 'Kind',
  count: 'Members',
};

export const grades = {
  title: 'Grades',
  movementCaption: 'members = up + same + down + left + no comparison',
  comparedWithPrevious: 'Each grade is compared with the grade last applied to the member.',
  comparedWithBestSource:
    'This is a first run: each grade is compared with the best grade the member has in a source.',
  superseding: ({ run, members }: { run: string; members: number }) =>
    `Run ${run} had changed the grades of ${whole(members)} members by mistake: the rules held these against the grades of before it.`,
  formula: ({ total, sign, up, same, down, left, incomparable }: GradesFormula) =>
    `${whole(total)} members ${sign} ${whole(up)} up + ${whole(same)} same + ${whole(down)} down + ${whole(left)} left + ${whole(incomparable)} no comparison`,
  up: 'Up',
  down: 'Down',
  same: 'Same',
  left: 'Left',
  withoutBaseline: 'No comparison',
  upLong: 'Up: a higher grade than before',
  sameLong: 'Same: the same grade as before',
  downLong: 'Down: a lower grade than before',
  leftLong: 'Left: no grade any more',
  withoutBaselineLong: 'No comparison: a grade now, none before',
  movementBar: 'Members by movement of their grade',
  countsCaption: 'Members by grade, before and after',
  grade: 'Grade',
  before: 'Before',
  after: 'After',
  difference: 'Difference',
  noGrade: 'no grade',
  bar: 'Chart',
  barDescription: ({ grade, before, after }: { grade: string; before: number; after: number }) =>
    `${grade}: before ${whole(before)}, after ${whole(after)}`,
};

export const matrix = {
  title: 'From two ladders to one',
  caption: ({ row, column }: { row: string; column: string }) =>
    `Members by grade in ${row} (rows) and in ${column} (columns)`,
  note: 'Large: members in the cell. Small: the unified grades they get, most frequent first.',
  lower: 'lower than one of the two source grades',
  lowerMark: ({ mark }: { mark: string }) =>
    `${mark} marks a unified grade lower than one of the two source grades.`,
  noRow: 'no row',
  noGrade: 'no grade',
  shade: ({ most }: { most: number }) =>
    `The stronger the colour, the more members: from 1 to ${whole(most)}, in logarithmic steps.`,
  corner: ({ row, column }: { row: string; column: string }) => `${row} \\ ${column}`,
  cell: ({ grade, members }: { grade: string; members: number }) => `${grade} ${whole(members)}`,
  consoleCaption: 'The most frequent unified grade of each cell and how many get it.',
  tooWide: 'The grade matrix is wider than this window; the report shows it.',
};

export const decisions = {
  title: 'Gains and losses',
  lossesTitle: 'Who loses',
  gainsTitle: 'Who gains',
  othersTitle: 'Other examples',
  rulesTitle: 'By rule',
  rule: 'Rule',
  adjustedBy: 'Adjustment',
  members: 'Members',
  rulesCaption: 'Members by the rule that decided and the adjustment after it',
  member: 'Member',
  name: 'Name',
  sourceGrades: 'Grades in the sources',
  change: 'Before → after',
  examples: ({ shown, total }: { shown: number; total: number }) =>
    `${whole(shown)} shown of ${whole(total)}`,
  examplesIn: ({ shown, total, file }: { shown: number; total: number; file: string }) =>
    `${whole(shown)} shown of ${whole(total)}; all of them are in ${file}`,
  nobodyLoses: 'Nobody gets a lower grade, and nobody leaves.',
  nobodyGains: 'Nobody gets a higher grade.',
};

export const points = {
  title: 'Points',
  caption: ({ bucket, rounding }: { bucket: string; rounding: string }) => `${bucket}, ${rounding}`,
  from: 'From',
  in: 'In',
  rate: 'Rate',
  converted: 'Converted',
  convertedTotal: 'Converted in all',
  formula: ({ converted, roundedOff, sign, out }: PointsFormula) =>
    `${exact(converted)} converted − ${exact(roundedOff)} rounded off ${sign} ${exact(out)} out`,
  differences:
    'The unified system is master: what stands above is what the sources changed since they were last seen.',
  held: ({ before, direction, moved, raised, after, sign }: HeldFormula) =>
    `${exact(before)} held ${direction} ${exact(moved)} moved${raised === '0' ? '' : ` + ${exact(raised)} raised to 0`} ${sign} ${exact(after)} held`,
  below: ({ below }: { below: number }) =>
    `Below 0 are ${whole(below)} balances: what a source took back was spent in the target already.`,
  none: 'No points are carried over.',
};

/** Amounts are decimal text. */
interface HeldFormula {
  readonly before: string;
  /** `+` or `−`, before what moved. */
  readonly direction: string;
  readonly moved: string;
  readonly raised: string;
  readonly after: string;
  readonly sign: string;
}

interface MembersFormula {
  readonly total: number;
  readonly sign: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface GradesFormula {
  readonly total: number;
  readonly sign: string;
  readonly up: number;
  readonly same: number;
  readonly down: number;
  readonly left: number;
  readonly incomparable: number;
}

interface PointsFormula {
  readonly converted: string;
  readonly roundedOff: string;
  readonly sign: string;
  readonly out: string;
}
