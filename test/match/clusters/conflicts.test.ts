import { describe, expect, test } from 'vitest';
import { type ConflictOptions, settleConflict } from '../../../src/match/clusters/conflicts.js';
import type { Edge } from '../../../src/match/clusters/edge.js';
import type { ClusterRow } from '../../../src/match/clusters/groups.js';
import { Dice } from '../../read/dice.js';
import { shuffled } from './shuffled.js';
import { faults, reasonOf, told, type World, world } from './world.js';

/** `a` knows the CI, `-` does not; `!`: of the source without duplicates; what follows are phones. */
function rows(...texts: readonly string[]): readonly ClusterRow[] {
  return texts.map((text, id) => ({
    id: BigInt(id),
    single: [text.startsWith('-') ? null : text.slice(0, 1)],
    alone: [text.includes('!')],
    values: [text.slice(1).replace('!', '').split('')],
    apart: [],
  }));
}

/** `0-1:50`, or `0-1:must`. */
function edges(text: string): readonly Edge[] {
  return text.split(' ').map((edge) => {
    const [l = '', r = '', weight = ''] = edge.split(/[-:]/);
    return { l: BigInt(l), r: BigInt(r), weight: weight === 'must' ? 1_000_000_000 : Number(weight) };
  });
}

const OPTIONS: ConflictOptions = {
  single: ['ci'],
  alone: ['online'],
  values: [{ field: 'phone', most: 2 }],
  tieMargin: 10,
};

describe('a component that cannot be one person', () => {
  test.each<[string, readonly ClusterRow[], string, readonly string[]]>([
    ['keeps its stronger edge', rows('a', '-', 'b'), '0-1:50 1-2:40', ['0 0 2', '', '1-2 ci', '']],
    [
      'leaves the row between two equal edges alone',
      rows('a', '-', 'b'),
      '0-1:50 1-2:50',
      ['0 1 2', '0-1?1, 1-2?1', '', ''],
    ],
    [
      'leaves the row between two edges within the margin alone',
      rows('a', '-', 'b'),
      '0-1:50 1-2:41',
      ['0 1 2', '0-1?1, 1-2?1', '', ''],
    ],
    [
      'joins all that a veto allows',
      rows('a', '-', 'a', 'b'),
      '0-1:50 1-2:50 2-3:50',
      ['0 0 0 3', '', '2-3 ci', ''],
    ],
    [
      'learns a value from a row that joins',
      rows('a', '-', '-', 'b'),
      '0-1:50 1-2:40 2-3:30',
      ['0 0 0 3', '', '2-3 ci', ''],
    ],
    [
      'has one row of a source without duplicates',
      rows('-!', '-', '-!'),
      '0-1:50 1-2:40',
      ['0 0 2', '', '1-2 one_row_per_person:online', ''],
    ],
    [
      'cuts a weaker edge to a torn row',
      rows('a', '-', 'b', 'a'),
      '0-1:50 1-2:50 1-3:40',
      ['0 1 2 3', '0-1?1, 1-2?1', '1-3 torn_row', ''],
    ],
    [
      'reports every edge of a torn row that is within the margin',
      rows('a', '-', 'b', 'a'),
      '0-1:50 1-2:50 1-3:41',
      ['0 1 2 3', '0-1?1, 1-2?1, 1-3?1', '', ''],
    ],
    [
      'has no tie with an edge that a veto forbids anyway',
      rows('a', '-', 'b', 'c'),
      '0-1:70 1-2:50 1-3:50',
      ['0 0 2 3', '', '1-2 ci, 1-3 ci', ''],
    ],
    [
      'has no tie between rows that may be one person',
      rows('-', '-', '-', 'a!', '-!'),
      '0-1:50 1-2:50 0-3:30 2-4:20',
      ['0 0 0 0 4', '', '2-4 one_row_per_person:online', ''],
    ],
    [
      'does not part a row from its person for a tie',
      rows('-', '-', 'a', 'b'),
      '0-1:90 1-2:50 1-3:50',
      ['0 0 0 3', '', '1-3 ci', ''],
    ],
    [
      'forgets edges inside one person',
      rows('a', '-', '-', 'b'),
      '0-1:60 0-2:60 1-2:50 2-3:30',
      ['0 0 0 3', '', '2-3 ci', ''],
    ],
    [
      'settles two conflicts apart',
      rows('a', '-', 'b', 'a', '-', 'b'),
      '0-1:50 1-2:40 3-4:40 4-5:50',
      ['0 0 2 3 4 4', '', '1-2 ci, 3-4 ci', ''],
    ],
    [
      'holds no more values than allowed',
      rows('-p', '-q', '-r'),
      '0-1:50 1-2:40',
      ['0 0 2', '', '1-2 max_values:phone', ''],
    ],
    [
      'holds a value that it has already',
      rows('-p', '-q', '-p', 'a', 'b'),
      '0-1:50 1-2:40 0-3:30 0-4:20',
      ['0 0 0 0 4', '', '0-4 ci', ''],
    ],
    ['names the veto before the source', rows('a!', '-', 'b!'), '0-1:50 1-2:40', ['0 0 2', '', '1-2 ci', '']],
  ])('%s', (_what, members, ties, expected) => {
    expect(told(settleConflict(members, edges(ties), OPTIONS))).toEqual(expected);
  });

  test('has no more rows than allowed', () => {
    expect(
      told(settleConflict(rows('-', '-', '-'), edges('0-1:50 1-2:40'), { ...OPTIONS, maxRows: 2 })),
    ).toEqual(['0 0 2', '', '1-2 max_rows', '']);
  });

  test('has no ties when the margin is nothing', () => {
    expect(
      told(settleConflict(rows('a', '-', 'b'), edges('0-1:50 1-2:50'), { ...OPTIONS, tieMargin: 0 })),
    ).toEqual(['0 0 2', '', '1-2 ci', '']);
  });
});

