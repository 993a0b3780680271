import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { COMPARISONS, OPPOSITE } from './comparisons.js';
import { type Arithmetic, type Expression, Misread, type Operands } from './expression.js';
import { Positions } from './positions.js';
import { type Token, type Tokens, tokenise } from './tokens.js';
import { classWords, hasClauses, type Node, type Parsed } from './tree.js';

/**
 * The expression that a text means. The engine's own parser reads it, so its precedences hold; only shapes
 * that this file knows come through. Throws Misread.
 */
export async function parseExpression(engine: Engine, text: string): Promise<Expression> {
  const tokens = tokenise(text);
  const { tree } = await engine.one<{ tree: string }>(
    sql`select json_serialize_sql(${tokens.statement}) as tree`,
  );
  const parsed = JSON.parse(tree) as Parsed;
  if (parsed.error) throw syntaxError(parsed, tokens);
  const [statement, ...more] = parsed.statements;
  const node = statement?.node;
  if (node?.type !== 'SELECT_NODE' || more.length > 0 || hasClauses(node))
    throw new Misread(
      'this is more than one bare expression',
      1,
      'one expression stands alone: join conditions with and, or',
    );
  const [expression, ...others] = node.select_list;
  if (expression === undefined || others.length > 0)
    throw new Misread(
      'this is more than one expression',
      1,
      'join conditions with and, or; a comma stands only inside parentheses',
    );
  return new Reader(tokens.list).read(expression);
}

function syntaxError(error: { error_message: string; position?: string }, tokens: Tokens): Misread {
  const byte = Number(error.position ?? 0);
  const token = tokens.list.findLast((candidate) => candidate.byte <= byte);
  const atEnd = byte >= Buffer.byteLength(tokens.statement) - 1;
  if (atEnd && token !== undefined)
    return new Misread(
      'the expression ends too early',
      token.at + token.text.length,
      'write what is compared, such as spend >= 100000',
    );
  const what = error.error_message.replace(/^syntax error/, 'not understood');
  return new Misread(what, token?.at ?? 1, 'compare values, and join the comparisons with and, or, not');
}

class Reader {
  private readonly positions: Positions;

  constructor(private readonly tokens: readonly Token[]) {
    this.positions = new Positions(tokens);
  }

  read(node: Node): Expression {
    const at = this.positions.at(node);
    if (node.alias !== '')
      throw new Misread(
        `a name for a value (${node.alias}) is not allowed`,
        at,
        'leave out `as` and the name',
      );
    switch (node.class) {
      case 'COLUMN_REF':
        return { kind: 'name', path: node.column_names ?? [], at };
      case 'CONSTANT':
        return this.constant(node, at);
      case 'CAST':
        return this.cast(node, at);
      case 'CONJUNCTION':
        return { kind: node.type === 'CONJUNCTION_AND' ? 'and' : 'or', of: this.all(node.children), at };
      case 'COMPARISON':
        return this.comparison(node, at);
      case 'BETWEEN':
        return { kind: 'between', negated: false, of: this.all([node.input, node.lower, node.upper]), at };
      case 'OPERATOR':
        return this.operator(node, at);
      case 'FUNCTION':
        return this.call(node, at);
      case 'CASE':
        return { kind: 'choice', of: this.all(this.arms(node)), at };
      default:
        throw new Misread(
          `${classWords(node)} is not allowed`,
          at,
          'compare values and join the comparisons with and, or, not',
        );
    }
  }

  private all(nodes: readonly (Node | undefined)[] | undefined): Operands {
    return (nodes ?? []).filter((node) => node !== undefined).map((node) => this.read(node));
  }

  private one(node: Node | undefined): Expression {
    const [only] = this.all([node]);
    if (only === undefined) throw new Misread('an operand is missing', 1, 'write a value on both sides');
    return only;
  }

  /** A number keeps the text it was written as: the tree has already rounded it. */
  private constant(node: Node, at: number): Expression {
    const value = node.value;
    if (value === undefined || value.is_null)
      throw new Misread('null equals nothing', at, 'write `is null` or `is not null`');
    const ours = this.tokens.find((token) => token.at === at)?.kind;
    if (ours === 'window') return { kind: 'window', text: plainWords(String(value.value)), at };
    if (ours === 'share') return { kind: 'share', text: String(value.value).slice(0, -1), at };
    if (value.type.id === 'VARCHAR') return { kind: 'text', value: String(value.value), at };
    if (value.type.id === 'BOOLEAN') return { kind: 'flag', value: value.value === true, at };
    const index = this.tokens.findIndex((token) => token.at === at);
    const sign = Number(value.value) < 0 ? '-' : '';
    const token = this.tokens.slice(index).find((candidate) => !['-', '('].includes(candidate.text));
    if (token?.kind !== 'number')
      throw new Misread(
        'this value is not allowed',
        at,
        "write a number 1200, a text 'GOLD' or a date '2026-01-31'",
      );
    return { kind: 'number', text: `${sign}${token.text}`, at };
  }

