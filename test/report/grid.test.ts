import { expect, test } from 'vitest';
import { gridOf } from '../../src/report/grid.js';

const ladder = ['LOW', 'MID', 'TOP'];
const matrix = {
  row_source: 'online',
  column_source: 'offline',
  cells: [
    { row: 'MID', column: 'LOW', unified: 'LOW', members: 2 },
    { row: 'MID', column: 'LOW', unified: 'MID', members: 5 },
    { row: null, column: 'TOP', unified: 'TOP', members: 1 },
    { row: '-', column: 'ODD', unified: null, members: 3 },
  ],
};

test('rows and columns follow the ladder, then strangers, then no grade and no row', () => {
  const grid = gridOf(matrix, ladder);
  expect(grid.rows).toEqual(['LOW', 'MID', 'TOP', null, '-']);
  expect(grid.columns).toEqual(['LOW', 'MID', 'TOP', 'ODD']);
});

test('a cell lists its unified grades by frequency and marks those below a source grade', () => {
  expect(gridOf(matrix, ladder).at('MID', 'LOW')).toEqual({
    members: 7,
    grades: [
      { unified: 'MID', members: 5, lower: false },
      { unified: 'LOW', members: 2, lower: true },
    ],
  });
});

test('the sums of rows and of columns are the same total', () => {
  const grid = gridOf(matrix, ladder);
  expect(grid.rows.map(grid.rowTotal)).toEqual([0, 7, 0, 1, 3]);
  expect(grid.columns.map(grid.columnTotal)).toEqual([7, 0, 1, 3]);
  expect(grid.total).toBe(11);
  expect(grid.largest).toBe(7);
});
