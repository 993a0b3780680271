import { totalOf } from './balance.js';
import type { GradeMatrix, MatrixCell } from './model/matrix.js';
import { rankOf } from './rank.js';

/** A grade of the ladder, `null` for rows without a grade, `'-'` for no row there. */
export type Side = string | null;

export interface GridGrade {
  readonly unified: string | null;
  readonly members: number;
  /** Whether the unified grade is below one of the two source grades. */
  readonly lower: boolean;
}

export interface GridCell {
  readonly members: number;
  /** Most frequent first; equally frequent ones by the ladder. */
  readonly grades: readonly GridGrade[];
}

/** A matrix laid out: every grade of the ladder on both sides, then null and `'-'` where they occur. */
export interface Grid {
  readonly rows: readonly Side[];
  readonly columns: readonly Side[];
  readonly total: number;
  readonly largest: number;
  at(row: Side, column: Side): GridCell;
  rowTotal(row: Side): number;
  columnTotal(column: Side): number;
}

/** Lays out the cells of a matrix. Cells that name a grade off the ladder get a line of their own. */
export function gridOf(matrix: GradeMatrix, ladder: readonly string[]): Grid {
  const { cells } = matrix;
  const rows = sidesOf(
    cells.map((cell) => cell.row),
    ladder,
  );
  const columns = sidesOf(
    cells.map((cell) => cell.column),
    ladder,
  );
  const at = (row: Side, column: Side) =>
    gridCell(
      cells.filter((cell) => cell.row === row && cell.column === column),
      ladder,
    );
  const sizes = rows.flatMap((row) => columns.map((column) => at(row, column).members));
  return {
    rows,
    columns,
    at,
    total: sumOf(cells),
    largest: Math.max(0, ...sizes),
    rowTotal: (row) => sumOf(cells.filter((cell) => cell.row === row)),
    columnTotal: (column) => sumOf(cells.filter((cell) => cell.column === column)),
  };
}

function sidesOf(found: readonly Side[], ladder: readonly string[]): readonly Side[] {
  const strangers = [...new Set(found)].filter(
    (side) => side !== null && side !== '-' && !ladder.includes(side),
  );
  const special = ([null, '-'] as const).filter((side) => found.includes(side));
  return [...ladder, ...strangers, ...special];
}

function gridCell(cells: readonly MatrixCell[], ladder: readonly string[]): GridCell {
  const grades = cells
    .filter((cell) => cell.members > 0)
    .map((cell) => ({ unified: cell.unified, members: cell.members, lower: isLower(cell, ladder) }))
    .sort((a, b) => b.members - a.members || rankOf(ladder, b.unified) - rankOf(ladder, a.unified));
  return { members: sumOf(cells), grades };
}

function isLower({ row, column, unified }: MatrixCell, ladder: readonly string[]): boolean {
  // No row there is no grade that could be lost.
  const place = (side: Side) => (side === '-' ? -1 : rankOf(ladder, side));
  return rankOf(ladder, unified) < Math.max(place(row), place(column));
}

function sumOf(cells: readonly MatrixCell[]): number {
  return totalOf(cells, (cell) => cell.members);
}
