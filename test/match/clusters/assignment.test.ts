import { describe, expect, test } from 'vitest';
import { type Assignment, assign } from '../../../src/match/clusters/assignment.js';
import type { Edge } from '../../../src/match/clusters/edge.js';
import { Dice } from '../../read/dice.js';
import { shuffled } from './shuffled.js';

/** `1-10:500`: left row, right row, weight. */
function edges(text: string): readonly Edge[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((edge) => {
      const [l = '', r = '', weight = ''] = edge.split(/[-:]/);
      return { l: BigInt(l), r: BigInt(r), weight: Number(weight) };
    });
}

/** What is linked, what is ambiguous (`?` and the torn row), what is not used. */
function told(found: Assignment): readonly string[] {
  if (found.outcome === 'too_large') return ['too large'];
  return [
    found.linked.map(({ l, r }) => `${l}-${r}`).join(' '),
    found.ambiguous.map(({ l, r, torn }) => `${l}-${r}?${torn}`).join(' '),
    found.unused.map(({ l, r }) => `${l}-${r}`).join(' '),
  ];
}

describe('the links between two sources without duplicates', () => {
  test.each<[string, string, number, readonly string[]]>([
    ['are those that add up to the most', '1-10:9 1-11:8 2-10:8 2-11:1', 1, ['1-11 2-10', '', '1-10 2-11']],
    ['leave a row single rather than link it elsewhere', '1-10:5 2-10:9', 1, ['2-10', '', '1-10']],
    ['prefer two weak links to one strong', '1-10:5 1-11:9 2-11:5', 1, ['1-10 2-11', '', '1-11']],
    ['are all edges where no row is shared', '1-10:1 2-11:7', 5, ['1-10 2-11', '', '']],
    ['are not made when two rows fit one equally', '1-10:5 2-10:5', 1, ['', '1-10?10 2-10?10', '']],
    [
      'are not made when one row fits two within the margin',
      '1-10:90 1-11:81',
      10,
      ['', '1-10?1 1-11?1', ''],
    ],
    ['are made when the second is the margin away', '1-10:90 1-11:80', 10, ['1-10', '', '1-11']],
    [
      'are not made when two pairs could swap',
      '1-10:5 1-11:5 2-10:5 2-11:5',
      1,
      ['', '1-10?1 1-11?1 2-10?2 2-11?2', ''],
    ],
    [
      'have a definite answer when nothing counts as a tie',
      '2-11:5 2-10:5 1-11:5 1-10:5',
      0,
      ['1-10 2-11', '', '1-11 2-10'],
    ],
    [
      'are made elsewhere in a component with a tie',
      '1-10:50 2-10:50 2-11:5 3-11:90',
      10,
      ['3-11', '1-10?10 2-10?10', '2-11'],
    ],
    ['are none without edges', '', 10, ['', '', '']],
  ])('%s', (_what, text, margin, expected) => {
    expect(told(assign(edges(text), margin))).toEqual(expected);
  });

  test('are made for a weak pair that nobody competes for, whatever the margin', () => {
    expect(told(assign(edges('1-10:3'), 1_000))).toEqual(['1-10', '', '']);
  });
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('a weight of %s is refused', (weight) => {
  expect(() => assign([{ l: 3n, r: 7n, weight }], 1)).toThrow(
    `the weight ${weight} of 3 and 7 is not a positive integer`,
  );
});

test('a row on both sides is refused', () => {
  expect(() => assign(edges('1-2:5 2-3:5'), 1)).toThrow('row 2 is on both sides');
});

test('more than 200 rows on either side are too many', () => {
  const star = (count: number) =>
    Array.from({ length: count }, (_, n): Edge => ({ l: 1n, r: BigInt(n + 10), weight: n + 1 }));
  expect(told(assign(star(201), 1))).toEqual(['too large']);
  expect(
    told(
      assign(
        star(201).map(({ l, r, weight }) => ({ l: r, r: 1_000n + l, weight })),
        1,
      ),
    ),
  ).toEqual(['too large']);
  expect(assign(star(200), 1).outcome).toBe('solved');
});

/** Up to six rows a side; few different weights, so that many solutions are equal or nearly so. */
function graph(dice: Dice): readonly Edge[] {
  const [lefts, rights, density, weights] = [
    1 + dice.below(6),
    1 + dice.below(6),
    1 + dice.below(4),
    1 + dice.below(12),
  ];
  const found: Edge[] = [];
  for (let l = 0; l < lefts; l++)
    for (let r = 0; r < rights; r++)
      if (dice.below(4) < density)
        found.push({ l: BigInt(l * 7 + 3), r: BigInt(100 + r * 5), weight: 1 + dice.below(weights) });
  return found;
}

interface Solution {
  readonly edges: ReadonlySet<Edge>;
  readonly total: number;
}

function everyMatching(all: readonly Edge[]): readonly Solution[] {
  const [first, ...rest] = all;
  if (first === undefined) return [{ edges: new Set(), total: 0 }];
  const without = everyMatching(rest);
  const free = rest.filter(({ l, r }) => l !== first.l && r !== first.r);
  const having = (free.length === rest.length ? without : everyMatching(free)).map((solution) => ({
    edges: new Set([...solution.edges, first]),
    total: solution.total + first.weight,
  }));
  return [...without, ...having];
}

/** The definition in the comment of `assign`, word by word, over all matchings. */
function byBruteForce(input: readonly Edge[], margin: number): readonly string[] {
  const all = input.toSorted((a, b) => Number(a.l - b.l) || Number(a.r - b.r));
  const solutions = everyMatching(all);
  const best = Math.max(...solutions.map(({ total }) => total));
  const lefts = [...new Set(all.map(({ l }) => l))];
  const partners = ({ edges }: Solution) =>
    lefts.map((l) => Number([...edges].find((edge) => edge.l === l)?.r ?? 9_999n));
  const [chosen] = solutions
    .filter(({ total }) => total === best)
    .toSorted((a, b) => {
      const [x, y] = [partners(a), partners(b)];
      const at = x.findIndex((value, n) => value !== y[n]);
      return at === -1 ? 0 : (x[at] ?? 0) - (y[at] ?? 0);
    });
  const rivals = new Set<Edge>();
  for (const { edges, total } of solutions)
    if (best - total < margin) for (const edge of edges) if (!chosen?.edges.has(edge)) rivals.add(edge);
  const tornBy = (row: bigint) =>
    [...(chosen?.edges ?? [])].some(({ l, r }) => l === row || r === row) &&
    [...rivals].some(({ l, r }) => l === row || r === row);
  const linked: string[] = [];
  const ambiguous: string[] = [];
  const unused: string[] = [];
  for (const edge of all) {
    const pair = `${edge.l}-${edge.r}`;
    const torn = [edge.l, edge.r].find(tornBy);
    if (!chosen?.edges.has(edge) && !rivals.has(edge)) unused.push(pair);
    else if (torn !== undefined) ambiguous.push(`${pair}?${torn}`);
    else linked.push(pair);
  }
  return [linked.join(' '), ambiguous.join(' '), unused.join(' ')];
}

test('four thousand small graphs: the answer is that of all matchings tried one by one', () => {
  const seed = 20_260;
  const dice = new Dice(seed);
  for (let n = 0; n < 4_000; n++) {
    const all = graph(dice);
    const margin = dice.below(6);
    expect(told(assign(all, margin)), `seed ${seed}, graph ${n}`).toEqual(byBruteForce(all, margin));
  }
});

test('two thousand small graphs: the order of the edges changes nothing', () => {
  const seed = 90_210;
  const dice = new Dice(seed);
  for (let n = 0; n < 2_000; n++) {
    const all = graph(dice);
    expect(told(assign(shuffled(all, dice), 2)), `seed ${seed}, graph ${n}`).toEqual(told(assign(all, 2)));
  }
});

test('200 rows a side, every pair tied, are solved within seconds', () => {
  const dice = new Dice(5);
  const all = Array.from({ length: 40_000 }, (_, n): Edge => {
    return {
      l: BigInt(n % 200),
      r: BigInt(1_000 + Math.floor(n / 200)),
      weight: 20_000 + dice.below(15_000),
    };
  });
  const start = performance.now();
  expect(assign(all, 1_000).outcome).toBe('solved');
  expect(performance.now() - start).toBeLessThan(10_000);
});
