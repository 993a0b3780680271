import type { Matrix } from '../rules/grade/matrix.js';
import type { DecisionTable } from '../rules/table/table.js';
import { tellCondition } from './condition.js';
import { tellGrade } from './grade.js';
import { gradeAt, spoken, type Teller } from './teller.js';

/** Matrices and decision tables, line by line. */
export function tellTables(teller: Teller): readonly string[] {
  const { matrices, tables } = teller.rules;
  return [
    ...[...matrices].flatMap(([name, matrix]) => tellMatrix(name, matrix, teller)),
    ...[...tables].flatMap(([name, table]) => tellTable(name, table, teller)),
  ];
}

function tellMatrix(name: string, { rows, columns, cells }: Matrix, teller: Teller): readonly string[] {
  const { words } = teller;
  const heading = (rank: number) => (rank === 0 ? words.noGrade : gradeAt(rank, teller));
  const lines = cells.flatMap((line, row) => {
    const told = line.flatMap((rank, column) =>
      rank === undefined ? [] : [words.matrixCell(heading(column), gradeAt(rank, teller))],
    );
    return told.length === 0 ? [] : [`  ${words.matrixLine(heading(row), told)}`];
  });
  return [words.matrix(spoken(name, teller), tellGrade(rows, teller), tellGrade(columns, teller)), ...lines];
}

function tellTable(name: string, { hit, gives, lines }: DecisionTable, teller: Teller): readonly string[] {
  const { words, numbers } = teller;
  const tellResult = (column: string, value: string) =>
    gives.get(column) === 'grade' ? gradeAt(Number(value), teller) : numbers.exact(value);
  const told = lines.map(({ cells, results }) => {
    const conditions = cells.flatMap((cell) => (cell === undefined ? [] : [cell]));
    const condition =
      conditions.length === 0 ? words.anyone : tellCondition({ kind: 'and', of: conditions, at: 1 }, teller);
    const given = [...results].map(([column, value]) =>
      words.result(spoken(column, teller), tellResult(column, value)),
    );
    return `  ${words.tableLine(condition, given.length === 0 ? [words.nothing] : given)}`;
  });
  return [`${words.table(spoken(name, teller))} ${words.hits[hit]}`, ...told];
}
