import type { Comparison, Expression } from '../expression/expression.js';
import { namesIn, operandsOf } from '../expression/expression.js';
import type { Edge } from './number-line.js';

type Name = Expression & { readonly kind: 'name' };

/** What one comparison asks of one thing: where on its line, or among its texts, the answer changes. */
export interface Question {
  readonly subject: Name;
  readonly at: readonly Turn[];
}

/** A constant, and on which side of it the answer changes. */
export interface Turn {
  readonly constant: Expression;
  readonly side: Edge['side'];
}

/** A comparison of one name with constants; undefined for anything else. */
export function questionOf(leaf: Expression): Question | undefined {
  switch (leaf.kind) {
    case 'compare':
      return compared(leaf);
    case 'in': {
      const [subject, ...list] = leaf.of;
      return asked(
        subject,
        list.flatMap((constant) => both(constant)),
      );
    }
    case 'between': {
      const [subject, lower, upper] = leaf.of;
      if (lower === undefined || upper === undefined) return undefined;
      return asked(subject, [
        { constant: lower, side: 'below' },
        { constant: upper, side: 'above' },
      ]);
    }
    case 'missing':
      return asked(leaf.of[0], []);
    case 'name':
      return { subject: leaf, at: [] };
    default:
      return undefined;
  }
}

/** Nothing in it is known only of a person or a row. */
function isConstant(expression: Expression): boolean {
  return namesIn(expression).every(({ path }) => path.join('.') === 'as_of') && !hasConditions(expression);
}

function hasConditions(expression: Expression): boolean {
  if (['number', 'text', 'name', 'flag'].includes(expression.kind)) return false;
  if (!['arithmetic', 'call'].includes(expression.kind)) return true;
  return operandsOf(expression).some(hasConditions);
}

function compared({ operator, of }: Expression & { readonly kind: 'compare' }): Question | undefined {
  const [left, right] = of;
  const isLeft = left.kind === 'name' && isConstant(right);
  if (isLeft && !(isConstant(left) && right.kind === 'name')) return asked(left, turnsOf(operator, right));
  return right.kind === 'name' && isConstant(left)
    ? asked(right, turnsOf(FLIPPED[operator], left))
    : undefined;
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function turnsOf(operator: Comparison, constant: Expression): readonly Turn[] {
  if (operator === '=' || operator === '<>') return both(constant);
  return [{ constant, side: operator === '<' || operator === '>=' ? 'below' : 'above' }];
}

function both(constant: Expression): readonly Turn[] {
  return [
    { constant, side: 'below' },
    { constant, side: 'above' },
  ];
}

function asked(subject: Expression | undefined, at: readonly Turn[]): Question | undefined {
  const isPlain = subject?.kind === 'name' && at.every(({ constant }) => isConstant(constant));
  return isPlain ? { subject, at } : undefined;
}
