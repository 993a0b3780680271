import { didYouMean } from '../../config/nearest.js';
import { join, raw, type Sql, sql } from '../../engine/sql.js';
import { type Expression, Misread } from './expression.js';
import { calling, FUNCTION_NAMES, signatureOf } from './functions.js';
import type { Scope, Value } from './scope.js';
import { commonType, type ValueType } from './value-type.js';

type Call = Expression & { readonly kind: 'call' };

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
      return scope.called?.(expression) ?? compileCall(expression, scope);
    case 'choice':
      return compileChoice(expression, scope);
    case 'share':
      throw new Misread('a share can stand only in top', expression.at, 'such as top(0.1%, spend)');
    case 'window':
      throw new Misread(
        `${expression.text} can stand only in a measure over orders`,
        expression.at,
        'such as sum(orders.amount, last 12 months), with orders in the config',
      );
    default:
      throw new Misread(
        'a condition cannot stand where a value is compared',
        expression.at,
        'join conditions with and, or',
      );
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
    throw new Misread(
      `a ${so_far} is compared with a ${value.type}`,
      of[index + 1]?.at ?? 1,
      "compare like with like: '2026-01-31' is a date, 1200 a number, 'GOLD' a text",
    );
  }, read[0]?.type ?? 'text');
  return read.map((value) => converted(value, type));
}

/** A value as another type that it can stand for. */
export function converted(value: Value, type: ValueType): Value {
  const as = { number: raw('decimal(18, 2)'), date: raw('timestamp') }[type as string];
  if (value.type !== 'extra' || as === undefined) return { ...value, type };
  return { sql: sql`try_cast(${value.sql} as ${as})`, type };
}

function literalAs(type: ValueType, literal: Expression & { readonly kind: 'text' }, scope: Scope): Sql {
  if (type === 'grade') {
    if (scope.rank === undefined)
      throw new Misread('there are no grades here', literal.at, 'compare the grade of a row with a text');
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
  if (left === undefined) throw new Misread('an operand is missing', at, 'write a value on both sides');
  if (right === undefined) return { sql: sql`(${raw(operator)} ${left})`, type: 'number' };
  // Division by zero would be infinite; nothing is known of it here.
  const divisor = operator === '/' ? sql`nullif(${right}, 0)` : right;
  return { sql: sql`(${left} ${raw(operator)} ${divisor})`, type: 'number' };
}

function asNumber(operand: Expression, scope: Scope): Sql {
  const value = compileValue(operand, scope);
  if (commonType(value.type, 'number') !== 'number')
    throw new Misread(
      `a ${value.type} cannot be reckoned with`,
      operand.at,
      'use a number: a measure, or a field of amounts',
    );
  return converted(value, 'number').sql;
}

function compileCall(call: Call, scope: Scope): Value {
  const signature = signatureOf(call.name);
  if (signature === undefined) throw unknownFunction(call);
  const { takes, least, most, gives } = signature;
  if (call.of.length < least || call.of.length > most)
    throw new Misread(
      `${call.name} takes ${least}${most > least ? ' or more' : ''}, not ${call.of.length}`,
      call.at,
      'write the missing value, or take out the extra one',
    );
  const values =
    takes === 'same'
      ? compileTogether(call.of, scope)
      : call.of.map((operand, index) => argument(operand, takes[index] ?? 'text', scope));
  const written = calling(
    call.name,
    signature,
    values.map((value) => value.sql),
  );
  return { sql: written, type: gives ?? values[0]?.type ?? 'text' };
}

function argument(operand: Expression, type: ValueType, scope: Scope): Value {
  const isLiteralDate = type === 'date' && operand.kind === 'text';
  const value = isLiteralDate ? { sql: literalAs(type, operand, scope), type } : compileValue(operand, scope);
  if (commonType(value.type, type) !== type)
    throw new Misread(
      `a ${type} is needed here, not a ${value.type}`,
      operand.at,
      'name a field or value of that kind',
    );
  return converted(value, type);
}

/** Conditions and values in turn; without a last value it is missing when no condition holds. */
function compileChoice({ of, at }: Expression & { readonly kind: 'choice' }, scope: Scope): Value {
  const { holds } = scope;
  if (holds === undefined)
    throw new Misread('case is not allowed', at, 'write two rules, the more special one first');
  const isValue = (index: number) => index % 2 === 1 || index === of.length - 1;
  const values = compileTogether(
    of.filter((_, index) => isValue(index)),
    scope,
  );
  const arms = values.map((value, index) => {
    const condition = of[index * 2];
    const isLast = index * 2 === of.length - 1;
    return isLast || condition === undefined
      ? sql`else ${value.sql}`
      : sql`when ${holds(condition)} then ${value.sql}`;
  });
  return { sql: sql`(case ${join(arms, ' ')} end)`, type: values[0]?.type ?? 'text' };
}

function unknownFunction(call: Call): Misread {
  if (call.name === 'every' || call.name === 'any')
    return new Misread(
      `${call.name} ranges over the rows of a person and cannot stand here`,
      call.at,
      'name it as a measure, and use the measure here',
    );
  const hint = didYouMean(call.name, FUNCTION_NAMES) ?? `known: ${FUNCTION_NAMES.join(', ')}`;
  return new Misread(`unknown function ${call.name}`, call.at, hint);
}