describe('a decision of a person', () => {
  test.each<[string, readonly ClusterRow[], string, readonly string[]]>([
    ['comes before any score', rows('a', '-', 'b'), '0-1:900000 1-2:must', ['0 1 1', '', '0-1 ci', '']],
    ['is never torn', rows('a', '-', 'b'), '0-1:999999 1-2:must', ['0 1 1', '', '0-1 ci', '']],
    ['that a veto forbids is a contradiction', rows('a', 'b'), '0-1:must', ['0 1', '', '', '0-1 ci']],
    [
      'that another decision forbids is a contradiction',
      rows('a', '-', 'b'),
      '0-1:must 1-2:must',
      ['0 0 2', '', '', '1-2 ci'],
    ],
  ])('%s', (_what, members, ties, expected) => {
    expect(told(settleConflict(members, edges(ties), OPTIONS))).toEqual(expected);
  });
});

describe('two rows that may not be one person', () => {
  const [guardian, child, other] = rows('-', '-', '-') as readonly [ClusterRow, ClusterRow, ClusterRow];

  test.each<[string, readonly ClusterRow[]]>([
    ['said by one', [{ ...guardian, apart: [1n] }, child, other]],
    ['said by the other', [guardian, { ...child, apart: [0n] }, other]],
  ])('are not joined by a third, %s', (_what, strangers) => {
    expect(told(settleConflict(strangers, edges('0-2:50 1-2:40'), OPTIONS))).toEqual([
      '0 1 0',
      '',
      '1-2 apart',
      '',
    ]);
    expect(told(settleConflict(strangers, edges('0-2:50 1-2:50'), OPTIONS))).toEqual([
      '0 1 2',
      '0-2?2, 1-2?2',
      '',
      '',
    ]);
  });
});

test('a row that is not in the component is a fault of the program', () => {
  expect(() => settleConflict(rows('a'), edges('0-7:1'), OPTIONS)).toThrow('row 7 is not in this component');
});

