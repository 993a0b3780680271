import type { Source } from '../../config/config.js';
import { fieldsOf } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { raw } from '../../engine/sql.js';
import { SOME_DAY } from '../examples/read.js';
import type { Expression } from '../expression/expression.js';
import type { AmountLine, Bucket } from '../points/bucket.js';
import type { Decision, RuleSet } from '../ruleset.js';
import { type Cases, pointInWords } from './cases.js';
import { daysOf } from './days.js';
import type { Draft } from './draft.js';
import { evaluateGrid, type Grid } from './grid.js';
import { loosen } from './loosen.js';
import { personsAt } from './trial.js';
import type { Claim, Decided } from './witness.js';

/** Amounts that are points by their meaning; an extra column may be anything. */
const POINTS = ['points', 'stamps', 'cashback'];

interface Context {
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
}

/** What goes in comes out: every amount is taken by a line for everyone, at a rate above 0, and none is made from nothing. */
export async function provePoints(engine: Engine, context: Context): Promise<readonly Draft[]> {
  const { rules, sources } = context;
  if (rules.buckets.length === 0) return [];
  const drafts: Draft[] = [...rules.buckets.flatMap((bucket) => raised(bucket, context))];
  for (const source of sources) {
    for (const field of fieldsOf(source)) {
      const lines = linesFor(field, source, rules);
      if (lines.length > 0) drafts.push(...(await lost(engine, { lines, field, source, ...context })));
      else if (POINTS.includes(field)) drafts.push(untaken(field, source, context));
    }
  }
  return drafts;
}

interface Amount extends Context {
  readonly lines: readonly AmountLine[];
  readonly field: string;
  readonly source: Source;
}

function linesFor(field: string, { name }: Source, rules: RuleSet): readonly AmountLine[] {
  const lines = rules.buckets.flatMap((bucket) => bucket.lines);
  return lines.filter(
    (line): line is AmountLine =>
      line.kind === 'amount' &&
      line.ofLots === undefined &&
      line.field === field &&
      (line.source === undefined || line.source === name),
  );
}

function untaken(field: string, source: Source, { rules }: Context): Draft {
  const message = `no line converts ${source.name}.${field}: it is gone after the merge`;
  return {
    kind: 'points not conserved',
    place: rules.where(['points']),
    claim: lostWith([[{ rows: [{ source: source.name, values: { [field]: SOME } }] }]]),
    say: () => message,
  };
}

const SOME = 100;

/** A balance below 0 that becomes 0 is so many points from nowhere. */
function raised({ name, negative, lines }: Bucket, { sources }: Context): readonly Draft[] {
  const line = lines.find(
    (candidate): candidate is AmountLine => candidate.kind === 'amount' && candidate.ofLots === undefined,
  );
  if (negative !== 'zero' || line === undefined) return [];
  const source = sources.find(
    (candidate) =>
      fieldsOf(candidate).includes(line.field) &&
      (line.source === undefined || line.source === candidate.name),
  );
  const values = { [line.field]: POINTS.includes(line.field) ? -SOME : String(-SOME) };
  return [
    {
      kind: 'points not conserved',
      place: line.place,
      claim: lostWith([[{ rows: [{ source: source?.name ?? '', values }] }]]),
      say: () => `a balance of ${name} below 0 becomes 0: the points are made from nothing`,
    },
  ];
}

function lostWith(trials: Claim['trials'], asOf = SOME_DAY): Claim {
  return { asOf, trials, shows: ([one]) => one !== undefined && isLost(one) };
}

function isLost({ points }: Decided): boolean {
  return [...points.values()].every((balance) => balance === '0');
}

/**
 * The lines of one amount as rules that decide whether it is taken (the lowest grade) or gone at a rate of 0 (the
 * next), so that a gap among them is an amount that no line takes.
 */
