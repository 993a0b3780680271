import type { Source } from '../../config/config.js';
import { fieldsOf, RECENCY } from '../../config/source-fields.js';
import type { ExamplePerson, ExampleValue } from '../examples/example.js';
import { namesIn } from '../expression/expression.js';
import { fieldType } from '../expression/value-type.js';
import type { Measure } from '../person/measure.js';
import type { RuleSet } from '../ruleset.js';
import { type Grid, placesOf } from './grid.js';
import type { Free } from './loosen.js';
import { type Basis, basesOf } from './measure-line.js';
import { ordersWith } from './trial-orders.js';

/** An amount to be put on the rows so that a measure has a value. */
export interface Amount {
  readonly basis: Basis;
  readonly value: string;
}

/** Amounts that together may give the measures their values; each way is one attempt. */
type Way = readonly Amount[];

type Row = Record<string, ExampleValue>;

export interface TrialContext {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
  readonly free: readonly Free[];
}

const MOST_WAYS = 240;

/**
 * Real persons that may stand for a point of the grid, likely ones first. Whether one does is for the rules
 * themselves to say. `instead` puts other rows in place of the point's, or
 * much more of a measure whose value is not fixed.
 */
export function personsAt(
  { grid, point, instead = {} }: { grid: Grid; point: number; instead?: Instead },
  context: TrialContext,
): readonly ExamplePerson[] {
  const members = instead.members ?? grid.profiles[Math.floor(point / grid.inner)]?.members ?? [];
  const places = placesOf(grid, point);
  const targets = grid.dimensions.flatMap(({ kind, name, samples }, index) =>
    kind === 'measure' ? [[name, samples[places[index] ?? 0]] as const] : [],
  );
  const gradeOf = (word: 'previous' | 'announced') => {
    const known = grid.dimensions.findIndex(({ kind }) => kind === word);
    const rank = known < 0 ? undefined : grid.dimensions[known]?.samples[places[known] ?? 0];
    return rank === undefined ? undefined : context.rules.grades[Number(rank) - 1];
  };
  const [previous, announced] = [gradeOf('previous'), gradeOf('announced')];
  const ways = waysOf([...targets, ...unasked(targets, context, instead.raised)], context);
  const turns = Math.max(1, members.length);
  // What the rows have of themselves may do without any amount.
  return [...ways.slice(0, MOST_WAYS), []].flatMap((way) =>
    Array.from({ length: way.length === 0 ? 1 : turns }, (_, turn) => turn).flatMap((turn) => {
      const rows = rowsWith(
        members,
        way.filter(({ basis }) => basis.order === undefined),
        { grid, turn, sources: context.sources },
      );
      const orders = ordersWith(way, { rules: context.rules, asOf: grid.asOf });
      if (rows === undefined || orders === undefined) return [];
      return [
        {
          rows,
          ...(previous === undefined ? {} : { previous }),
          ...(announced === undefined ? {} : { announced }),
          ...(orders.length === 0 ? {} : { orders }),
        },
      ];
    }),
  );
}

export interface Instead {
  readonly members?: readonly number[];
  readonly raised?: string;
}

/** Measures that only a free condition reads: no value of theirs is fixed. */
function unasked(
  targets: readonly (readonly [string, string | undefined])[],
  { rules, free }: TrialContext,
  raised: string | undefined,
): readonly (readonly [string, string | undefined])[] {
  const words = free.flatMap(({ condition }) => namesIn(condition).map(({ path }) => path.join('.')));
  const others = [...new Set(words)].filter(
    (word) => rules.measures.has(word) && !targets.some(([name]) => name === word),
  );
  return others.map((word) => [word, word === raised ? MUCH : SOME] as const);
}

const SOME = 'some';
const MUCH = 'much';

/** What is tried for a measure whose value is not fixed. */
const TRIED: Readonly<Record<string, readonly (string | undefined)[]>> = {
  [SOME]: [undefined, '1', '1000000'],
  [MUCH]: [undefined, '1000', '1000000000'],
};

function waysOf(
  targets: readonly (readonly [string, string | undefined])[],
  context: TrialContext,
): readonly Way[] {
  return targets.reduce<readonly Way[]>(
    (ways, [name, value]) => {
      const measure = context.rules.measures.get(name);
      if (measure === undefined || value === undefined) return ways;
      const values = TRIED[value] ?? [value];
      const own = values.flatMap((one) => (one === undefined ? [[]] : waysTo(measure, one, context)));
      return own.flatMap((way) => ways.map((before) => [...before, ...way])).slice(0, MOST_WAYS);
    },
    [[]],
  );
}

