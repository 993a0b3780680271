import { didYouMean } from '../../config/nearest.js';
import { type Expression, Misread, type Operands } from '../expression/expression.js';
import { rankOf } from './ranks.js';

/**
 * What can decide a grade. A candidate that is missing is left out; when all are, the expression is missing
 * and the next rule is asked.
 */
export type GradeExpression =
  | { readonly kind: 'label'; readonly rank: number }
  /** Out of the programme. */
  | { readonly kind: 'none' }
  | { readonly kind: 'highest' | 'lowest'; readonly of: readonly GradeExpression[] }
  /** The lowest of them, and missing when one of them is. */
  | { readonly kind: 'both'; readonly of: readonly GradeExpression[] }
  /** The mapped grades of all rows of these sources; only inside highest and lowest. */
  | { readonly kind: 'map'; readonly sources: readonly string[] }
  /** The mapped grade of the most recent row of these sources that has one. */
  | { readonly kind: 'latest'; readonly sources: readonly string[] }
  /** The highest mapped grade of the first of these sources that has one. */
  | { readonly kind: 'prefer'; readonly sources: readonly string[] }
  | { readonly kind: 'band'; readonly measure: string }
  | { readonly kind: 'matrix'; readonly name: string }
  | { readonly kind: 'table'; readonly name: string; readonly result: string }
  | { readonly kind: 'known'; readonly what: KnownGrade };

/** A grade that stands fixed before the rules are asked. */
type KnownGrade = (typeof KNOWN_GRADES)[number];

const KNOWN_GRADES = ['previous', 'best_source', 'announced'] as const;

export interface GradeContext {
  readonly grades: readonly string[];
  /** The sources that have a map. */
  readonly sources: readonly string[];
  /** The measures that have bands. */
  readonly bands: readonly string[];
  readonly matrices: readonly string[];
  /** The decision tables and what each of them gives. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

const FORMS = [
  'highest',
  'lowest',
  'both',
  'either',
  'prefer',
  'latest',
  'band',
  'map',
  'matrix',
  'table',
  'none',
  ...KNOWN_GRADES,
];

/** Reads a grade expression such as `highest(map, band(spend))`. Throws Misread. */
export function readGrade(expression: Expression, context: GradeContext): GradeExpression {
  return single(readCandidate(expression, context), expression);
}

function single(grade: GradeExpression, { at }: Expression): GradeExpression {
  if (grade.kind !== 'map') return grade;
  const hint = 'write highest(map), lowest(map), latest(map) or prefer(...)';
  throw new Misread('map is a grade for each row, and a person may have several', at, hint);
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
  const what = KNOWN_GRADES.find((known) => known === word);
  if (what !== undefined) return { kind: 'known', what };
  const isLabel = context.grades.includes(word);
  // The grade of a source is the highest that its rows have.
  if (!isLabel && context.sources.includes(word)) return { kind: 'prefer', sources: [word] };
  return {
    kind: 'label',
    rank: rankOf(word, at, context.grades, ['none', 'map', ...KNOWN_GRADES, ...context.sources]),
  };
}

function readCall(call: Expression & { readonly kind: 'call' }, context: GradeContext): GradeExpression {
  const { name, of, at } = call;
  if (of.length === 0)
    throw new Misread(
      `${name} needs something inside its parentheses`,
      at,
      'such as highest(map, band(spend))',
    );
  switch (name) {
    case 'highest':
    case 'lowest':
      return { kind: name, of: of.map((operand) => readCandidate(operand, context)) };
    case 'either':
    case 'both':
      return {
        kind: name === 'both' ? 'both' : 'highest',
        of: of.map((operand) => single(readCandidate(operand, context), operand)),
      };
    case 'map':
    case 'prefer':
      return { kind: name, sources: wordsOf(of, context.sources, 'source with a map') };
    case 'latest': {
      const [inner, ...more] = of.map((operand) => readCandidate(operand, context));
      if (inner?.kind !== 'map' || more.length > 0)
        throw new Misread('latest takes map', at, 'write latest(map)');
      return { kind: 'latest', sources: inner.sources };
    }
    case 'band':
      return { kind: 'band', measure: oneWord(call, context.bands, 'measure with bands') };
    case 'matrix':
      return { kind: 'matrix', name: oneWord(call, context.matrices, 'matrix') };
    case 'table':
      return { kind: 'table', ...tableAndResult(call, context.tables) };
    default:
      throw new Misread(
        `unknown grade expression ${name}`,
        at,
        didYouMean(name, FORMS) ?? `known: ${FORMS.join(', ')}`,
      );
  }
}

/** `table(vip)` or `table(vip, bonus)`: without a column the first that the table gives. Throws Misread. */
export function tableAndResult(
  { of, at }: Expression & { readonly kind: 'call' },
  tables: ReadonlyMap<string, readonly string[]>,
): { readonly name: string; readonly result: string } {
  const [first, second, ...more] = of;
  if (first === undefined || more.length > 0)
    throw new Misread('table takes a table and perhaps a column', at, 'such as table(by_spend)');
  const [name = ''] = wordsOf([first], [...tables.keys()], 'decision table');
  const gives = tables.get(name) ?? [];
  const [result = gives[0] ?? ''] = second ? wordsOf([second], gives, `column that ${name} gives`) : [];
  return { name, result };
}

function oneWord(
  { name, of, at }: Expression & { readonly kind: 'call' },
  known: readonly string[],
  what: string,
): string {
  const [word = '', ...more] = wordsOf(of, known, what);
  if (more.length > 0)
    throw new Misread(`${name} takes one ${what.replace(/ .*/, '')}`, at, 'leave one of them');
  return word;
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
