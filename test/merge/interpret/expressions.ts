import type { Source } from '../../../src/config/config.js';
import type { ExampleRecord } from '../../../src/rules/examples/example.js';
import { type Expression, namesIn } from '../../../src/rules/expression/expression.js';
import type { Measure } from '../../../src/rules/person/measure.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import { aggregate } from './aggregates.js';
import { as, date, extreme, fieldOf, number, order, type Row, together, type Value } from './values.js';

export interface World {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
  readonly asOf: string;
  readonly people: readonly Person[];
}

export interface Person {
  readonly rows: readonly Row[];
  readonly previous?: string;
  readonly orders?: readonly ExampleRecord[];
  readonly lots?: readonly ExampleRecord[];
}

/** What an expression is asked about: one row, or a person with what is known of it beside its rows. */
export interface Asked {
  readonly world: World;
  readonly row?: Row;
  readonly person?: Person;
  readonly known?: Readonly<Record<string, Value>>;
}

/** A condition; a comparison with a missing value is false, before `not`. */
export function holds(expression: Expression, asked: Asked): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.of.every((part) => holds(part, asked));
    case 'or':
      return expression.of.some((part) => holds(part, asked));
    case 'not':
      return !holds(expression.of[0], asked);
    default:
      return asked.person === undefined ? atom(expression, asked) : overRows(expression, asked, asked.person);
  }
}

function overRows(expression: Expression, asked: Asked, person: Person): boolean {
  const { world } = asked;
  if (expression.kind === 'call') {
    const [first, second, third] = expression.of as [Expression, Expression, Expression | undefined];
    if (expression.name === 'every') return person.rows.every((row) => holds(first, { world, row }));
    if (expression.name === 'any') return person.rows.some((row) => holds(first, { world, row }));
    if (expression.name === 'qualifies') return qualifies(first, asked);
    if (expression.name === 'top') return isTop({ share: first, amount: second, among: third }, asked);
  }
  const source = namesIn(expression).find(({ path }) => path.length > 1)?.path[0];
  if (source === undefined) return atom(expression, asked);
  return person.rows.some((row) => row.source === source && atom(expression, { world, row }));
}

function qualifies(rule: Expression, asked: Asked): boolean {
  const name = rule.kind === 'text' ? rule.value : rule.kind === 'name' ? rule.path.join('.') : '';
  const when = asked.world.rules.decide.find((decision) => decision.name === name)?.when;
  return when === undefined || holds(when, asked);
}

function isTop(
  { share, amount, among }: { share: Expression; amount: Expression; among: Expression | undefined },
  asked: Asked,
): boolean {
  const ranked = rankedBy(amount, among, asked.world);
  const own = asked.person && ranked.get(asked.person);
  if (own === undefined) return false;
  const ahead = [...ranked.values()].filter((other) => other > own).length;
  return ahead * 100 < Number(share.kind === 'share' ? share.text : 0) * ranked.size;
}

/** What each person who is ranked has, found once: it is asked for everyone. */
function rankedBy(
  amount: Expression,
  among: Expression | undefined,
  world: World,
): ReadonlyMap<Person, number> {
  const known = RANKED.get(amount);
  if (known?.world === world) return known.ranked;
  const ranked = new Map<Person, number>();
  for (const person of world.people) {
    const has = as('number', valued(amount, { world, person }), [])?.of;
    if (has !== undefined && (among === undefined || holds(among, { world, person })))
      ranked.set(person, Number(has));
  }
  RANKED.set(amount, { world, ranked });
  return ranked;
}

const RANKED = new WeakMap<Expression, { world: World; ranked: ReadonlyMap<Person, number> }>();

function atom(expression: Expression, asked: Asked): boolean {
  const { grades } = asked.world.rules;
  const sides = (of: readonly Expression[]) =>
    together(
      of.map((operand) => valued(operand, asked)),
      grades,
    );
  switch (expression.kind) {
    case 'compare': {
      const [a, b] = sides(expression.of);
      if (a === undefined || b === undefined) return false;
      const by = order(a, b);
      return { '=': by === 0, '<>': by !== 0, '<': by < 0, '<=': by <= 0, '>': by > 0, '>=': by >= 0 }[
        expression.operator
      ];
    }
    case 'in': {
      const [value, ...list] = sides(expression.of);
      return value !== undefined && list.some((one) => one && order(one, value) === 0) !== expression.negated;
    }
    case 'between': {
      const [value, low, high] = sides(expression.of);
      if (value === undefined || low === undefined || high === undefined) return false;
      return (order(low, value) <= 0 && order(value, high) <= 0) !== expression.negated;
    }
    case 'missing':
      return (valued(expression.of[0], asked) === undefined) !== expression.negated;
    default:
      return valued(expression, asked)?.of === true;
  }
}

export function valued(expression: Expression, asked: Asked): Value {
  switch (expression.kind) {
    case 'number':
      return number(Number(expression.text));
    case 'text':
      return { is: 'text', of: expression.value };
    case 'flag':
      return { is: 'flag', of: expression.value };
    case 'name':
      return named(expression.path, asked);
    case 'arithmetic': {
      const [a, b] = expression.of.map(
        (operand) => as('number', valued(operand, asked), [])?.of as number | undefined,
      );
      return reckon(expression.operator, a, expression.of.length > 1 ? b : 'none');
    }
    case 'call':
      return call(expression, asked);
    case 'choice':
      return choice(expression.of, asked);
    default:
      throw new Error(`not a value: ${expression.kind}`);
  }
}