/** Amounts that may give one measure its value. */
function waysTo(measure: Measure, value: string, context: TrialContext): readonly Way[] {
  if (measure.kind === 'score') return waysToScore(measure, Number(value), context);
  const bases = basesOf(measure, context.rules, context.sources);
  const [only, ...more] = bases;
  if (only === undefined) return [[]];
  if (more.length === 0) return [[{ basis: only, value }]];
  const values = [undefined, value, '0', '1'];
  return product(
    bases.map((basis) => values.map((one) => (one === undefined ? [] : [{ basis, value: one }]))),
  );
}

function waysToScore(
  { parts }: Measure & { readonly kind: 'score' },
  value: number,
  context: TrialContext,
): readonly Way[] {
  const each = parts.map(({ measure, weight, steps, most }): readonly Way[] => {
    const inner = context.rules.measures.get(measure);
    if (inner === undefined) return [[]];
    const full = most === undefined ? [] : [Number(most) / Number(weight)];
    const straight =
      steps === undefined ? [value / Number(weight), ...full] : steps.map(({ from }) => Number(from));
    const values = [
      ...new Set(straight.filter(Number.isFinite).map((one) => String(Math.ceil(one * 100) / 100))),
    ];
    return [[], ...values.flatMap((one) => waysTo(inner, one, context))];
  });
  return product(each);
}

function product(each: readonly (readonly Way[])[]): readonly Way[] {
  return each.reduce<readonly Way[]>(
    (ways, own) => own.flatMap((way) => ways.map((before) => [...before, ...way])).slice(0, MOST_WAYS * 4),
    [[]],
  );
}

interface Placing {
  readonly grid: Grid;
  /** At which of the rows the search for a place begins. */
  readonly turn: number;
  readonly sources: readonly Source[];
}

/** The rows with the amounts on them; undefined when they have no place. */
function rowsWith(members: readonly number[], way: Way, placing: Placing): ExamplePerson['rows'] | undefined {
  const { grid, sources } = placing;
  const isTimed = grid.compiled.read.some(({ aggregate }) => aggregate.sql.startsWith('arg_max'));
  const rows = members.flatMap((member, index) => {
    const sample = grid.rows[member];
    if (sample === undefined) return [];
    const known = Object.entries(sample.values).filter(([, value]) => value !== null);
    const values: Row = Object.fromEntries(known);
    const clock = isTimed ? RECENCY.find((field) => fieldsOf(sample.source).includes(field)) : undefined;
    if (clock !== undefined) values[clock] ??= `2001-01-${String(index + 1).padStart(2, '0')}`;
    return [{ source: sample.source.name, values }];
  });
  const special = way.toSorted(
    (a, b) => Number(b.basis.source !== undefined) - Number(a.basis.source !== undefined),
  );
  for (const amount of special) if (!place(rows, amount, placing)) return undefined;
  const order = (name: string) => sources.find((source) => source.name === name)?.order ?? 0;
  return rows.toSorted((a, b) => order(a.source) - order(b.source));
}

function place(
  rows: { source: string; values: Row }[],
  { basis, value }: Amount,
  { turn, sources }: Placing,
): boolean {
  const { aggregate, field, source } = basis;
  const has = (name: string) =>
    (source === undefined || source === name) &&
    (field === undefined || fieldsOf(sources.find((one) => one.name === name) ?? NOWHERE).includes(field));
  const able = rows.filter((row) => has(row.source));
  const free = able.filter(({ values }) => field === undefined || values[field] === undefined);
  if (aggregate.startsWith('count')) return count(rows, able, { field, wanted: Number(value) });
  const target = free[turn % Math.max(1, free.length)];
  if (target === undefined || field === undefined) return false;
  const there = able.reduce((sum, { values }) => sum + Number(values[field] ?? 0), 0);
  const amount = aggregate === 'sum' ? String(Math.round((Number(value) - there) * 100) / 100) : value;
  target.values[field] = fieldType(field) === 'number' ? Number(amount) : amount;
  return true;
}

const NOWHERE = { columns: {}, extra: {} } as Source;

/** Copies of a row change nothing but what is counted. */
function count(
  rows: { source: string; values: Row }[],
  able: readonly { source: string; values: Row }[],
  { field, wanted }: { readonly field: string | undefined; readonly wanted: number },
): boolean {
  const [first] = able;
  if (first === undefined || wanted > 12) return wanted === 0;
  const missing = wanted - (field === undefined ? able.length : 0);
  for (let copy = 0; copy < missing; copy += 1) {
    const values = field === undefined ? {} : { [field]: valueFor(field, copy) };
    const own = copy < able.length && field !== undefined ? able[copy] : undefined;
    if (own === undefined) rows.push({ source: first.source, values: { ...first.values, ...values } });
    else Object.assign(own.values, values);
  }
  return true;
}

function valueFor(field: string, copy: number): ExampleValue {
  const type = fieldType(field);
  if (type === 'number') return copy + 1;
  return type === 'date' ? `2020-01-${String(copy + 1).padStart(2, '0')}` : `${field} ${copy + 1}`;
}
