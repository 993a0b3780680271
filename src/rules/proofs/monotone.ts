import { type Expression, namesIn } from '../expression/expression.js';
import { type Cases, gradeOf, LEFT, pointInWords, ruleOf } from './cases.js';
import { stridesOf } from './dimensions.js';
import { type Direction, directionOf } from './direction.js';
import type { Draft } from './draft.js';
import type { Grid } from './grid.js';
import type { Raise } from './raises.js';
import { type Instead, personsAt } from './trial.js';
import type { Decided } from './witness.js';

/** Two cases of which the one with more is worse off. */
interface Drop {
  readonly grid: Grid;
  readonly lower: number;
  readonly higher: number;
  /** What there is more of: a measure with its two values, or the better of two rows. */
  readonly more: { readonly measure: string } | { readonly raise: Raise };
}

/** More of a measure, or a better grade in a source, never lowers the result; else the pair, for each rule that lowers it. */
export function proveMonotone(cases: Cases): readonly Draft[] {
  const drops = new Map<string, Drop>();
  for (const grid of cases.grids) {
    for (const drop of [...dropsByMeasures(grid, cases), ...dropsByRows(grid)]) {
      const what = 'raise' in drop.more ? 'a grade' : drop.more.measure;
      const key = `${what} ${grid.rules[drop.higher]}`;
      if (!drops.has(key)) drops.set(key, drop);
    }
  }
  return [...drops.values()].map((drop) => draftOf(drop, cases));
}

function dropsByMeasures(grid: Grid, cases: Cases): readonly Drop[] {
  return measuresMoved(grid, cases).flatMap((measure) =>
    flipsOf(measure, grid, cases.trials.free).flatMap((flip) => dropsBy(measure, flip, grid)),
  );
}

/** The numbers that the rules read, some of them only through free conditions. */
function measuresMoved(grid: Grid, { rules, trials }: Cases): readonly string[] {
  const dates = grid.dimensions.filter(({ type }) => type === 'timestamp').map(({ name }) => name);
  const own = grid.dimensions.filter(({ kind }) => kind === 'measure').map(({ name }) => name);
  const read = trials.free.flatMap(({ condition }) => namesIn(condition).map(({ path }) => path.join('.')));
  return [...new Set([...own, ...read])].filter((name) => rules.measures.has(name) && !dates.includes(name));
}

/** The first drop for each rule when a measure grows and free conditions change with it. */
function dropsBy(measure: string, flip: Flip, grid: Grid): readonly Drop[] {
  const index = grid.dimensions.findIndex(({ kind, name }) => kind === 'measure' && name === measure);
  const samples = grid.dimensions[index]?.samples ?? ['any'];
  const stride = index < 0 ? 1 : (stridesOf(grid.dimensions)[index] ?? 1);
  const least = samples[0] === undefined ? 1 : 0;
  const found = new Map<number, Drop>();
  const look = (lower: number, higher: number) => {
    const rule = grid.rules[higher] ?? 0;
    if (!found.has(rule)) found.set(rule, { grid, lower, higher, more: { measure } });
  };
  for (const step of [...(flip.size === 0 ? [] : [0]), ...(index < 0 ? [] : [1])]) {
    for (let start = 0; start < grid.results.length; start += stride * samples.length) {
      const [from, to] = [start + least * stride, start + (samples.length - step) * stride];
      if (flip.size === 0) eachDrop(grid.results, { from, to, ahead: step * stride }, look);
      else eachFlippedDrop(grid.results, { from, to, ahead: step * stride, flip }, look);
    }
  }
  return [...found.values()];
}

/** Up to twenty million points are compared, so this loop does nothing else. */
function eachDrop(
  results: Uint8Array,
  { from, to, ahead }: { readonly from: number; readonly to: number; readonly ahead: number },
  look: (lower: number, higher: number) => void,
): void {
  for (let point = from; point < to; point += 1) {
    const less = results[point] as number;
    if (less <= LEFT) continue;
    const more = results[point + ahead] as number;
    if (more > 0 && more < less) look(point, point + ahead);
  }
}

function eachFlippedDrop(
  results: Uint8Array,
  { from, to, ahead, flip }: { from: number; to: number; ahead: number; flip: Flip },
  look: (lower: number, higher: number) => void,
): void {
  for (let point = from; point < to; point += 1) {
    const flipped = (results[point] ?? 0) <= LEFT ? undefined : flip.of(point);
    if (flipped !== undefined)
      eachDrop(results, { from: point, to: point + 1, ahead: flipped + ahead - point }, look);
  }
}

