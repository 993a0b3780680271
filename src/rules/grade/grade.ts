import { didYouMean } from '../../config/nearest.js';
import { type Expression, Misread, type Operands } from '../expression/expression.js';

/**
 * What can decide a grade. A candidate that is missing is left out; when all are, the expression is missing
 * and the next rule is asked.
 */
export type GradeExpression =
  | { readonly kind: 'label'; readonly rank: number }
  /** Out of the programme. */
  | { readonly kind: 'none' }
  | { readonly kind: 'highest' | 'lowest'; readonly of: readonly GradeExpression[] }
  /** The mapped grades of all rows of these sources; only inside highest and lowest. */
  | { readonly kind: 'map'; readonly sources: readonly string[] }
  /** The mapped grade of the most recent row of these sources that has one. */
  | { readonly kind: 'latest'; readonly sources: readonly string[] }
  /** The highest mapped grade of the first of these sources that has one. */
  | { readonly kind: 'prefer'; readonly sources: readonly string[] }
  | { readonly kind: 'band'; readonly measure: string };

export interface GradeContext {
  readonly grades: readonly string[];
  /** The sources that have a map. */
  readonly sources: readonly string[];
  /** The measures that have bands. */
  readonly bands: readonly string[];
}

const FORMS = ['highest', 'lowest', 'prefer', 'latest', 'band', 'map', 'none'];

/** Reads a grade expression such as `highest(map, band(spend))`. Throws Misread. */
export function readGrade(expression: Expression, context: GradeContext): GradeExpression {
  const grade = readCandidate(expression, context);
  if (grade.kind !== 'map') return grade;
  const hint = 'write highest(map), lowest(map), latest(map) or prefer(...)';
  throw new Misread('map is a grade for each row, and a person may have several', expression.at, hint);
}

function readCandidate(expression: Expression, context: GradeContext): GradeExpression {
  switch (expression.kind) {
    case 'text':
      return { kind: 'label', rank: rankOf(expression.value, expression.at, context.grades) };
    case 'name':
      return readName(expression.path.join('.'), expression.at, context);
    case 'call':
      return readCall(expression, context);
    default:
      throw new Misread('this is not a grade', expression.at, `known: ${FORMS.join(', ')} and the grades`);
  }
}

function readName(word: string, at: number, context: GradeContext): GradeExpression {
  if (word === 'none') return { kind: 'none' };
  if (word === 'map') return { kind: 'map', sources: context.sources };
  return { kind: 'label', rank: rankOf(word, at, context.grades, ['none', 'map']) };
}

/** The rank of a label, from 1. Throws Misread when it is not on the ladder. */
export function rankOf(
  label: string,
  at: number,
  grades: readonly string[],
  others: readonly string[] = [],
): number {
  const rank = grades.indexOf(label) + 1;
  if (rank > 0) return rank;
  const hint = didYouMean(label, [...grades, ...others]) ?? `the ladder is ${grades.join(', ')}`;
  throw new Misread(`${label} is not a grade of the ladder`, at, hint);
}

function readCall(call: Expression & { readonly kind: 'call' }, context: GradeContext): GradeExpression {
  const { name, of, at } = call;
  if (of.length === 0) throw new Misread(`${name} needs something inside its parentheses`, at);
  switch (name) {
    case 'highest':
    case 'lowest':
      return { kind: name, of: of.map((operand) => readCandidate(operand, context)) };
    case 'map':
      return { kind: 'map', sources: wordsOf(of, context.sources, 'source with a map') };
    case 'prefer':
      return { kind: 'prefer', sources: wordsOf(of, context.sources, 'source with a map') };
    case 'latest': {
      const [inner, ...more] = of.map((operand) => readCandidate(operand, context));
      if (inner?.kind !== 'map' || more.length > 0)
        throw new Misread('latest takes map', at, 'write latest(map)');
      return { kind: 'latest', sources: inner.sources };
    }
    case 'band': {
      const [measure = '', ...more] = wordsOf(of, context.bands, 'measure with bands');
      if (more.length > 0) throw new Misread('band takes one measure', at);
      return { kind: 'band', measure };
    }
    default:
      throw new Misread(
        `unknown grade expression ${name}`,
        at,
        didYouMean(name, FORMS) ?? `known: ${FORMS.join(', ')}`,
      );
  }
}

function wordsOf(of: Operands, known: readonly string[], what: string): readonly string[] {
  return of.map((operand) => {
    const word = operand.kind === 'name' ? operand.path.join('.') : '';
    if (known.includes(word)) return word;
    const hint =
      didYouMean(word, known) ?? (known.length > 0 ? `known: ${known.join(', ')}` : `there is no ${what}`);
    throw new Misread(`${word || 'this'} is not a ${what}`, operand.at, hint);
  });
}

/** What an expression reads: it is missing exactly when all of these are missing; `always` never is. */
export function candidatesOf(grade: GradeExpression): readonly string[] {
  switch (grade.kind) {
    case 'label':
    case 'none':
      return ['always'];
    case 'highest':
    case 'lowest':
      return grade.of.flatMap(candidatesOf);
    case 'band':
      return [`band(${grade.measure})`];
    default:
      return grade.sources.map((source) => `map(${source})`);
  }
}