/** The definition in the comment of `settleConflict`, with everything worked out anew for every edge. */
function naive({ rows, edges, options }: World): readonly string[] {
  const order = edges.toSorted((a, b) => b.weight - a.weight || Number(a.l - b.l) || Number(a.r - b.r));
  const kept: Edge[] = [];
  const torn: bigint[] = [];
  const ambiguous = new Map<Edge, bigint>();
  const blocked = new Map<Edge, string>();
  const personOf = (row: bigint): readonly bigint[] => {
    const person = [row];
    for (const member of person)
      for (const { l, r } of kept)
        if (l === member || r === member)
          for (const end of [l, r]) if (!person.includes(end)) person.push(end);
    return person;
  };
  const reason = (ids: readonly bigint[]) =>
    reasonOf(
      rows.filter(({ id }) => ids.includes(id)),
      options,
    );
  const far = ({ l, r }: Edge, row: bigint) => personOf(l === row ? r : l);
  for (const [at, edge] of order.entries()) {
    const ends = [edge.l, edge.r];
    if (ambiguous.has(edge) || personOf(edge.l).includes(edge.r)) continue;
    const why = reason([...personOf(edge.l), ...personOf(edge.r)]);
    if (why !== undefined) blocked.set(edge, why);
    else if (ends.some((row) => torn.includes(row))) blocked.set(edge, 'torn_row');
    else {
      const between = ends.map((row) => {
        if (personOf(row).length > 1 || edge.weight >= 1_000_000_000) return [];
        const near = order.filter(
          (other, place) =>
            place >= at &&
            [other.l, other.r].includes(row) &&
            ![other.l, other.r].some((end) => torn.includes(end)) &&
            edge.weight - other.weight < options.tieMargin &&
            reason([row, ...far(other, row)]) === undefined,
        );
        return near.some((other) => reason([row, ...far(edge, row), ...far(other, row)])) ? near : [];
      });
      between.forEach((near, end) => {
        if (near.length > 0) torn.push(ends[end] ?? 0n);
        for (const other of near) if (!ambiguous.has(other)) ambiguous.set(other, ends[end] ?? 0n);
      });
      if (between.flat().length === 0) kept.push(edge);
    }
  }
  const list = (must: boolean) =>
    [...blocked]
      .filter(([{ weight }]) => weight >= 1_000_000_000 === must)
      .map(([edge, why]) => ({ ...edge, reason: why }));
  return told({
    person: new Map(rows.map(({ id }) => [id, [...personOf(id)].toSorted((a, b) => Number(a - b))[0] ?? id])),
    ambiguous: [...ambiguous].map(([edge, row]) => ({ ...edge, torn: row })),
    cut: list(false),
    contradictions: list(true),
  });
}

test('five thousand small graphs: the outcome is that of working everything out anew for every edge', () => {
  const seed = 313_131;
  const dice = new Dice(seed);
  for (let n = 0; n < 5_000; n++) {
    const one = world(dice);
    expect(told(settleConflict(one.rows, one.edges, one.options)), `seed ${seed}, graph ${n}`).toEqual(
      naive(one),
    );
  }
});

test('three thousand small graphs: the order of rows and edges changes nothing', () => {
  const seed = 424_242;
  const dice = new Dice(seed);
  for (let n = 0; n < 3_000; n++) {
    const { rows, edges, options } = world(dice);
    const first = told(settleConflict(rows, edges, options));
    const second = told(settleConflict(shuffled(rows, dice), shuffled(edges, dice), options));
    expect(second, `seed ${seed}, graph ${n}`).toEqual(first);
  }
});

test('three thousand small graphs: no person breaks a limit, and every edge is told exactly once', () => {
  const seed = 515_151;
  const dice = new Dice(seed);
  for (let n = 0; n < 3_000; n++) {
    const one = world(dice);
    const settled = settleConflict(one.rows, one.edges, one.options);
    expect(faults(one, settled), `seed ${seed}, graph ${n}`).toEqual([]);
  }
});

test('a thousand small graphs: where nothing is forbidden, all that is tied is one person', () => {
  const seed = 606_060;
  const dice = new Dice(seed);
  for (let n = 0; n < 1_000; n++) {
    const { rows, edges } = world(dice);
    const free = rows.map((row) => ({ ...row, single: [], alone: [], values: [], apart: [] }));
    const settled = settleConflict(free, edges, { single: [], alone: [], values: [], tieMargin: 3 });
    expect(told(settled).slice(1), `seed ${seed}, graph ${n}`).toEqual(['', '', '']);
  }
});

test('a large knot of equal edges is settled within seconds', () => {
  const members = rows('b', ...Array.from({ length: 299 }, (_, n) => (n % 2 === 0 ? 'a' : '-')));
  const ties = members.flatMap((l, at) =>
    members.slice(at + 1).map((r) => ({ l: l.id, r: r.id, weight: 1 })),
  );
  const start = performance.now();
  settleConflict(members, ties, OPTIONS);
  expect(performance.now() - start).toBeLessThan(5_000);
});
