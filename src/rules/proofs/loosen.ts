import { type Expression, namesIn, operandsOf } from '../expression/expression.js';
import { fieldType } from '../expression/value-type.js';
import type { RuleSet } from '../ruleset.js';
import type { TableLine } from '../table/table.js';
import { type Question, questionOf, type Turn } from './leaf.js';

/** A condition that the grid cannot take apart: it may hold or not, whatever the rest is. */
export interface Free {
  /** As a measure of the loosened rules. */
  readonly name: string;
  readonly condition: Expression;
}

/** Rules in which every condition either has places where it changes, or is free. */
export interface Loosened {
  readonly rules: RuleSet;
  readonly free: readonly Free[];
  /** Where answers change: by measure, by field of a row, and by day. */
  readonly measures: ReadonlyMap<string, readonly Turn[]>;
  readonly fields: ReadonlyMap<string, readonly Turn[]>;
  readonly days: readonly Turn[];
}

interface Collected {
  readonly rules: RuleSet;
  readonly opaque: readonly string[];
  readonly free: Map<string, Free>;
  readonly measures: Map<string, Turn[]>;
  readonly fields: Map<string, Turn[]>;
  readonly days: Turn[];
}

/**
 * The same rules for a finite grid. A comparison of one measure with constants stays; what relates two measures,
 * or goes through a function, becomes a free condition. Conditions over rows stay when samples of rows can
 * answer them. A condition with a word of `opaque` is free.
 */
export function loosen(rules: RuleSet, opaque: readonly string[] = []): Loosened {
  const found: Collected = {
    rules,
    opaque,
    free: new Map(),
    measures: new Map(),
    fields: new Map(),
    days: [],
  };
  const condition = (when: Expression | undefined) =>
    when === undefined ? {} : { when: ofPerson(when, found) };
  if (rules.gradeCounts !== undefined) isOfRow(rules.gradeCounts, found);
  for (const [measure, bands] of rules.bands)
    for (const { from } of bands)
      push(found.measures, measure, [{ constant: { kind: 'number', text: from, at: 1 }, side: 'below' }]);
  const decide = rules.decide.map((decision) => ({ ...decision, ...condition(decision.when) }));
  const adjust = rules.adjust.map((adjustment) => {
    untilOf(adjustment, found);
    return { ...adjustment, ...condition(adjustment.when) };
  });
  const tables = [...rules.tables].map(([name, table]) => {
    const lines = table.lines.map(
      (line): TableLine => ({
        ...line,
        cells: line.cells.map((cell) => cell && ofPerson(cell, found)),
      }),
    );
    return [name, { ...table, lines }] as const;
  });
  return {
    ...found,
    rules: { ...rules, decide, adjust, tables: new Map(tables) },
    free: [...found.free.values()],
  };
}

function untilOf(adjustment: RuleSet['adjust'][number], { fields, days }: Collected): void {
  if (adjustment.kind !== 'floor' || adjustment.until === undefined) return;
  const asOf: Expression = { kind: 'name', path: ['as_of'], at: 1 };
  if (adjustment.until === 'grade_valid_until')
    push(fields, 'grade_valid_until', [{ constant: asOf, side: 'below' }]);
  else days.push({ constant: { kind: 'text', value: adjustment.until.day, at: 1 }, side: 'above' });
}

function ofPerson(condition: Expression, found: Collected): Expression {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map((part) => ofPerson(part, found)) };
    case 'not':
      return { ...condition, of: [ofPerson(condition.of[0], found)] };
    case 'call':
      return calledOfPerson(condition, found);
    default:
      return leafOfPerson(condition, found);
  }
}

function calledOfPerson(call: Expression & { readonly kind: 'call' }, found: Collected): Expression {
  const [first] = call.of;
  switch (call.name) {
    case 'every':
    case 'any':
      return first !== undefined && isOfRow(first, found) ? call : freed(call, found);
    case 'top':
      return topOf(call, found);
    case 'qualifies':
      return found.opaque.length > 0 ? freed(call, found) : call;
    default:
      return freed(call, found);
  }
}

/** Who is at the top is one of those who are ranked; the rest is up to the others. */
function topOf(call: Expression & { readonly kind: 'call' }, found: Collected): Expression {
  const [, number, condition] = call.of;
  const { at } = call;
  const isKnown: readonly Expression[] =
    number?.kind === 'name' ? [ofPerson({ kind: 'missing', negated: true, of: [number], at }, found)] : [];
  const isRanked = condition === undefined ? [] : [ofPerson(condition, found)];
  return { kind: 'and', of: [freed(call, found), ...isKnown, ...isRanked], at };
}

function leafOfPerson(leaf: Expression, found: Collected): Expression {
  const { rules, measures, days } = found;
  const words = namesIn(leaf).map(({ path }) => path.join('.'));
  if (words.some((word) => found.opaque.includes(word))) return freed(leaf, found);
  if (callsIn(leaf).some((name) => ['every', 'any', 'top', 'qualifies'].includes(name)))
    return freed(leaf, found);
  if (words.some((word) => word.includes('.'))) return isOfRow(leaf, found) ? leaf : freed(leaf, found);
  const question = questionOf(leaf);
  const subject = question?.subject.path.join('.') ?? '';
  if (question !== undefined && rules.measures.has(subject)) {
    push(measures, subject, question.at);
    return leaf;
  }
  if (question !== undefined && subject === 'as_of') {
    days.push(...question.at);
    return leaf;
  }
  const isAnswered = !words.some((word) => word === 'as_of' || rules.measures.has(word));
  return isAnswered ? leaf : freed(leaf, found);
}

function callsIn(expression: Expression): readonly string[] {
  const own = expression.kind === 'call' ? [expression.name] : [];
  return [...own, ...operandsOf(expression).flatMap(callsIn)];
}

/** Whether samples of rows can answer a condition over one row; takes note of what it asks. */
function isOfRow(condition: Expression, found: Collected): boolean {
  if (condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'not')
    return condition.of.map((part) => isOfRow(part, found)).every(Boolean);
  const question = questionOf(condition);
  if (question === undefined) return false;
  const field = question.subject.path.at(-1) ?? '';
  if (field === 'as_of') found.days.push(...question.at);
  else if (field !== 'source') {
    if (!hasSamples(field, condition, question)) return false;
    push(found.fields, field, question.at);
  }
  return true;
}

/** Texts have no order in which samples could be taken. */
function hasSamples(field: string, condition: Expression, { at }: Question): boolean {
  const type = fieldType(field);
  if (type === 'number' || type === 'date' || type === 'flag') return true;
  const isEqual = condition.kind === 'in' || condition.kind === 'missing' || isEquality(condition);
  return isEqual || (type === 'extra' && at.every(({ constant }) => constant.kind === 'number'));
}

function isEquality(condition: Expression): boolean {
  return condition.kind === 'compare' && (condition.operator === '=' || condition.operator === '<>');
}

function freed(condition: Expression, { free }: Collected): Expression {
  const key = JSON.stringify(condition, (part, value: unknown) => (part === 'at' ? undefined : value));
  const known = free.get(key) ?? { name: `condition ${free.size + 1}`, condition };
  free.set(key, known);
  return { kind: 'name', path: [known.name], at: condition.at };
}

function push(map: Map<string, Turn[]>, key: string, turns: readonly Turn[]): void {
  map.set(key, [...(map.get(key) ?? []), ...turns]);
}
