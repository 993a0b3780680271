import { didYouMean } from '../../config/nearest.js';
import type { YamlPath } from '../../config/yaml.js';
import { parseExpression } from '../expression/parse.js';
import { csvOf } from '../file/csv-files.js';
import type { Section } from '../file/section.js';
import { type GradeContext, type GradeExpression, readGrade } from './grade.js';

/** One grade for each pair of grades. */
export interface Matrix {
  readonly rows: GradeExpression;
  readonly columns: GradeExpression;
  /** By the rank of each side, where 0 is no grade: a rank, 0 for none, undefined where the matrix says nothing. */
  readonly cells: readonly (readonly (number | undefined)[])[];
}

/** A heading or a cell, and how to tell a fault in it. */
interface Word {
  readonly text: string;
  readonly fault: (message: string, hint?: string) => void;
}

interface Grid {
  readonly columns: readonly Word[];
  readonly lines: readonly { readonly heading: Word; readonly cells: readonly Word[] }[];
}

export async function readMatrices(
  section: Section,
  context: GradeContext,
): Promise<ReadonlyMap<string, Matrix>> {
  const matrices = new Map<string, Matrix>();
  for (const [name, matrix] of Object.entries(section.file.matrices)) {
    const path = ['matrices', name];
    const side = (key: 'rows' | 'columns') =>
      section.faults.reading([...path, key], async () =>
        readGrade(await parseExpression(section.engine, matrix[key]), context),
      );
    const [rows, columns] = [await side('rows'), await side('columns')];
    const grid =
      'file' in matrix ? await fromCsv(section, path, matrix.file) : fromYaml(section, path, matrix.cells);
    if (rows === undefined || columns === undefined || grid === undefined) continue;
    checkHeadings(section, path, { rows, columns, grid });
    matrices.set(name, { rows, columns, cells: cellsOf(grid, section.file.grades) });
  }
  return matrices;
}

async function fromCsv(section: Section, path: YamlPath, file: string): Promise<Grid | undefined> {
  const csv = await csvOf(section, [...path, 'file'], file);
  if (csv === undefined) return undefined;
  const words = (line: number, cells: readonly string[]) =>
    cells.map((text, index): Word => {
      const place = { line, column: index + 1 };
      return { text, fault: (message, hint) => section.faults.inFile(csv.path, place, message, hint) };
    });
  const lines = csv.lines.map(({ line, cells }) => words(line, cells));
  return {
    columns: words(1, csv.header).slice(1),
    lines: lines.flatMap(([heading, ...cells]) => (heading ? [{ heading, cells }] : [])),
  };
}

function fromYaml(
  { faults }: Section,
  path: YamlPath,
  cells: Readonly<Record<string, Readonly<Record<string, string | null>>>>,
): Grid {
  const headings = [...new Set(Object.values(cells).flatMap((line) => Object.keys(line)))];
  const word = (text: string, at: YamlPath): Word => ({
    text,
    fault: (message, hint) => faults.atKey([...path, 'cells', ...at], message, hint),
  });
  const owner = (column: string) =>
    Object.keys(cells).find((row) => cells[row] && column in cells[row]) ?? '';
  return {
    columns: headings.map((column) => word(column, [owner(column), column])),
    lines: Object.entries(cells).map(([row, line]) => ({
      heading: word(row, [row]),
      cells: headings.map((column) => word(line[column] ?? '', [row, column])),
    })),
  };
}

/** Every grade that a side can have needs a line or a column, and no grade has two. */
function checkHeadings(
  { file, faults }: Section,
  path: YamlPath,
  sides: Pick<Matrix, 'rows' | 'columns'> & { readonly grid: Grid },
): void {
  const { grid } = sides;
  for (const key of ['rows', 'columns'] as const) {
    const words = key === 'rows' ? grid.lines.map(({ heading }) => heading) : grid.columns;
    const known = words.map(({ text }) => text);
    for (const [index, { text, fault }] of words.entries()) {
      rankIn(file.grades, { text, fault });
      if (known.indexOf(text) < index) fault(`${text} stands in the ${key} twice`, 'take one of them out');
    }
    const side = sides[key];
    const sources = side.kind === 'prefer' || side.kind === 'latest' ? side.sources : [];
    const possible = new Set(sources.flatMap((source) => Object.values(file.map[source] ?? {})));
    const absent = [...possible].filter((grade) => !known.includes(grade) && file.grades.includes(grade));
    if (absent.length > 0)
      faults.at(
        [...path, key],
        `the matrix has nothing for ${absent.join(', ')} of ${sources.join(', ')}`,
        'add a cell for it, or - where the rule gives nothing',
      );
  }
}

function cellsOf({ columns, lines }: Grid, grades: readonly string[]): Matrix['cells'] {
  const ranks = ['none', ...grades];
  return ranks.map((row) => {
    const line = lines.find(({ heading }) => heading.text === row);
    return ranks.map((column) => {
      const cell = line?.cells[columns.findIndex(({ text }) => text === column)];
      return cell === undefined || cell.text === '' ? undefined : rankIn(grades, cell);
    });
  });
}

function rankIn(grades: readonly string[], { text, fault }: Word): number {
  const rank = ['none', ...grades].indexOf(text);
  if (rank < 0)
    fault(`${text || 'an empty heading'} is not a grade of the ladder, nor none`, didYouMean(text, grades));
  return Math.max(rank, 0);
}
