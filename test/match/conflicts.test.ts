import { describe, expect, test } from 'vitest';
import {
  type ConflictEdge,
  type ConflictRow,
  type Settled,
  settleConflict,
} from '../../src/match/conflicts.js';
import { Dice } from '../read/dice.js';

/** `a` knows the value, `-` does not; an online row is the only one of its person. */
function rows(...texts: readonly string[]): readonly ConflictRow[] {
  return texts.map((text, id) => ({
    id: BigInt(id),
    single: [text.startsWith('-') ? null : text.slice(0, 1)],
    alone: [text.endsWith('!')],
    apart: [],
  }));
}

function edges(...texts: readonly string[]): readonly ConflictEdge[] {
  return texts.map((text) => {
    const [l = '', r = '', evidence = ''] = text.split(/[-:]/);
    return { l: BigInt(l), r: BigInt(r), evidence: Number(evidence) };
  });
}

/** `row>person` of each row, then what is ambiguous and what was cut. */
function told({ person, ambiguous, cut }: Settled): readonly string[] {
  return [
    [...person]
      .toSorted(([a], [b]) => Number(a - b))
      .map(([, to]) => to)
      .join(' '),
    ambiguous
      .map(({ l, r, torn }) => `${l}-${r}?${torn}`)
      .toSorted()
      .join(' '),
    cut
      .map(({ l, r }) => `${l}-${r}`)
      .toSorted()
      .join(' '),
  ];
}

describe('a component that cannot be one person', () => {
  test.each<[string, readonly ConflictRow[], readonly ConflictEdge[], readonly string[]]>([
    ['keeps its stronger edge', rows('a', '-', 'b'), edges('0-1:2', '1-2:1'), ['0 0 2', '', '1-2']],
    [
      'leaves the row between two equal edges alone',
      rows('a', '-', 'b'),
      edges('0-1:1', '1-2:1'),
      ['0 1 2', '0-1?1 1-2?1', ''],
    ],
    [
      'joins all that a veto allows',
      rows('a', '-', 'a', 'b'),
      edges('0-1:1', '1-2:1', '2-3:1'),
      ['0 0 0 3', '', '2-3'],
    ],
    [
      'learns a value from a row that joins',
      rows('a', '-', '-', 'b'),
      edges('0-1:3', '1-2:2', '2-3:1'),
      ['0 0 0 3', '', '2-3'],
    ],
    [
      'has one row of a source without duplicates',
      rows('-!', '-', '-!'),
      edges('0-1:2', '1-2:1'),
      ['0 0 2', '', '1-2'],
    ],
    [
      'cuts a weaker edge to a torn row',
      rows('a', '-', 'b', 'a'),
      edges('0-1:2', '1-2:2', '1-3:1'),
      ['0 1 2 3', '0-1?1 1-2?1', '1-3'],
    ],
    [
      'forgets edges inside one person',
      rows('a', '-', '-', 'b'),
      edges('0-1:3', '0-2:3', '1-2:2', '2-3:1'),
      ['0 0 0 3', '', '2-3'],
    ],
    [
      'settles two conflicts apart',
      rows('a', '-', 'b', 'a', '-', 'b'),
      edges('0-1:2', '1-2:1', '3-4:1', '4-5:2'),
      ['0 0 2 3 4 4', '', '1-2 3-4'],
    ],
  ])('%s', (_what, members, ties, expected) => {
    expect(told(settleConflict(members, ties))).toEqual(expected);
  });
});

test('two rows that may not be one person are not joined by a third', () => {
  const [guardian, child, other] = rows('-', '-', '-') as readonly [ConflictRow, ConflictRow, ConflictRow];
  const strangers = [{ ...guardian, apart: [1n] }, { ...child, apart: [0n] }, other];
  expect(told(settleConflict(strangers, edges('0-2:2', '1-2:1')))).toEqual(['0 1 0', '', '1-2']);
  expect(told(settleConflict(strangers, edges('0-2:1', '1-2:1')))).toEqual(['0 1 2', '0-2?2 1-2?2', '']);
});

test('a row that is not in the component is a fault of the program', () => {
  expect(() => settleConflict(rows('a'), edges('0-7:1'))).toThrow('row 7 is not in this component');
});

