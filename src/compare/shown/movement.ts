import { totalOf } from '../../report/balance.js';
import type { Messages } from '../../report/messages.js';
import { cell, number, type Shown, text } from '../../report/shown.js';
import { MOVEMENTS, type RuleComparison } from '../model.js';

/** How many move up and down. */
export function movementShown({ movement, members }: RuleComparison, words: Messages): Shown {
  const said = words.comparison;
  const rows = MOVEMENTS.map((kind) => [
    said.movements[kind],
    cell({ words }, movement[kind]),
    words.percentOf({ part: movement[kind], of: members }),
  ]);
  return {
    id: 'movement',
    title: said.movementTitle,
    tables: [
      {
        caption: said.movementCaption,
        columns: [text(said.movement), number(said.members), number(said.share)],
        rows,
        foot: [words.total, cell({ words }, members), ''],
      },
    ],
    notes: [said.ladderNote],
    addsUp: totalOf(MOVEMENTS, (kind) => movement[kind]) === members,
  };
}

/** Each grade under A against each grade under B; grades that nobody has there are left out. */
export function matrixShown({ matrix, members, a, b }: RuleComparison, words: Messages): Shown {
  const said = words.comparison;
  const sides = {
    a: [...a.grades, null].filter((grade) => matrix.some((one) => one.a === grade)),
    b: [...b.grades, null].filter((grade) => matrix.some((one) => one.b === grade)),
  };
  const sum = (of: (one: RuleComparison['matrix'][number]) => boolean) =>
    totalOf(matrix.filter(of), (one) => one.members);
  const line = (name: string, of: (one: RuleComparison['matrix'][number]) => boolean) => [
    name,
    ...sides.b.map((grade) =>
      cell(
        { words },
        sum((one) => of(one) && one.b === grade),
      ),
    ),
    cell({ words }, sum(of)),
  ];
  return {
    id: 'matrix',
    title: said.matrixTitle,
    tables: [
      {
        caption: said.matrixCaption,
        columns: [
          text(said.corner),
          ...[...sides.b.map((grade) => grade ?? said.noGrade), words.total].map(number),
        ],
        rows: sides.a.map((grade) => line(grade ?? said.noGrade, (one) => one.a === grade)),
        foot: line(words.total, () => true),
      },
    ],
    notes: [],
    addsUp: sum(() => true) === members,
  };
}
