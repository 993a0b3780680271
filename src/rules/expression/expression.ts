/** A condition or a grade expression as this program holds it; `at` counts characters of its text from 1. */
export type Expression =
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  /** `0.1%`, where only a share of something is meant; the text is without its sign. */
  | { readonly kind: 'share'; readonly text: string; readonly at: number }
  /** `last 12 months`, in small letters with single blanks. */
  | { readonly kind: 'window'; readonly text: string; readonly at: number }
  | { readonly kind: 'flag'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly of: Pair; readonly at: number }
  | { readonly kind: 'in'; readonly negated: boolean; readonly of: Operands; readonly at: number }
  | { readonly kind: 'between'; readonly negated: boolean; readonly of: Operands; readonly at: number }
  | { readonly kind: 'like'; readonly negated: boolean; readonly of: Pair; readonly at: number }
  | {
      readonly kind: 'missing';
      readonly negated: boolean;
      readonly of: readonly [Expression];
      readonly at: number;
    }
  | { readonly kind: 'and' | 'or'; readonly of: Operands; readonly at: number }
  | { readonly kind: 'not'; readonly of: readonly [Expression]; readonly at: number }
  | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly of: Operands; readonly at: number }
  | { readonly kind: 'call'; readonly name: string; readonly of: Operands; readonly at: number }
  /** `case when a then b else c end`, or `if(a, b, c)`: conditions and values in turn, then perhaps the value of `else`. */
  | { readonly kind: 'choice'; readonly of: Operands; readonly at: number };

export type Operands = readonly Expression[];
export type Pair = readonly [Expression, Expression];
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/';

/** Something in an expression that the rule language does not have, at a character counted from 1. */
export class Misread extends Error {
  override readonly name = 'Misread';

  constructor(
    message: string,
    readonly at: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The expressions directly inside one. */
export function operandsOf(expression: Expression): Operands {
  return 'of' in expression ? expression.of : [];
}

/** The names that an expression uses. */
export function namesIn(expression: Expression): readonly (Expression & { readonly kind: 'name' })[] {
  return expression.kind === 'name' ? [expression] : operandsOf(expression).flatMap(namesIn);
}
