import type { Expression } from '../expression/expression.js';
import { namesIn } from '../expression/expression.js';

/** What becomes of a value when something in it grows: it rises, falls, stays as it is, or nobody can say. */
export type Direction = 'rises' | 'falls' | 'stays' | 'either';

/** The direction of a value in the things for which `isIt` holds. */
export function directionOf(expression: Expression, isIt: (part: Expression) => boolean): Direction {
  if (isIt(expression)) return 'rises';
  const parts = 'of' in expression ? expression.of : [];
  const [first = 'stays', second = 'stays'] = parts.map((part) => directionOf(part, isIt));
  switch (expression.kind) {
    case 'arithmetic':
      return reckoned(expression, [first, second]);
    case 'compare':
      return { '<': opposed, '<=': opposed, '>': aligned, '>=': aligned, '=': unknown, '<>': unknown }[
        expression.operator
      ](first, second);
    case 'call':
      // Whoever has more is not behind those with less.
      if (expression.name === 'top') return second;
      return ['greatest', 'least', 'coalesce'].includes(expression.name)
        ? parts.map((part) => directionOf(part, isIt)).reduce(together, 'stays')
        : parts.some((part) => directionOf(part, isIt) !== 'stays')
          ? 'either'
          : 'stays';
    default:
      return parts.some((part) => directionOf(part, isIt) !== 'stays') ? 'either' : 'stays';
  }
}

function reckoned(
  { operator, of }: Expression & { readonly kind: 'arithmetic' },
  [left, right]: readonly [Direction, Direction],
): Direction {
  if (of.length === 1) return operator === '-' ? opposite(left) : left;
  if (operator === '+') return together(left, right);
  if (operator === '-') return together(left, opposite(right));
  const [a, b] = of as readonly [Expression, Expression];
  if (operator === '/') return right === 'stays' ? scaled(left, b) : scaled(opposite(right), a);
  if (right === 'stays') return scaled(left, b);
  return left === 'stays' ? scaled(right, a) : together(left, right);
}

/** Times something that is not below 0, as amounts and counts are taken to be. */
function scaled(direction: Direction, by: Expression): Direction {
  const isNegative = by.kind === 'number' && by.text.startsWith('-');
  if (isNegative) return opposite(direction);
  return by.kind === 'number' || namesIn(by).length > 0 ? direction : 'either';
}

function together(a: Direction, b: Direction): Direction {
  if (a === 'stays') return b;
  return b === 'stays' || a === b ? a : 'either';
}

function opposite(direction: Direction): Direction {
  return ({ rises: 'falls', falls: 'rises', stays: 'stays', either: 'either' } as const)[direction];
}

function aligned(left: Direction, right: Direction): Direction {
  return together(left, opposite(right));
}

function opposed(left: Direction, right: Direction): Direction {
  return together(opposite(left), right);
}

function unknown(left: Direction, right: Direction): Direction {
  return left === 'stays' && right === 'stays' ? 'stays' : 'either';
}