/** A way in which free conditions may change when a measure grows. */
interface Flip {
  readonly size: number;
  /** The point with them changed; undefined where they cannot change so. */
  of(point: number): number | undefined;
}

/** More than these at once are not looked at. */
const MOST_FLIPS = 4;

function flipsOf(measure: string, grid: Grid, free: Cases['trials']['free']): readonly Flip[] {
  const strides = stridesOf(grid.dimensions);
  const moving = grid.dimensions.flatMap(({ kind, name }, index) => {
    const condition = free.find((one) => one.name === name)?.condition;
    const direction =
      kind === 'free' && condition !== undefined
        ? directionOf(condition, (part) => isNamed(part, measure))
        : 'stays';
    return direction === 'stays' ? [] : [{ stride: strides[index] ?? 1, direction }];
  });
  return subsets(moving.slice(0, MOST_FLIPS)).map((subset) => ({
    size: subset.length,
    of: (point) => subset.reduce<number | undefined>((at, flip) => turned(at, flip, grid.inner), point),
  }));
}

function turned(
  point: number | undefined,
  { stride, direction }: { readonly stride: number; readonly direction: Direction },
  inner: number,
): number | undefined {
  if (point === undefined) return undefined;
  const holds = Math.floor((point % inner) / stride) % 2 === 1;
  if ((direction === 'rises' && holds) || (direction === 'falls' && !holds)) return undefined;
  return holds ? point - stride : point + stride;
}

function isNamed(part: Expression, measure: string): boolean {
  return part.kind === 'name' && part.path.join('.') === measure;
}

function subsets<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** list.length }, (_, bits) =>
    list.filter((_one, index) => (bits >> index) % 2 === 1),
  );
}

function dropsByRows(grid: Grid): readonly Drop[] {
  const found = new Map<number, Drop>();
  const { inner, results, rules } = grid;
  for (const raise of grid.raises) {
    const from = raise.from * inner;
    eachDrop(results, { from, to: from + inner, ahead: (raise.to - raise.from) * inner }, (lower, higher) => {
      const rule = rules[higher] ?? 0;
      if (!found.has(rule)) found.set(rule, { grid, lower, higher, more: { raise } });
    });
  }
  return [...found.values()];
}

function draftOf(drop: Drop, cases: Cases): Draft {
  const { grid, lower, higher, more } = drop;
  const { rules } = cases;
  const { name, place } = ruleOf(grid.rules[higher] ?? 0, rules);
  const ranks = ({ grade }: Decided) => (grade === undefined ? 0 : rules.grades.indexOf(grade) + 1);
  return {
    kind: 'not monotone',
    place,
    rule: name,
    claim: {
      asOf: grid.asOf,
      trials: pairsAt(drop, cases),
      shows: ([less, better]) => less !== undefined && better !== undefined && ranks(better) < ranks(less),
    },
    say: (shown) => {
      const [less, better] = shown ?? [];
      const results = grid.results;
      const from = less?.grade ?? gradeOf(results[lower] ?? 0, rules);
      const to = better === undefined ? gradeOf(results[higher] ?? 0, rules) : (better.grade ?? 'none');
      const by = better?.rule ?? name;
      const how = shown === undefined ? ` (${pointInWords(grid, lower)})` : '';
      return `${wordsOf(more, grid)} can lower the grade from ${from} (${less?.rule ?? ruleOf(grid.rules[lower] ?? 0, rules).name}) to ${to} (${by})${how}`;
    },
  };
}

function pairsAt({ grid, lower, more, higher }: Drop, { trials }: Cases) {
  const at = (point: number, instead?: Instead) =>
    personsAt({ grid, point, ...(instead === undefined ? {} : { instead }) }, trials);
  const [low, high] =
    'raise' in more
      ? [at(lower, { members: more.raise.lower }), at(higher, { members: more.raise.higher })]
      : [at(lower), at(higher, { raised: more.measure })];
  return low.flatMap((person, index) => {
    const other = high[index];
    return other === undefined ? [] : [[person, other]];
  });
}

function wordsOf(more: Drop['more'], grid: Grid): string {
  if (!('raise' in more)) return `more ${more.measure}`;
  const at = more.raise.higher.findIndex((member, index) => member !== more.raise.lower[index]);
  const [lower, higher] = [grid.rows[more.raise.lower[at] ?? 0], grid.rows[more.raise.higher[at] ?? 0]];
  const own = Object.entries(higher?.values ?? {}).find(([field, value]) => value !== lower?.values[field]);
  const [field = '', value] = own ?? [];
  const what = field === 'grade' ? '' : `${field} `;
  return `${what}${value} instead of ${lower?.values[field]} in ${higher?.source.name}`;
}
