import { didYouMean } from '../../config/nearest.js';
import { type Expression, Misread } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import type { CsvLine, RuleCsv } from '../file/csv.js';
import { csvOf } from '../file/csv-files.js';
import type { Section } from '../file/section.js';
import { readCell, type TableInput } from './cell.js';
import { overlapsOf } from './overlap.js';
import type { DecisionTable, TableLine } from './table.js';

/** The decision tables. Their conditions are compiled later, when the measures they ask for are known. */
export async function readTables(section: Section): Promise<ReadonlyMap<string, DecisionTable>> {
  const tables = new Map<string, DecisionTable>();
  for (const [name, { file, hit, gives }] of Object.entries(section.file.tables)) {
    const csv = await csvOf(section, ['tables', name, 'file'], file);
    if (csv === undefined) continue;
    const results = resultColumns(csv, typeof gives === 'string' ? [gives] : gives, section);
    const inputs = await readInputs(csv, results, section);
    const lines = csv.lines.map((line) => readLine(line, { csv, results, inputs, section }));
    const table: DecisionTable = { file: csv.path, hit, gives: results, inputs, lines };
    if (hit === 'unique') refuseOverlaps(table, section);
    tables.set(name, table);
  }
  return tables;
}

interface Reading {
  readonly csv: RuleCsv;
  readonly results: DecisionTable['gives'];
  /** By column; undefined where there is none. */
  readonly inputs: readonly (TableInput | undefined)[];
  readonly section: Section;
}

function resultColumns(csv: RuleCsv, gives: readonly string[], section: Section): DecisionTable['gives'] {
  const kinds = gives.flatMap((column) => {
    const at = csv.header.indexOf(column);
    if (at >= 0)
      return [
        [
          column,
          kindOf(
            csv.lines.flatMap(({ cells }) => cells[at] || []),
            section,
          ),
        ] as const,
      ];
    const hint = didYouMean(column, csv.header) ?? `its columns are ${csv.header.join(', ')}`;
    section.faults.inFile(csv.path, { line: 1, column: 1 }, `there is no column ${column} to give`, hint);
    return [];
  });
  return new Map(kinds);
}

/** A column in which every cell is a number gives numbers; a ladder may have grades called 1 and 2. */
function kindOf(cells: readonly string[], { file }: Section): 'grade' | 'number' {
  const isGrade = (cell: string) => file.grades.includes(cell) || cell === 'none';
  return cells.every((cell) => NUMBER.test(cell) && !isGrade(cell)) ? 'number' : 'grade';
}

const NUMBER = /^-?\d{1,16}(\.\d{1,6})?$/u;

/** The heading of an input is an expression; a column whose heading begins with # is for notes. */
async function readInputs(
  csv: RuleCsv,
  results: DecisionTable['gives'],
  section: Section,
): Promise<readonly (TableInput | undefined)[]> {
  const inputs: (TableInput | undefined)[] = [];
  for (const [column, heading] of csv.header.entries()) {
    const isInput = !results.has(heading) && !heading.startsWith('#');
    const place = { line: 1, column: column + 1 };
    const expression = isInput
      ? await section.faults.readingIn(csv.path, place, () => parseExpression(section.engine, heading))
      : undefined;
    inputs.push(expression && inputOf(heading, expression, section));
  }
  return inputs;
}

function inputOf(heading: string, expression: Expression, { file }: Section): TableInput {
  const word = expression.kind === 'name' ? expression.path.join('.') : '';
  const isGrade = ['previous', 'best_source', 'announced', ...Object.keys(file.map)].includes(word);
  return { heading, expression, isGrade, isCondition: isCondition(expression) };
}

const CONDITIONS = ['compare', 'in', 'between', 'like', 'missing', 'and', 'or', 'not', 'flag'];

function isCondition(expression: Expression): boolean {
  const isAsked =
    expression.kind === 'call' && ['every', 'any', 'top', 'qualifies'].includes(expression.name);
  return isAsked || CONDITIONS.includes(expression.kind);
}

function readLine({ line, cells }: CsvLine, reading: Reading): TableLine {
  const { csv, results, inputs, section } = reading;
  const found = cells.map((cell, column) =>
    section.faults.readingNow(csv.path, { line, column: column + 1 }, () => {
      const kind = results.get(csv.header[column] ?? '');
      if (kind !== undefined) return { gives: cell === '' ? undefined : resultOf(cell, kind, section) };
      const input = inputs[column];
      return { when: input && readCell(cell, input) };
    }),
  );
  const given = found.flatMap((cell, column) =>
    cell?.gives === undefined ? [] : [[csv.header[column] ?? '', cell.gives] as const],
  );
  return { line, results: new Map(given), cells: found.map((cell) => cell?.when) };
}

/** Whoever wrote `unique` said that no two lines apply together. */
function refuseOverlaps(table: DecisionTable, { faults, file }: Section): void {
  for (const { first, second, example } of overlapsOf(table, file.grades)) {
    const when = example === '' ? 'always' : `at ${example}`;
    const message = `this line and line ${first.line} both apply ${when}`;
    const hint = 'hit: unique allows one; make them exclude each other, or write hit: first';
    faults.inFile(table.file, { line: second.line, column: 1 }, message, hint);
  }
}

function resultOf(cell: string, kind: 'grade' | 'number', { file }: Section): string {
  if (kind === 'number' || cell === 'none') return kind === 'number' ? cell : '0';
  const rank = file.grades.indexOf(cell) + 1;
  if (rank > 0) return String(rank);
  const hint = didYouMean(cell, [...file.grades, 'none']) ?? `the ladder is ${file.grades.join(', ')}`;
  throw new Misread(`${cell} is not a grade of the ladder`, 1, hint);
}
