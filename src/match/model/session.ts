import { type Chances, normalised, sum } from './chances.js';
import type { PatternCount } from './model.js';

/** The pairs of one blocking rule, counted by pattern. */
export interface Session {
  readonly name: string;
  readonly counts: readonly PatternCount[];
  /** Comparisons that the rule blocks on, by their place in the model: they take no part. */
  readonly fixed: readonly number[];
}

export interface SessionEstimate {
  readonly name: string;
  readonly pairs: number;
  /** Share of the pairs that are one person. */
  readonly lambda: number;
  readonly iterations: number;
  readonly converged: boolean;
  /**
   * Why nothing of it counts. `no_matches`: less than one true pair is expected in it. `switched`: most of what
   * it estimated agrees less often on a true pair than among strangers, so it found another class than the matches.
   */
  readonly dropped: 'no_matches' | 'switched' | null;
  /** Per comparison; null where it is fixed, or fewer than one true pair is expected to have both values. */
  readonly m: readonly (readonly number[] | null)[];
}

interface SessionStart {
  readonly u: Chances;
  readonly start: Chances;
  readonly lambda: number;
  readonly startPairs: number;
}

const MOST_ITERATIONS = 200;

/** Settled when no m moved further than this. */
const SETTLED = 1e-6;

/** λ is kept off 0 and 1, from which expectation-maximisation never returns. */
const LEAST_LAMBDA = 1e-9;

/** A pattern as the cells of all levels of all comparisons laid end to end; a null level has none. */
interface Pattern {
  readonly cells: readonly number[];
  readonly count: number;
}

interface Expected {
  /** Expected true pairs. */
  readonly matches: number;
  /** The same by comparison and level. */
  readonly seen: Chances;
}

/** Estimates m and λ of one session by expectation-maximisation. Throws RangeError on a level that u does not have. */
export function estimateSession(session: Session, from: SessionStart): SessionEstimate {
  const patterns = patternsOf(session, from.u);
  const pairs = sum(patterns.map(({ count }) => count));
  let [m, lambda, iterations] = [from.start, from.lambda, 0];
  let expected: Expected = { matches: 0, seen: [] };
  let moved = pairs === 0 ? 0 : Number.POSITIVE_INFINITY;
  while (moved > SETTLED && iterations < MOST_ITERATIONS) {
    expected = expectation(patterns, { m, u: from.u, lambda });
    const next = maximise(expected.seen, m, from);
    moved = furthest(m, next);
    m = next;
    lambda = Math.min(Math.max(expected.matches / pairs, LEAST_LAMBDA), 1 - LEAST_LAMBDA);
    iterations++;
  }
  const estimated = m.map((column, at) => (sum(expected.seen[at] ?? []) < 1 ? null : column));
  const dropped = expected.matches < 1 ? 'no_matches' : isSwitched(estimated, from.u) ? 'switched' : null;
  const converged = moved <= SETTLED;
  return { name: session.name, pairs, lambda, iterations, converged, dropped, m: estimated };
}

/** Merged without what is fixed, and sorted, so that sums run in one order whatever order the counts came in. */
function patternsOf({ counts, fixed }: Session, u: Chances): readonly Pattern[] {
  const offsets = offsetsOf(u);
  const merged = new Map<string, Pattern>();
  for (const { levels, count } of counts) {
    const cells = levels.flatMap((level, at) => {
      if (level === null || fixed.includes(at)) return [];
      if (u[at]?.[level] === undefined) throw new RangeError(`comparison ${at} has no level ${level}`);
      return [(offsets[at] ?? 0) + level];
    });
    const key = cells.join();
    merged.set(key, { cells, count: count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
}

function offsetsOf(u: Chances): readonly number[] {
  let next = 0;
  return u.map(({ length }) => {
    const offset = next;
    next += length;
    return offset;
  });
}

/** Expectation: a pattern is a true pair with probability 1 / (1 + 1 / r), r = λ / (1 - λ) · Π m / u. */
function expectation(
  patterns: readonly Pattern[],
  { m, u, lambda }: { m: Chances; u: Chances; lambda: number },
): Expected {
  const strangers = u.flat();
  const ratios = m.flat().map((chance, cell) => chance / (strangers[cell] as number));
  const seen = new Float64Array(ratios.length);
  let matches = 0;
  for (const { cells, count } of patterns) {
    let odds = lambda / (1 - lambda);
    for (const cell of cells) odds *= ratios[cell] as number;
    const truePairs = count / (1 + 1 / odds);
    matches += truePairs;
    for (const cell of cells) seen[cell] = (seen[cell] as number) + truePairs;
  }
  const offsets = offsetsOf(u);
  return {
    matches,
    seen: u.map(({ length }, at) => [...seen.slice(offsets[at], (offsets[at] ?? 0) + length)]),
  };
}

/** Maximisation: the share of each level among the expected true pairs. A comparison nobody has stays as it is. */
function maximise(seen: Chances, before: Chances, { start, startPairs }: SessionStart): Chances {
  return seen.map((column, at) => {
    const counted = column.map((count, level) => count + startPairs * (start[at]?.[level] ?? 0));
    return sum(counted) > 0 ? normalised(counted) : (before[at] ?? []);
  });
}

function furthest(before: Chances, after: Chances): number {
  const old = before.flat();
  return after
    .flat()
    .reduce((most, chance, cell) => Math.max(most, Math.abs(chance - (old[cell] as number))), 0);
}

function isSwitched(m: SessionEstimate['m'], u: Chances): boolean {
  const estimated = m.flatMap((column, at) =>
    column === null ? [] : [{ m: column.at(-1), u: u[at]?.at(-1) }],
  );
  const less = estimated.filter((equal) => (equal.m ?? 0) < (equal.u ?? 0));
  return less.length * 2 > estimated.length;
}
