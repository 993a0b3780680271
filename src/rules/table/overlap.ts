import type { Expression } from '../expression/expression.js';
import type { TableInput } from './cell.js';
import type { DecisionTable, TableLine } from './table.js';

/** Two lines that apply to one person. */
interface Overlap {
  readonly first: TableLine;
  readonly second: TableLine;
  /** Such as `spend = 300, online = GOLD`. */
  readonly example: string;
}

/** A value that a column can have; undefined is missing. */
type Sample = string | number | boolean | undefined;

/**
 * The pairs of lines that apply together, as far as their columns tell: each column is asked at its own cut
 * points and between them, so that two lines meet exactly when every column has a value that suits both.
 */
export function overlapsOf({ inputs, lines }: DecisionTable, grades: readonly string[]): readonly Overlap[] {
  const columns = inputs.map((input, column) => {
    const cells = lines.map(({ cells }) => cells[column]);
    const samples = input === undefined ? [] : samplesOf(input, cells, grades);
    const suits = cells.map(
      (cell) => new Set(samples.filter((sample) => suitsCell(cell, sample, { input, grades }))),
    );
    return { input, suits };
  });
  return lines.flatMap((first, one) =>
    lines.slice(one + 1).flatMap((second, offset): readonly Overlap[] => {
      const shared = columns.map(({ input, suits }) => ({
        input,
        value: common(suits[one], suits[one + 1 + offset]),
      }));
      if (shared.some(({ input, value }) => input !== undefined && value === undefined)) return [];
      const example = shared.flatMap(({ input, value }) =>
        input === undefined || value === undefined ? [] : `${input.heading} = ${value.sample ?? 'missing'}`,
      );
      return [{ first, second, example: example.join(', ') }];
    }),
  );
}

/** A column that asks a question has the question itself for yes, and its opposite for no. */
function suitsCell(
  cell: Expression | undefined,
  sample: Sample,
  { input, grades }: { readonly input: TableInput | undefined; readonly grades: readonly string[] },
): boolean {
  if (cell === undefined) return true;
  if (input?.isCondition) return (cell === input.expression) === sample;
  return holds(cell, sample, input?.isGrade ? grades : []);
}

/** One value of both, boxed because it may be missing itself; a value that is there says more. */
function common(a: ReadonlySet<Sample> | undefined, b: ReadonlySet<Sample> | undefined) {
  const both = [...(a ?? [])].filter((sample) => b?.has(sample));
  const [sample] = [...both.filter((one) => one !== undefined), ...both];
  return both.length === 0 ? undefined : { sample };
}

function samplesOf(
  { isCondition, isGrade }: TableInput,
  cells: readonly (Expression | undefined)[],
  grades: readonly string[],
): readonly Sample[] {
  if (isCondition) return [true, false];
  if (isGrade) return [...grades, undefined];
  const literals = cells.flatMap((cell) => (cell === undefined ? [] : literalsIn(cell)));
  const numbers = literals.filter((literal) => typeof literal === 'number').toSorted((a, b) => a - b);
  const around = numbers.flatMap((number, at) => [number, (number + (numbers[at + 1] ?? number + 2)) / 2]);
  const below = numbers.slice(0, 1).map((number) => number - 1);
  const texts = literals.filter((literal) => typeof literal === 'string').toSorted();
  // Before the first text and behind each there are texts, or days, that no cell names.
  const beside = texts.length === 0 ? [] : ['', ...texts.map((text) => `${text}~`)];
  return [...new Set<Sample>([...below, ...around, ...texts, ...beside, undefined])];
}

function literalsIn(expression: Expression): readonly (string | number)[] {
  if (expression.kind === 'compare') {
    const [, literal] = expression.of;
    if (literal.kind === 'number') return [Number(literal.text)];
    return literal.kind === 'text' ? [literal.value] : [];
  }
  return 'of' in expression ? expression.of.flatMap(literalsIn) : [];
}

/** A cell at a value: as in the language, a comparison with a missing value is false, before `not`. */
function holds(cell: Expression, sample: Sample, grades: readonly string[]): boolean {
  switch (cell.kind) {
    case 'and':
      return cell.of.every((part) => holds(part, sample, grades));
    case 'or':
      return cell.of.some((part) => holds(part, sample, grades));
    case 'not':
      return !holds(cell.of[0], sample, grades);
    case 'missing':
      return (sample === undefined) !== cell.negated;
    case 'compare':
      return sample !== undefined && compares(cell, sample, grades);
    default:
      return false;
  }
}

function compares(
  { operator, of }: Expression & { readonly kind: 'compare' },
  sample: Sample,
  grades: readonly string[],
): boolean {
  const order = (value: unknown) => (grades.includes(String(value)) ? grades.indexOf(String(value)) : value);
  const [, right] = of;
  const literal = right.kind === 'number' ? Number(right.text) : right.kind === 'text' ? right.value : '';
  const [a, b] = [order(sample), order(literal)] as [number, number];
  return { '=': a === b, '<>': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
}