function reckon(operator: string, a: number | undefined, b: number | undefined | 'none'): Value {
  if (a === undefined || b === undefined) return undefined;
  if (b === 'none') return number(operator === '-' ? -a : a);
  const of = { '+': a + b, '-': a - b, '*': a * b, '/': b === 0 ? Number.NaN : a / b }[operator];
  return of === undefined ? undefined : number(of);
}

function named(path: readonly string[], asked: Asked): Value {
  const { world, row, person, known = {} } = asked;
  const word = path.at(-1) ?? '';
  if (word === 'as_of') return date(world.asOf);
  if (row !== undefined) return word === 'source' ? { is: 'text', of: row.source } : fieldOf(row, word);
  if (person === undefined) throw new Error(`nobody is asked about ${word}`);
  if (word in known) return known[word];
  if (word === 'previous') return rank(world.rules.grades.indexOf(person.previous ?? '') + 1);
  if (word === 'announced') return undefined;
  if (word === 'best_source') return rank(bestOf(person.rows, world));
  if (word === 'sources') return number(new Set(person.rows.map(({ source }) => source)).size);
  const measure = world.rules.measures.get(word);
  if (measure !== undefined) return measured(measure, asked);
  const own = person.rows.filter(({ source }) => source === word);
  return rank(bestOf(own, world));
}

function rank(of: number | undefined): Value {
  return of ? { is: 'grade', of } : undefined;
}

function bestOf(rows: readonly Row[], world: World): number | undefined {
  return extreme(
    rows.map((row) => rank(mappedOf(row, world))),
    'greatest',
  )?.of as number | undefined;
}

/** The rank of the grade of a row, where it counts. */
export function mappedOf(row: Row, world: World): number | undefined {
  const { gradeCounts, map } = world.rules;
  const counts = gradeCounts === undefined || holds(gradeCounts, { world, row });
  return counts ? map.get(row.source)?.get(String(row.values.grade)) : undefined;
}

export function measured(measure: Measure, asked: Asked): Value {
  if (measure.kind === 'reckoned') return valued(measure.expression, asked);
  const parts = measure.parts.map(({ measure: name, weight, steps, most }) => {
    const value = named([name], asked)?.of as number | undefined;
    if (value === undefined) return { known: false, adds: 0 };
    const step = steps?.findLast(({ from }) => value >= Number(from))?.gives ?? 0;
    const adds = (steps === undefined ? value : Number(step)) * Number(weight);
    return { known: true, adds: most === undefined ? adds : Math.min(adds, Number(most)) };
  });
  if (!parts.some(({ known }) => known)) return undefined;
  // What a cap of a part that is missing would add is nothing, unless the cap is below nothing.
  return number(parts.reduce((sum, { adds }) => sum + adds, 0));
}

function call(expression: Expression & { kind: 'call' }, asked: Asked): Value {
  const { name, of } = expression;
  const own = aggregate(expression, asked);
  if (own !== undefined) return own.value;
  if (name === 'table') return tableValue(expression, asked);
  const values = of.map((operand) => valued(operand, asked));
  const [first, second] = values;
  switch (name) {
    case 'coalesce':
      return values.find((value) => value !== undefined);
    case 'greatest':
    case 'least':
      return extreme(together(values, asked.world.rules.grades), name);
    case 'abs':
      return first === undefined ? undefined : number(Math.abs(Number(first.of)));
    case 'as_date':
      return as('date', first, []);
    case 'add_months':
      return addMonths(as('date', first, []), Number(second?.of));
    default:
      throw new Error(`the interpreter has no ${name}`);
  }
}

/** The last day of a shorter month. */
export function addMonths(day: Value, months: number): Value {
  if (day === undefined) return undefined;
  const [year = 0, month = 0, date_ = 0] = String(day.of).slice(0, 10).split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date_, last)));
  return { is: 'date', of: `${moved.toISOString().slice(0, 10)}${String(day.of).slice(10)}` };
}

function choice(of: readonly Expression[], asked: Asked): Value {
  for (let at = 0; at < of.length; at += 2) {
    const [condition, value] = [of[at] as Expression, of[at + 1]];
    if (value === undefined) return valued(condition, asked);
    if (holds(condition, asked)) return valued(value, asked);
  }
  return undefined;
}

function tableValue({ of }: Expression & { kind: 'call' }, asked: Asked): Value {
  const [name = '', column] = of.map((operand) => (operand.kind === 'name' ? operand.path.join('.') : ''));
  const gives = asked.world.rules.tables.get(name)?.gives ?? new Map<string, string>();
  const result = column ?? [...gives].find(([, kind]) => kind === 'number')?.[0] ?? '';
  return looked(name, result, asked);
}

/** What a decision table says, as a number or a rank. */
export function looked(name: string, result: string, asked: Asked): Value {
  const table = asked.world.rules.tables.get(name);
  if (table === undefined) return undefined;
  const applying = table.lines.filter(({ cells }) =>
    cells.every((cell) => cell === undefined || holds(cell, asked)),
  );
  const given = applying.map(({ results }) => {
    const text = results.get(result);
    return text === undefined ? undefined : number(Number(text));
  });
  return table.hit === 'highest' ? extreme(given, 'greatest') : given[0];
}