  /** The words true and false are casts of 't' and 'f' to the parser. */
  private cast(node: Node, at: number): Expression {
    const word = this.tokens.find((token) => token.at === at)?.text.toLowerCase();
    if (node.cast_type?.id === 'BOOLEAN' && (word === 'true' || word === 'false'))
      return { kind: 'flag', value: word === 'true', at };
    throw new Misread('a cast is not allowed', at, "write a date as a text: '2026-01-31'");
  }

  /**
   * The parser folds `not (x = 1)` into `x <> 1`, which means something else when x is missing. A folded
   * comparison stands where its first `not` stands, before its left side, so the folded ones can be counted.
   */
  private comparison(node: Node, at: number): Expression {
    const operator = COMPARISONS[node.type];
    if (operator === undefined) throw new Misread('this comparison is not allowed', at, 'use = or is null');
    const left = this.one(node.left);
    const of = [left, this.one(node.right)] as const;
    const odd = this.positions.notsBetween(at, this.positions.leftmost(node.left)) % 2 === 1;
    const plain: Expression = { kind: 'compare', operator: odd ? OPPOSITE[operator] : operator, of, at };
    return odd ? { kind: 'not', of: [plain], at } : plain;
  }

  private operator(node: Node, at: number): Expression {
    const [first] = node.children ?? [];
    switch (node.type) {
      case 'OPERATOR_NOT':
        return this.negation(this.one(first), at, this.positions.leftmost(first));
      case 'OPERATOR_IS_NULL':
      case 'OPERATOR_IS_NOT_NULL':
        return { kind: 'missing', negated: node.type.includes('NOT'), of: [this.one(first)], at };
      case 'OPERATOR_COALESCE':
        return { kind: 'call', name: 'coalesce', of: this.all(node.children), at };
      case 'COMPARE_IN':
      case 'COMPARE_NOT_IN': {
        const negated = node.type === 'COMPARE_NOT_IN';
        const folded = negated && at < this.positions.leftmost(first);
        const list: Expression = { kind: 'in', negated: negated && !folded, of: this.all(node.children), at };
        return folded ? { kind: 'not', of: [list], at } : list;
      }
      default:
        throw new Misread('this operator is not allowed', at, 'use and, or, not, is null, in');
    }
  }

  /** `x not between 1 and 2` is one comparison to a reader, but a `not` around one to the parser. */
  private negation(inner: Expression, at: number, leftmost: number): Expression {
    if (inner.kind === 'between' && at > leftmost) return { ...inner, negated: true };
    return { kind: 'not', of: [inner], at };
  }

  private call(node: Node, at: number): Expression {
    // The parser knows `count()` as count_star.
    const name = (node.function_name ?? '').toLowerCase().replace('count_star', 'count');
    if (node.is_operator) return this.symbol(name, this.all(node.children), at);
    if (name === 'row')
      throw new Misread(
        'a list of values is not allowed here',
        at,
        "write a number without commas, 10000; a list stands behind in: grade in ('GOLD', 'VIP')",
      );
    const written = this.tokens.find((token) => token.at === at);
    // Other syntax arrives as a function too: `x in y` as contains, `x ~ y` as a regular expression.
    if (written === undefined || unquoted(written.text).toLowerCase() !== name)
      throw new Misread(
        `${written?.text ?? 'this'} is not allowed here`,
        at,
        'compare with =, <>, <, <=, >, >=, between, in or like',
      );
    // The grammar itself puts a schema before trim.
    const isQualified = node.schema !== '' && name !== 'trim';
    const extras = node.distinct || isQualified || node.filter || (node.order_bys?.orders.length ?? 0) > 0;
    if (extras)
      throw new Misread(
        `${name} takes nothing but its arguments`,
        at,
        'leave out what stands beside them: distinct, filter, order by',
      );
    return { kind: 'call', name, of: this.all(node.children), at };
  }

  /** Where there is no `else`, the parser puts a null. */
  private arms({ case_checks = [], else_expr }: Node): readonly Node[] {
    const arms = case_checks.flatMap(({ when_expr, then_expr }) => [when_expr, then_expr]);
    const isNull = else_expr?.value?.is_null === true;
    return else_expr === undefined || isNull ? arms : [...arms, else_expr];
  }

  private symbol(name: string, of: Operands, at: number): Expression {
    if (name === '~~' || name === '!~~') {
      const [left, right] = of;
      if (left === undefined || right === undefined)
        throw new Misread('like needs two sides', at, "such as name like '%test%'");
      return { kind: 'like', negated: name === '!~~', of: [left, right], at };
    }
    if (['+', '-', '*', '/'].includes(name))
      return { kind: 'arithmetic', operator: name as Arithmetic, of, at };
    throw new Misread(`the operator ${name} is not allowed`, at, 'use +, -, *, / and comparisons');
  }
}

function plainWords(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, ' ');
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