function shuffled<T>(items: readonly T[], dice: Dice): readonly T[] {
  return items
    .map((item) => ({ item, at: dice.below(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

interface World {
  readonly rows: readonly ConflictRow[];
  readonly edges: readonly ConflictEdge[];
}

/** Up to nine rows and as many edges as chance gives, of few strengths, so that many are equal. */
function world(dice: Dice): World {
  const count = 2 + dice.below(8);
  const ids = Array.from({ length: count }, (_, at) => BigInt(at * 3 + 1));
  const strangers = ids.flatMap((l, at) =>
    ids.slice(at + 1).flatMap((r) => (dice.chance(12) ? [[l, r] as const] : [])),
  );
  const rows = ids.map(
    (id): ConflictRow => ({
      id,
      single: [dice.pick(['a', 'b', null, null]), dice.pick(['x', 'y', null, null, null])],
      alone: [dice.chance(3), dice.chance(5)],
      apart: strangers.flatMap(([l, r]) => (l === id ? [r] : r === id ? [l] : [])),
    }),
  );
  const edges = rows.flatMap((l, at) =>
    rows
      .slice(at + 1)
      .flatMap((r) => (dice.chance(2) ? [{ l: l.id, r: r.id, evidence: 1 + dice.below(3) }] : [])),
  );
  return { rows, edges };
}

test('a thousand small graphs: the order of rows and edges changes nothing', () => {
  const seed = 424_242;
  const dice = new Dice(seed);
  for (let n = 0; n < 1_000; n++) {
    const { rows, edges } = world(dice);
    const first = told(settleConflict(rows, edges));
    const second = told(settleConflict(shuffled(rows, dice), shuffled(edges, dice)));
    expect(second, `seed ${seed}, graph ${n}`).toEqual(first);
  }
});

test('a thousand small graphs: no person breaks a veto or a cardinality, and no edge is unaccounted for', () => {
  const seed = 515_151;
  const dice = new Dice(seed);
  for (let n = 0; n < 1_000; n++) {
    const { rows, edges } = world(dice);
    const where = `seed ${seed}, graph ${n}`;
    const settled = settleConflict(rows, edges);
    const personOf = (row: bigint) => settled.person.get(row);
    expect([...settled.person.keys()].toSorted(compare), where).toEqual(rows.map(({ id }) => id));
    for (const person of new Set(settled.person.values())) {
      const members = rows.filter(({ id }) => personOf(id) === person);
      expect(members[0]?.id, where).toBe(person);
      for (const i of [0, 1]) {
        expect(new Set(members.flatMap(({ single }) => single[i] ?? [])).size, where).toBeLessThan(2);
        expect(members.filter(({ alone }) => alone[i]).length, where).toBeLessThan(2);
      }
      expect(
        members.some(({ apart }) => members.some(({ id }) => apart.includes(id))),
        where,
      ).toBe(false);
      expect(connected(members, edges), where).toBe(true);
    }
    const used = edges.filter(({ l, r }) => personOf(l) === personOf(r)).length;
    const told = [...settled.cut, ...settled.ambiguous];
    expect(
      told.every(({ l, r }) => personOf(l) !== personOf(r)),
      where,
    ).toBe(true);
    expect(new Set(told.map(({ l, r }) => `${l}-${r}`)).size, where).toBe(told.length);
    expect(used + told.length, where).toBe(edges.length);
    for (const { torn } of settled.ambiguous)
      expect(rows.filter(({ id }) => personOf(id) === torn).length, where).toBe(1);
  }
});

test('a thousand small graphs: two rows that nothing forbids are one person when only they are tied', () => {
  const seed = 606_060;
  const dice = new Dice(seed);
  for (let n = 0; n < 1_000; n++) {
    const { rows, edges } = world(dice);
    const free = rows.map((row) => ({ ...row, single: [null, null], alone: [false, false], apart: [] }));
    const settled = settleConflict(free, edges);
    expect(settled.cut.length + settled.ambiguous.length, `seed ${seed}, graph ${n}`).toBe(0);
  }
});

test('a large knot of equal edges is settled within seconds', () => {
  const members = rows(...Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? 'a' : '-')));
  const ties = members.flatMap((l, at) =>
    members.slice(at + 1).map((r) => ({ l: l.id, r: r.id, evidence: 1 })),
  );
  const broken = members.map((row, at) => (at === 0 ? { ...row, single: ['b'] } : row));
  const start = performance.now();
  settleConflict(broken, ties);
  expect(performance.now() - start).toBeLessThan(5_000);
});

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : 1;
}

/** Whether the edges between these rows alone hold them together. */
function connected(members: readonly ConflictRow[], edges: readonly ConflictEdge[]): boolean {
  const reached = new Set(members.slice(0, 1).map(({ id }) => id));
  const inside = edges.filter(({ l, r }) => [l, r].every((end) => members.some(({ id }) => id === end)));
  for (let grown = true; grown; ) {
    const next = inside.flatMap(({ l, r }) => (reached.has(l) !== reached.has(r) ? [l, r] : []));
    for (const row of next) reached.add(row);
    grown = next.length > 0;
  }
  return reached.size === members.length;
}
