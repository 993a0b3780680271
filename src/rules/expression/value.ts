import { didYouMean } from '../../config/nearest.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import { type Expression, Misread } from './expression.js';
import type { Scope, Value } from './scope.js';
import { commonType, type ValueType } from './value-type.js';

type Call = Expression & { readonly kind: 'call' };

interface Signature {
  readonly takes: ValueType | 'any';
  readonly least: number;
  readonly most: number;
  /** Undefined: what its arguments are. */
  readonly gives?: ValueType;
}

const FUNCTIONS: Record<string, Signature> = {
  lower: { takes: 'text', least: 1, most: 1, gives: 'text' },
  upper: { takes: 'text', least: 1, most: 1, gives: 'text' },
  trim: { takes: 'text', least: 1, most: 1, gives: 'text' },
  length: { takes: 'text', least: 1, most: 1, gives: 'number' },
  abs: { takes: 'number', least: 1, most: 1, gives: 'number' },
  coalesce: { takes: 'any', least: 2, most: 20 },
  greatest: { takes: 'any', least: 2, most: 20 },
  least: { takes: 'any', least: 2, most: 20 },
  starts_with: { takes: 'text', least: 2, most: 2, gives: 'flag' },
  contains: { takes: 'text', least: 2, most: 2, gives: 'flag' },
};

export const FUNCTION_NAMES = [...Object.keys(FUNCTIONS), 'every', 'any'];

/** A value of an expression in SQL; missing is NULL. Throws Misread. */
export function compileValue(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'name':
      return scope.named(expression);
    case 'number':
      // Only digits, a point and a sign: tokens.ts refuses every other way to write a number.
      return { sql: raw(expression.text), type: 'number' };
    case 'text':
      return { sql: sql`${expression.value}`, type: 'text' };
    case 'flag':
      return { sql: sql`${expression.value}`, type: 'flag' };
    case 'arithmetic':
      return compileArithmetic(expression, scope);
    case 'call':
      return compileCall(expression, scope);
    default:
      throw new Misread('a condition cannot stand where a value is compared', expression.at);
  }
}

/** Several values side by side, as one type: a text beside a date is a date, beside a grade a grade. */
export function compileTogether(of: readonly Expression[], scope: Scope): readonly Value[] {
  const values = of.map((operand) => compileValue(operand, scope));
  const special = values.find((value) => value.type === 'grade' || value.type === 'date')?.type;
  const among = values.find((value) => value.among !== undefined)?.among;
  const read = values.map((value, index) => {
    const operand = of[index] as Expression;
    if (operand.kind !== 'text') return value;
    if (special !== undefined) return { sql: literalAs(special, operand, scope), type: special };
    if (among !== undefined) checkAmong(operand, among);
    return value;
  });
  const type = read.slice(1).reduce((so_far, value, index) => {
    const common = commonType(so_far, value.type);
    if (common !== undefined) return common;
    throw new Misread(`a ${so_far} is compared with a ${value.type}`, of[index + 1]?.at ?? 1);
  }, read[0]?.type ?? 'text');
  return read.map((value) => converted(value, type));
}

/** A value as another type that it can stand for. */
export function converted(value: Value, type: ValueType): Value {
  if (value.type !== 'extra' || type !== 'number') return { ...value, type };
  return { sql: sql`try_cast(${value.sql} as decimal(18, 2))`, type };
}

function literalAs(type: ValueType, literal: Expression & { readonly kind: 'text' }, scope: Scope): Sql {
  if (type === 'grade') {
    if (scope.rank === undefined) throw new Misread('there are no grades here', literal.at);
    return scope.rank(literal.value, literal.at);
  }
  if (!isMoment(literal.value))
    throw new Misread(`${JSON.stringify(literal.value)} is not a date`, literal.at, "write '2026-01-31'");
  return sql`cast(${literal.value} as timestamp)`;
}

function isMoment(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/.test(text)) return false;
  const moment = new Date(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 10));
}

function checkAmong(literal: Expression & { readonly kind: 'text' }, among: readonly string[]): void {
  if (among.includes(literal.value)) return;
  const hint = didYouMean(literal.value, among) ?? `possible: ${among.join(', ')}`;
  throw new Misread(`${JSON.stringify(literal.value)} never occurs here`, literal.at, hint);
}

function compileArithmetic(expression: Expression & { readonly kind: 'arithmetic' }, scope: Scope): Value {
  const [left, right] = expression.of.map((operand) => asNumber(operand, scope));
  const { operator, at } = expression;
  if (left === undefined) throw new Misread('an operand is missing', at);
  if (right === undefined) return { sql: sql`(${raw(operator)} ${left})`, type: 'number' };
  // Division by zero would be infinite; nothing is known of it here.
  const divisor = operator === '/' ? sql`nullif(${right}, 0)` : right;
  return { sql: sql`(${left} ${raw(operator)} ${divisor})`, type: 'number' };
}

function asNumber(operand: Expression, scope: Scope): Sql {
  const value = compileValue(operand, scope);
  if (commonType(value.type, 'number') !== 'number')
    throw new Misread(`a ${value.type} cannot be reckoned with`, operand.at);
  return converted(value, 'number').sql;
}

function compileCall(call: Call, scope: Scope): Value {
  const signature = FUNCTIONS[call.name];
  if (signature === undefined) throw unknownFunction(call);
  const { takes, least, most, gives } = signature;
  if (call.of.length < least || call.of.length > most)
    throw new Misread(
      `${call.name} takes ${least}${most > least ? ' or more' : ''}, not ${call.of.length}`,
      call.at,
    );
  const values =
    takes === 'any' ? compileTogether(call.of, scope) : call.of.map((o) => argument(o, takes, scope));
  const list = values.map((value) => value.sql.sql).join(', ');
  const type = gives ?? values[0]?.type ?? 'text';
  return { sql: raw(`${call.name}(${list})`), type };
}

function argument(operand: Expression, type: ValueType, scope: Scope): Value {
  const value = compileValue(operand, scope);
  if (commonType(value.type, type) !== type)
    throw new Misread(`a ${type} is needed here, not a ${value.type}`, operand.at);
  return converted(value, type);
}

function unknownFunction(call: Call): Misread {
  if (call.name === 'every' || call.name === 'any')
    return new Misread(`${call.name} ranges over the rows of a person and cannot stand here`, call.at);
  const hint = didYouMean(call.name, FUNCTION_NAMES) ?? `known: ${FUNCTION_NAMES.join(', ')}`;
  return new Misread(`unknown function ${call.name}`, call.at, hint);
}
