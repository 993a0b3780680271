import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/match/model/em.js';
import type { PatternCount } from '../../../src/match/model/model.js';
import { Dice } from '../../read/dice.js';

type Levels = readonly (number | null)[];

/** Three comparisons: of two, three and two levels. */
const U = [
  [0.99, 0.01],
  [0.9, 0.08, 0.02],
  [0.5, 0.5],
];
const START = [
  [0.1, 0.9],
  [0.0333, 0.0667, 0.9],
  [0.1, 0.9],
];

function counted(pairs: readonly Levels[]): readonly PatternCount[] {
  const counts = new Map<string, PatternCount>();
  for (const levels of pairs) {
    const key = JSON.stringify(levels);
    counts.set(key, { levels, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** The same formulas over one pair after another: W. Winkler 1988, with m kept at 1e-6 or more. */
function pairByPair(pairs: readonly Levels[], fixed: readonly number[]): readonly (readonly number[])[] {
  let m = START.map((column) => [...column]);
  let lambda = 0.1;
  for (let iteration = 0; iteration < 200; iteration++) {
    const posterior = pairs.map((levels) => {
      let [same, other] = [lambda, 1 - lambda];
      levels.forEach((level, at) => {
        if (level === null || fixed.includes(at)) return;
        same *= m[at]?.[level] as number;
        other *= U[at]?.[level] as number;
      });
      return same / (same + other);
    });
    const next = m.map((column, at) => {
      if (fixed.includes(at)) return column;
      const shares = column.map((_, level) => {
        let [here, all] = [0, 0];
        pairs.forEach((levels, pair) => {
          if (levels[at] === level) here += posterior[pair] as number;
          if (levels[at] !== null) all += posterior[pair] as number;
        });
        return Math.max(here / all, 1e-6);
      });
      const total = shares.reduce((a, b) => a + b);
      return shares.map((share) => share / total);
    });
    lambda = posterior.reduce((a, b) => a + b) / pairs.length;
    const moved = Math.max(
      ...next.flatMap((column, at) => column.map((x, l) => Math.abs(x - (m[at]?.[l] as number)))),
    );
    m = next;
    if (moved <= 1e-6) break;
  }
  return m;
}

/** Pairs of known m: a part are one person, a tenth of all values is missing. */
function simulated(
  dice: Dice,
  { pairs, lambda, m }: { pairs: number; lambda: number; m: typeof U },
): Levels[] {
  const draw = (column: readonly number[]): number => {
    let at = dice.below(1_000_000) / 1_000_000;
    return column.findIndex((share, level) => {
      at -= share;
      return at < 0 || level === column.length - 1;
    });
  };
  return dice.times(pairs, () => {
    const same = dice.below(1_000_000) < lambda * 1_000_000;
    return m.map((column, at) => (dice.chance(10) ? null : draw(same ? column : (U[at] as number[]))));
  });
}

function shuffled<T>(dice: Dice, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: dice.below(2 ** 31) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const M = [
  [0.2, 0.8],
  [0.1, 0.2, 0.7],
  [0.05, 0.95],
];

for (const seed of [1, 2, 3, 4, 5]) {
  describe(`seed ${seed}`, () => {
    const pairs = simulated(new Dice(seed), { pairs: 400, lambda: 0.3, m: M });

    test('counted patterns give the m that going through every pair gives', () => {
      const { m } = estimate([{ name: 'all', counts: counted(pairs), fixed: [] }], U, { start: START });
      const expected = pairByPair(pairs, []);
      m.flat().forEach((chance, cell) => {
        expect(chance).toBeCloseTo(expected.flat()[cell] as number, 9);
      });
    });

    test('so they do when the rule blocks on one comparison', () => {
      const { m, unestimated } = estimate([{ name: 'all', counts: counted(pairs), fixed: [1] }], U, {
        start: START,
      });
      const expected = pairByPair(pairs, [1]);
      m.flat().forEach((chance, cell) => {
        expect(chance).toBeCloseTo(expected.flat()[cell] as number, 9);
      });
      expect(unestimated).toEqual([1]);
    });

    test('neither the order of patterns nor of sessions changes a bit', () => {
      const sessions = [0, 1, 2].map((fixed) => ({
        name: `rule ${fixed}`,
        counts: counted(pairs),
        fixed: [fixed],
      }));
      const { m } = estimate(sessions, U);
      const dice = new Dice(seed);
      const turned = sessions.toReversed().map((session) => ({
        ...session,
        counts: shuffled(dice, session.counts).flatMap(({ levels, count }) => [
          { levels, count: count - 1 },
          { levels, count: 1 },
        ]),
      }));
      expect(estimate(turned, U).m).toEqual(m);
    });
  });
}

for (const seed of [11, 12, 13]) {
  test(`known m and λ are found again in 50,000 simulated pairs (seed ${seed})`, () => {
    const pairs = simulated(new Dice(seed), { pairs: 50_000, lambda: 0.2, m: M });
    const { m, sessions } = estimate([{ name: 'all', counts: counted(pairs), fixed: [] }], U);
    expect(sessions[0]).toMatchObject({ dropped: null, converged: true, pairs: 50_000 });
    expect(Math.abs((sessions[0]?.lambda ?? 0) - 0.2)).toBeLessThan(0.01);
    m.forEach((column, at) => {
      column.forEach((chance, level) => {
        expect(Math.abs(chance - (M[at]?.[level] ?? 0))).toBeLessThan(0.02);
      });
    });
  });
}

/** One comparison whose patterns leave no doubt: with it equal, a pair is one person. */
const SURE = [0.999999, 0.000001];

function sure(equal: number, { far, near }: { far: number; near: number }): readonly PatternCount[] {
  return [
    { levels: [1, equal === 1 ? 1 : 0], count: near },
    { levels: [1, equal === 1 ? 0 : 1], count: far },
    { levels: [0, 0], count: 1000 },
  ];
}

test('the median of three sessions counts, level by level, made to add up to 1', () => {
  const u = [SURE, [0.9, 0.1]];
  const sessions = [80, 90, 60].map((near) => ({
    name: `${near}`,
    counts: sure(1, { near, far: 100 - near }),
    fixed: [],
  }));
  const { m } = estimate(sessions, u);
  expect(m[1]?.map((chance) => chance.toFixed(3))).toEqual(['0.200', '0.800']);
});

test('of two sessions the middle between them counts', () => {
  const u = [SURE, [0.9, 0.1]];
  const sessions = [80, 60].map((near) => ({
    name: `${near}`,
    counts: sure(1, { near, far: 100 - near }),
    fixed: [],
  }));
  expect(estimate(sessions, u).m[1]?.map((chance) => chance.toFixed(3))).toEqual(['0.300', '0.700']);
});

test('a level that no true pair shows is rare and never impossible', () => {
  const { m } = estimate(
    [{ name: 'all', counts: sure(1, { near: 100, far: 0 }), fixed: [] }],
    [SURE, [0.5, 0.5]],
  );
  expect(m[1]?.map((chance) => chance.toFixed(6))).toEqual(['0.000001', '0.999999']);
});

test('a session that found another class than the matches is dropped and says so', () => {
  const counts = [
    { levels: [0, 0, 0], count: 900 },
    { levels: [1, 2, 1], count: 100 },
  ];
  const u = [
    [0.1, 0.9],
    [0.05, 0.05, 0.9],
    [0.1, 0.9],
  ];
  const { m, unestimated, sessions } = estimate([{ name: 'phone', counts, fixed: [] }], u, { start: START });
  expect(sessions[0]).toMatchObject({ name: 'phone', dropped: 'switched', pairs: 1000 });
  expect(m).toEqual(START);
  expect(unestimated).toEqual([0, 1, 2]);
});

test('a session without pairs, or without a single true pair, is dropped and says so', () => {
  const strangers = [{ levels: [0, 0, 0], count: 1_000 }];
  const { sessions } = estimate(
    [
      { name: 'none', counts: [], fixed: [] },
      { name: 'strangers', counts: strangers, fixed: [] },
    ],
    U,
    { start: START },
  );
  expect(sessions.map(({ name, dropped }) => [name, dropped])).toEqual([
    ['none', 'no_matches'],
    ['strangers', 'no_matches'],
  ]);
});

test('a comparison that nobody has a value of keeps its start', () => {
  const counts = sure(1, { near: 80, far: 20 }).map(({ levels, count }) => ({
    levels: [...levels, null],
    count,
  }));
  const { m, unestimated } = estimate([{ name: 'all', counts, fixed: [] }], [SURE, [0.9, 0.1], [0.5, 0.5]]);
  expect(m[2]).toEqual([0.1, 0.9]);
  expect(unestimated).toEqual([2]);
});

test('a start that counts as pairs holds a small session back', () => {
  const session = { name: 'small', counts: sure(1, { near: 5, far: 5 }), fixed: [] };
  const { m } = estimate([session], [SURE, [0.9, 0.1]], {
    start: [SURE.toReversed(), [0.1, 0.9]],
    startPairs: 10,
  });
  // 10 pairs of start at 0.9 and 10 seen at 0.5.
  expect(m[1]?.map((chance) => chance.toFixed(3))).toEqual(['0.300', '0.700']);
});

test('a level that the model does not have is refused', () => {
  const session = { name: 'odd', counts: [{ levels: [2], count: 1 }], fixed: [] };
  expect(() => estimate([session], [[0.5, 0.5]])).toThrow('comparison 0 has no level 2');
});
