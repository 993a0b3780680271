import { totalOf } from '../../report/balance.js';
import { sameAmount, sumOf } from '../../report/decimal.js';
import type { Messages } from '../../report/messages.js';
import { cell, number, type Shown, text } from '../../report/shown.js';
import type { CostComparison, GradeCost, RuleComparison } from '../model.js';

/** Each bucket under both files. */
export function pointsShown({ points, members }: RuleComparison, words: Messages): Shown {
  const said = words.comparison;
  const rows = points.map(({ bucket, a, b, more, same, less }) => [
    bucket,
    ...amounts(words, { a, b }),
    ...[more, same, less].map((count) => cell({ words }, count)),
  ]);
  return {
    id: 'points',
    title: said.pointsTitle,
    tables: [
      {
        caption: said.pointsCaption,
        columns: [
          text(said.bucket),
          ...[said.a, said.b, said.difference, said.more, said.same, said.less].map(number),
        ],
        rows,
      },
    ],
    notes: points.length === 0 ? [words.points.none] : [],
    addsUp: points.every(({ more, same, less }) => more + same + less === members),
  };
}

/** What the grades cost under both files. */
export function costsShown(
  { costs, members }: RuleComparison & { readonly costs: CostComparison },
  words: Messages,
): Shown {
  const said = words.comparison;
  const line = (name: string, one: Omit<GradeCost, 'grade'>) => [
    name,
    cell({ words }, one.members_a),
    cell({ words }, one.members_b),
    ...amounts(words, one),
  ];
  const { by_grade: grades } = costs;
  return {
    id: 'costs',
    title: said.costsTitle,
    tables: [
      {
        caption: said.costsCaption,
        columns: [
          text(said.grade),
          ...[said.membersA, said.membersB, said.costA, said.costB, said.difference].map(number),
        ],
        rows: grades.map((one) => line(one.grade ?? said.noGrade, one)),
        foot: line(words.total, { members_a: members, members_b: members, a: costs.a, b: costs.b }),
      },
    ],
    notes: (['a', 'b'] as const)
      .filter((side) => costs[side] === null)
      .map((side) => said.noCosts({ side: said[side] })),
    addsUp:
      (['members_a', 'members_b'] as const).every((of) => totalOf(grades, (one) => one[of]) === members) &&
      (['a', 'b'] as const).every((side) =>
        sameAmount(costs[side] ?? '0', sumOf(grades.map((one) => one[side] ?? '0'))),
      ),
  };
}

/** Under A, under B, and the difference where there are both. */
function amounts(
  words: Messages,
  { a, b }: { readonly a: string | null; readonly b: string | null },
): readonly string[] {
  const written = (amount: string | null) => (amount === null ? '-' : cell({ words }, amount));
  return [written(a), written(b), a === null || b === null ? '-' : signed(words, differenceOf(a, b))];
}

function differenceOf(a: string, b: string): string {
  return sumOf([b, a.startsWith('-') ? a.slice(1) : `-${a}`]);
}

function signed(words: Messages, decimal: string): string {
  const written = cell({ words }, decimal);
  return decimal.startsWith('-') || decimal === '0' ? written : `+${written}`;
}
