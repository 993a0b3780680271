import { OPPOSITE } from '../rules/expression/comparisons.js';
import { type Expression, namesIn } from '../rules/expression/expression.js';
import { plain, type Teller } from './teller.js';
import { typeOf } from './type.js';
import { tellSides, tellValue } from './value.js';
import type { ComparedAs } from './words.js';

/** A condition as a clause. */
export function tellCondition(condition: Expression, teller: Teller): string {
  return clause(condition, { ...teller, negated: false });
}

/** Inside a `not`: what is missing then satisfies a comparison. */
interface Negatable extends Teller {
  readonly negated: boolean;
}

function clause(expression: Expression, teller: Negatable): string {
  const { words, negated } = teller;
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const isAnd = (expression.kind === 'and') !== negated;
      const parts = expression.of.map((part) => grouped(part, teller));
      return parts.join(isAnd ? words.and : words.or);
    }
    case 'not':
      return clause(expression.of[0], { ...teller, negated: !negated });
    default:
      return sourceClause(expression, teller) ?? atom(expression, teller);
  }
}

function grouped(part: Expression, teller: Negatable): string {
  const inner = part.kind === 'not' ? part.of[0] : part;
  const told = clause(part, teller);
  if (inner.kind === 'and' || inner.kind === 'or') return `(${told})`;
  return inner.kind === 'call' || sourceIn(inner, teller) !== undefined ? teller.words.part(told) : told;
}

/** `online.status = 'dormant'`: some account of that source. */
function sourceClause(expression: Expression, teller: Negatable): string | undefined {
  const source = sourceIn(expression, teller);
  if (source === undefined) return undefined;
  const { words, negated } = teller;
  const inner = atom(expression, { ...teller, about: 'account', negated: false });
  return negated ? words.noneOfSource(plain(source), inner) : words.someOf(plain(source), inner);
}

function sourceIn(expression: Expression, { about }: Teller): string | undefined {
  const isOverPersons = expression.kind === 'call' && ['every', 'any', 'top'].includes(expression.name);
  if (about === 'account' || isOverPersons) return undefined;
  return namesIn(expression).find(({ path }) => path.length > 1)?.path[0];
}

function atom(expression: Expression, teller: Negatable): string {
  const { words, negated } = teller;
  switch (expression.kind) {
    case 'compare':
      return comparison(expression, teller);
    case 'in': {
      const [value = '', ...list] = tellSides(expression.of, teller);
      if (expression.negated)
        return negated ? words.orUnknown(words.among(value, list)) : words.notAmong(value, list);
      return negated ? words.orUnknown(words.noneOf(value, list)) : words.among(value, list);
    }
    case 'between': {
      const [value = '', from = '', to = ''] = tellSides(expression.of, teller);
      const told =
        expression.negated === negated ? words.between(value, from, to) : words.notBetween(value, from, to);
      return negated ? words.orUnknown(told) : told;
    }
    case 'like': {
      const [value = '', pattern = ''] = tellSides(expression.of, teller);
      const told =
        expression.negated === negated ? words.like(value, pattern) : words.notLike(value, pattern);
      return negated ? words.orUnknown(told) : told;
    }
    case 'missing': {
      const value = tellValue(expression.of[0], teller);
      if (expression.negated !== negated) return words.present(value);
      return typeOf(expression.of[0], teller) === 'grade' ? words.noGradeYet(value) : words.missing(value);
    }
    case 'call':
      return called(expression, teller);
    default: {
      if (expression.kind === 'name' && expression.path.join('.') === 'refused')
        return negated ? words.notRefused : words.refused;
      const told = words.isTrue(tellValue(expression, teller));
      return negated ? words.not(told) : told;
    }
  }
}

const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparison({ operator, of }: Expression & { readonly kind: 'compare' }, teller: Negatable): string {
  const { words, negated } = teller;
  // `5 < spend` is read as `spend > 5`.
  const isTurned = ['text', 'number', 'flag'].includes(of[0].kind);
  const sides = isTurned ? [of[1], of[0]] : of;
  const way = isTurned ? MIRRORED[operator] : operator;
  const [left = '', right = ''] = tellSides(sides, teller);
  if (!negated) return words.compared(left, way, right, comparedAs(of, teller));
  const told =
    way === '='
      ? words.notEqual(left, right)
      : words.compared(left, OPPOSITE[way], right, comparedAs(of, teller));
  return of.some(isAsOf) ? told : words.orUnknown(told);
}

/** The day is always known. */
function isAsOf(expression: Expression): boolean {
  return expression.kind === 'name' && expression.path.join('.') === 'as_of';
}

function comparedAs(of: readonly Expression[], teller: Teller): ComparedAs {
  const types = of.map((part) => typeOf(part, teller));
  const special = types.find((type) => type === 'date' || type === 'grade');
  return special === 'date' || special === 'grade' ? special : 'amount';
}

function called(call: Expression & { readonly kind: 'call' }, teller: Negatable): string {
  const { words, negated } = teller;
  const [first, second, third] = call.of;
  const inAccount: Negatable = { ...teller, about: 'account', negated: false };
  if (first !== undefined && call.name === 'every')
    return (negated ? words.notEvery : words.every)(clause(first, inAccount));
  if (first !== undefined && call.name === 'any')
    return (negated ? words.notAny : words.any)(clause(first, inAccount));
  const told = asked(call.name, [first, second, third], { ...teller, negated: false });
  return negated ? words.not(told) : told;
}

function asked(
  name: string,
  [first, second, third]: readonly (Expression | undefined)[],
  teller: Negatable,
): string {
  const { words } = teller;
  const told = (part: Expression | undefined) => (part === undefined ? '' : tellValue(part, teller));
  switch (name) {
    case 'top': {
      const share = first?.kind === 'share' ? first.text : '';
      if (third === undefined) return words.top(share, told(second));
      return words.topAmong(share, told(second), clause(third, teller));
    }
    case 'qualifies':
      return words.qualifies(
        words.quoted(
          first?.kind === 'name' ? first.path.join('.') : first?.kind === 'text' ? first.value : '',
        ),
      );
    case 'starts_with':
      return words.startsWith(told(first), told(second));
    case 'contains':
      return words.contains(told(first), told(second));
    default:
      return words.isTrue(told(first));
  }
}