async function lost(engine: Engine, amount: Amount): Promise<readonly Draft[]> {
  const { lines, field, source, rules, sources } = amount;
  // A line over several sources is told once.
  const isFirst = ({ field: own }: AmountLine) =>
    sources.find((candidate) => fieldsOf(candidate).includes(own))?.name === source.name;
  const once = lines
    .filter((line) => line.once && (line.source !== undefined || isFirst(line)))
    .map((line) => onceDraft(line, amount));
  const decide = lines.flatMap(ratesAsRules);
  if (
    !decide.some(({ when, grade }) => when !== undefined || (grade.kind === 'label' && grade.rank === GONE))
  )
    return once;
  const asked: RuleSet = {
    ...rules,
    grades: ['taken', 'gone'],
    map: new Map(),
    bands: new Map(),
    decide,
    adjust: [],
  };
  const loosened = loosen(asked, [
    'grade',
    'refused',
    'best_source',
    'previous',
    'announced',
    ...rules.map.keys(),
  ]);
  const found = new Map<number, Draft>();
  for (const asOf of await daysOf(engine, loosened, sources)) {
    const grid = await evaluateGrid(engine, { loosened, sources, asOf, more: PRESENT });
    const cases: Cases = {
      grids: [grid],
      rules: asked,
      trials: { rules: asked, sources, free: loosened.free },
    };
    for (const point of pointsLost(grid, source)) {
      const number = grid.rules[point] ?? 0;
      if (found.has(number)) continue;
      const place = decide[number - 1]?.place ?? lines.at(-1)?.place ?? rules.where(['points']);
      const what =
        number === 0
          ? `no line takes ${source.name}.${field}: it is gone`
          : `${source.name}.${field} is converted at a rate of 0: it is gone`;
      found.set(number, {
        kind: 'points not conserved',
        place,
        claim: lostWith(personsWith({ grid, point, field, source }, cases), asOf),
        say: (shown) => `${what}${shown === undefined ? ` (${pointInWords(grid, point)})` : ''}`,
      });
    }
  }
  return [...once, ...found.values()];
}

const PRESENT = new Map([['present', raw('presence')]]);

const TAKEN = 1;
const GONE = 2;

function ratesAsRules(line: AmountLine): readonly Decision[] {
  return line.rates.map(({ rate, when }, index) => {
    const conditions = [line.when, when].filter((condition) => condition !== undefined);
    const [only] = conditions;
    const both: Expression | undefined =
      conditions.length > 1 ? { kind: 'and', of: conditions, at: 1 } : only;
    return {
      name: `rate ${index + 1}`,
      place: line.place,
      ...(both === undefined ? {} : { when: both }),
      grade: { kind: 'label', rank: Number(rate) === 0 ? GONE : TAKEN },
    };
  });
}

/** Cases in which a person has a row of the source, and the amount on it goes nowhere. */
function pointsLost(grid: Grid, source: Source): readonly number[] {
  const points: number[] = [];
  for (const [point, result] of grid.results.entries()) {
    if (result === 0 || result === TAKEN + 2) continue;
    const { members = [] } = grid.profiles[Math.floor(point / grid.inner)] ?? {};
    if (members.some((member) => grid.rows[member]?.source.name === source.name)) points.push(point);
  }
  return points;
}

function personsWith(
  { grid, point, field, source }: { grid: Grid; point: number; field: string; source: Source },
  { trials }: Cases,
): Claim['trials'] {
  return personsAt({ grid, point }, trials).map((person) => {
    const at = person.rows.findIndex((row) => row.source === source.name);
    const value = POINTS.includes(field) ? SOME : String(SOME);
    const rows = person.rows.map((row, index) =>
      index === at ? { ...row, values: { ...row.values, [field]: value } } : row,
    );
    return [{ ...person, rows }];
  });
}

function onceDraft(line: AmountLine, { field, source }: Amount): Draft {
  const row = (amount: number) => ({
    source: source.name,
    values: { [field]: POINTS.includes(field) ? amount : String(amount) },
  });
  return {
    kind: 'points not conserved',
    place: line.place,
    claim: { asOf: SOME_DAY, trials: [[{ rows: [row(SOME), row(SOME / 2)] }]], shows: () => true },
    say: () =>
      `only the greatest ${line.source === undefined ? '' : `${source.name}.`}${field} of a person counts: what other rows have is gone`,
  };
}
