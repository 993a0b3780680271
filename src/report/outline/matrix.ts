import { gridOf, type Side } from '../grid.js';
import type { Messages } from '../messages.js';
import { type Cell, count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/**
 * The grade matrix, a row for each grade of the first source and each unified grade that its members get, a column
 * for each grade of the second: so every count is a cell of its own. Null where there is one source only.
 */
export function matrixTable({ model, words }: Draft): OutlineTable | null {
  const { matrix, grades } = model;
  if (matrix === null) return null;
  const grid = gridOf(matrix, grades.ladder);
  const unifiedGrades = [...[...grades.ladder].reverse(), null];
  const rows = grid.rows.flatMap((row) =>
    unifiedGrades.flatMap((unified) => {
      const members = grid.columns.map((column) => membersOf(matrix.cells, { row, column, unified }));
      if (members.every((one) => one === 0)) return [];
      return [[text(sideName(words, row)), text(unified ?? words.grades.noGrade), ...countsOf(members)]];
    }),
  );
  return {
    caption: words.matrix.caption({ row: matrix.row_source, column: matrix.column_source }),
    heads: [
      matrix.row_source,
      words.workbook.unified,
      ...grid.columns.map((column) =>
        words.workbook.columnOf({ source: matrix.column_source, grade: sideName(words, column) }),
      ),
      words.total,
    ],
    rows,
    foot: [text(words.total), null, ...countsOf(grid.columns.map((column) => grid.columnTotal(column)))],
  };
}

interface Place {
  readonly row: Side;
  readonly column: Side;
  readonly unified: string | null;
}

function membersOf(cells: readonly (Place & { readonly members: number })[], at: Place): number {
  const found = cells.filter(
    ({ row, column, unified }) => row === at.row && column === at.column && unified === at.unified,
  );
  return found.reduce((sum, { members }) => sum + members, 0);
}

/** The counts and their sum. */
function countsOf(members: readonly number[]): readonly Cell[] {
  return [...members, members.reduce((sum, one) => sum + one, 0)].map(count);
}

function sideName({ matrix }: Messages, side: Side): string {
  return side === '-' ? matrix.noRow : (side ?? matrix.noGrade);
}
