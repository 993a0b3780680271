import { type Comparison, type Expression, Misread } from '../expression/expression.js';

/** A cell of a decision table as the condition that it means for its column; undefined for `-`, any. */
export function readCell(text: string, input: TableInput): Expression | undefined {
  const cell = text.trim();
  if (cell === '-') return undefined;
  if (cell === '') throw new Misread('an empty cell', 1, 'write - where any value will do');
  if (input.isCondition) return yesOrNo(cell, input);
  return anyOf(cell, input);
}

/** What a column is about. */
export interface TableInput {
  /** As it is written. */
  readonly heading: string;
  readonly expression: Expression;
  /** The column asks whether something holds: its cells are yes and no. */
  readonly isCondition: boolean;
  /** Its values are grades, so that a 1 is the grade of that name. */
  readonly isGrade: boolean;
}

function yesOrNo(cell: string, { expression }: TableInput): Expression {
  const word = cell.toLowerCase();
  if (word === 'yes' || word === 'true') return expression;
  if (word === 'no' || word === 'false') return { kind: 'not', of: [expression], at: 1 };
  throw new Misread(`${cell} is neither yes nor no`, 1, 'the heading is a condition: write yes, no or -');
}

function anyOf(cell: string, input: TableInput): Expression {
  const [first, ...more] = itemsOf(cell).map((item) => readItem(item.trim(), input));
  if (first === undefined || more.length === 0) return first as Expression;
  return { kind: 'or', of: [first, ...more], at: 1 };
}

/** What stands between the | of a cell; those inside `not (…)` belong to it. */
function itemsOf(cell: string): readonly string[] {
  const items = [''];
  let depth = 0;
  for (const character of cell) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === '|' && depth <= 0) items.push('');
    else items.push(`${items.pop()}${character}`);
  }
  return items;
}

function readItem(item: string, input: TableInput): Expression {
  const { expression } = input;
  if (item === '') throw new Misread('nothing stands between two |', 1, 'take one | out');
  const negated = /^not\s*\((.*)\)$/iu.exec(item)?.[1];
  if (negated !== undefined) return { kind: 'not', of: [anyOf(negated, input)], at: 1 };
  if (item === 'missing' || item === 'known')
    return { kind: 'missing', negated: item === 'known', of: [expression], at: 1 };
  const compared = /^(<=|>=|<>|!=|<|>|=)\s*(.+)$/u.exec(item);
  if (compared !== null) return compare(compared[1] === '!=' ? '<>' : compared[1], compared[2], input);
  const range = /^([[(])?\s*(\S+)\s*\.\.\s*(\S+?)\s*([\])])?$/u.exec(item);
  if (range === null) return compare('=', item, input);
  const [, open = '[', from, to, close = ']'] = range;
  const bounds = [
    compare(open === '[' ? '>=' : '>', from, input),
    compare(close === ']' ? '<=' : '<', to, input),
  ];
  return { kind: 'and', of: bounds, at: 1 };
}

function compare(operator: string | undefined, text: string | undefined, input: TableInput): Expression {
  return {
    kind: 'compare',
    operator: operator as Comparison,
    of: [input.expression, literal(text ?? '', input)],
    at: 1,
  };
}

function literal(text: string, { isGrade }: TableInput): Expression {
  if (isGrade || /[^\d.,\s+-]/u.test(text) || /^\d{4}-\d{2}-\d{2}$/u.test(text))
    return { kind: 'text', value: text, at: 1 };
  if (/^-?(0|[1-9]\d{0,15})(\.\d+)?$/u.test(text)) return { kind: 'number', text, at: 1 };
  throw new Misread(
    `${text} is not a number in plain digits`,
    1,
    'write 200000 without commas, 1..5 for a range, 1 | 2 for a list',
  );
}
