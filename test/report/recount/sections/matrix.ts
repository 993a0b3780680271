import { mostFirst, type Person, rankOf, tally } from '../persons.js';
import type { Recount } from '../recount.js';
import { sheetNumber } from '../sheet-spots.js';
import { type Claim, place } from '../spot.js';
import { type Claims, sentence, whole } from '../table.js';

const SECTION = 'From two ladders to one';

interface Grid {
  readonly first: string;
  readonly second: string;
  /** Every grade, then none and no row where they occur. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly at: (row: string | null, column: string | null) => readonly Person[];
}

/** The mapped grades of the first two sources against the unified grade. */
export function matrixClaims(recount: Recount): Claims {
  const grid = gridOf(recount);
  return { page: pageClaims(recount, grid), sheet: sheetClaims(recount, grid) };
}

function gridOf({ tables, persons }: Recount): Grid {
  const [first = '', second = ''] = Object.keys(tables.config.sources);
  const sides = (source: string) => {
    const found = persons.map((person) => sideName(person, source));
    return [...tables.rules.grades, ...['no grade', 'no row'].filter((side) => found.includes(side))];
  };
  return {
    ...{ first, second, rows: sides(first), columns: sides(second) },
    at: (row, column) =>
      persons.filter(
        (person) =>
          (row === null || sideName(person, first) === row) &&
          (column === null || sideName(person, second) === column),
      ),
  };
}

function sideName(person: Person, source: string): string {
  const side = person.side(source);
  return side === '-' ? 'no row' : (side ?? 'no grade');
}

function pageClaims({ tables, persons }: Recount, grid: Grid): readonly Claim[] {
  const { first, second, rows, columns, at } = grid;
  const caption = `Members by grade in ${first} (rows) and in ${second} (columns)`;
  const spot = (row: string, column: string, what = 'td') => place(SECTION, caption, row, column, what);
  const cell = (row: string, column: string): readonly Claim[] => {
    const own = at(row, column);
    return [
      { place: spot(row, column), text: whole(own.length) },
      ...unified(tables, own, [row, column]).map((said) => ({
        place: spot(row, column, 'text'),
        text: said,
      })),
    ];
  };
  const sizes = rows.flatMap((row) => columns.map((column) => at(row, column).length));
  const note = `The stronger the colour, the more members: from 1 to ${whole(Math.max(...sizes))}, in logarithmic steps.▼ marks a unified grade lower than one of the two source grades.`;
  return [
    ...rows.flatMap((row) => columns.flatMap((column) => cell(row, column))),
    ...rows.map((row) => ({ place: spot(row, 'Total'), text: whole(at(row, null).length) })),
    ...columns.map((column) => ({ place: spot('Total', column), text: whole(at(null, column).length) })),
    { place: spot('Total', 'Total'), text: whole(persons.length) },
    ...sentence(SECTION, note),
  ];
}

/** The unified grades of a cell, most frequent first, and of as many the higher one. */
function unified(
  tables: Recount['tables'],
  own: readonly Person[],
  sides: readonly string[],
): readonly string[] {
  const rank = (name: string) => rankOf(tables, tables.rules.grades.includes(name) ? name : null);
  const counts = mostFirst(tally(own.map(({ grade }) => grade ?? 'no grade')));
  const sorted = counts.toSorted(([a, n], [b, m]) => m - n || rank(b) - rank(a));
  const least = Math.max(...sides.map(rank));
  return sorted.map(([name, n]) => `${name} ${whole(n)}${rank(name) < least ? ' ▼' : ''}`);
}

function sheetClaims(
  { tables, persons }: Recount,
  { first, second, rows, columns, at }: Grid,
): readonly Claim[] {
  const grades = [...tables.rules.grades.toReversed(), 'no grade'];
  const spot = (row: string, grade: string, column: string) => place('Matrix', row, grade, column);
  const head = (column: string) => `${second}: ${column}`;
  const line = (row: string, grade: string): readonly Claim[] => {
    const members = (column: string | null) =>
      at(row, column).filter((person) => (person.grade ?? 'no grade') === grade).length;
    if (members(null) === 0) return [];
    return [
      ...columns.map((column) => ({
        place: spot(row, grade, head(column)),
        text: sheetNumber(members(column)),
      })),
      { place: spot(row, grade, 'Total'), text: sheetNumber(members(null)) },
    ];
  };
  return [
    {
      place: place('Matrix', 'text'),
      text: `Members by grade in ${first} (rows) and in ${second} (columns)`,
    },
    ...rows.flatMap((row) => grades.flatMap((grade) => line(row, grade))),
    ...columns.map((column) => ({
      place: spot('Total', '', head(column)),
      text: sheetNumber(at(null, column).length),
    })),
    { place: spot('Total', '', 'Total'), text: sheetNumber(persons.length) },
  ];
}
