import { type Grid, gridOf, type Side } from '../grid.js';
import { alignedTable, type Column } from './table.js';
import { block, indented, type View } from './view.js';

/** The matrix of grades with the most frequent unified grade in each cell, where it fits. */
export function matrixLines(view: View): readonly string[] {
  const { model, words } = view;
  if (model.matrix === null) return [];
  const { row_source: row, column_source: column } = model.matrix;
  const grid = gridOf(model.matrix, model.grades.ladder);
  const drawn = alignedTable(view, columnsOf(view, grid, words.matrix.corner({ row, column })), grid.rows);
  return block(view, words.matrix.title, [
    ...(drawn === null
      ? indented(view, words.matrix.tooWide)
      : [...indented(view, words.matrix.consoleCaption, 'quiet'), ...drawn]),
  ]);
}

function columnsOf(view: View, grid: Grid, corner: string): readonly Column<Side>[] {
  return [
    { head: corner, align: 'left', cell: (row) => sideName(view, row) },
    ...grid.columns.map(
      (column): Column<Side> => ({
        head: sideName(view, column),
        align: 'left',
        cell: (row) => mostFrequent(view, grid, { row, column }),
      }),
    ),
  ];
}

function mostFrequent({ words }: View, grid: Grid, at: { row: Side; column: Side }): string {
  const [first] = grid.at(at.row, at.column).grades;
  if (first === undefined) return '';
  return words.matrix.cell({ grade: first.unified ?? words.matrix.noGrade, members: first.members });
}

function sideName({ words }: View, side: Side): string {
  if (side === '-') return words.matrix.noRow;
  return side ?? words.matrix.noGrade;
}
