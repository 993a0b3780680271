import { describe, expect, test } from 'vitest';
import type { ConflictOptions } from '../../../src/match/clusters/conflicts.js';
import type { Edge } from '../../../src/match/clusters/edge.js';
import type { ClusterRow } from '../../../src/match/clusters/groups.js';
import { settleOneToOne } from '../../../src/match/clusters/one-to-one.js';
import { Dice } from '../../read/dice.js';
import { shuffled } from './shuffled.js';
import { faults, told, twoSources } from './world.js';

const OPTIONS: ConflictOptions = { single: [], alone: ['online', 'offline'], values: [], tieMargin: 10 };

/** Rows 0 to 9 are online, the rest offline. */
function settled(text: string, apart: readonly (readonly [bigint, bigint])[] = []) {
  const edges = text.split(' ').map((edge): Edge => {
    const [l = '', r = '', weight = ''] = edge.split(/[-:]/);
    return { l: BigInt(l), r: BigInt(r), weight: weight === 'must' ? 1_000_000_000 : Number(weight) };
  });
  const ids = [...new Set(edges.flatMap(({ l, r }) => [l, r]))].toSorted((a, b) => Number(a - b));
  const rows = ids.map(
    (id): ClusterRow => ({
      id,
      single: [],
      alone: [id < 10n, id >= 10n],
      values: [],
      apart: apart.flatMap(([l, r]) => (l === id ? [r] : [])),
    }),
  );
  return settleOneToOne(rows, edges, OPTIONS);
}

describe('two sources without duplicates', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'are linked so that the weights add up to the most',
      '0-10:90 0-11:80 1-10:80',
      ['0 1 1 0', '', '0-10 one_row_per_person:online', ''],
    ],
    [
      'say which source had a better row',
      '0-10:90 0-11:50',
      ['0 0 11', '', '0-11 one_row_per_person:offline', ''],
    ],
    [
      'leave a row between two alone, and cut what ties it elsewhere',
      '0-10:90 0-11:90 0-12:50',
      ['0 10 11 12', '0-10?0, 0-11?0', '0-12 torn_row', ''],
    ],
    [
      'follow a decision of a person before any sum',
      '0-10:must 0-11:900000 1-10:900000',
      ['0 1 0 11', '', '0-11 one_row_per_person:offline, 1-10 one_row_per_person:online', ''],
    ],
    [
      'cannot follow two decisions for one row',
      '0-10:must 1-10:must 1-11:50',
      ['0 1 0 1', '', '', '1-10 one_row_per_person:online'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(told(settled(text))).toEqual(expected);
  });

  test('are not linked where a person said no; what is left is not a tie', () => {
    expect(told(settled('0-10:90 1-10:90', [[10n, 0n]]))).toEqual(['0 1 1', '', '0-10 apart', '']);
    expect(told(settled('0-10:must 0-11:50', [[0n, 10n]]))).toEqual(['0 10 0', '', '', '0-10 apart']);
  });

  test('go to a person when there are too many rows to solve', () => {
    const many = Array.from({ length: 201 }, (_, n) => `0-${n + 10}:${n + 1}`).join(' ');
    const { person, tooLarge } = settled(many);
    expect(tooLarge).toHaveLength(201);
    expect(new Set(person.values()).size).toBe(202);
    expect(settled(`${many.split(' ').slice(0, 200).join(' ')} 0-999:must`).tooLarge).toEqual([]);
  });
});

test('three thousand small graphs: no person breaks a limit, every edge is told once, in any order', () => {
  const seed = 717_171;
  const dice = new Dice(seed);
  for (let n = 0; n < 3_000; n++) {
    const one = twoSources(dice);
    const found = settleOneToOne(one.rows, one.edges, one.options);
    expect(faults(one, found), `seed ${seed}, graph ${n}`).toEqual([]);
    const again = settleOneToOne(shuffled(one.rows, dice), shuffled(one.edges, dice), one.options);
    expect(told(again), `seed ${seed}, graph ${n}`).toEqual(told(found));
  }
});
