import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { faults, ladder } from '../merge/language/support.js';
import { smallEngine } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

function tableFaults(csv: string, hit = 'first', gives = 'grade'): Promise<readonly string[]> {
  const rules = ladder(
    `measures: { spend: sum(spend), visits: sum(orders) }
tables: { t: { file: t.csv, hit: ${hit}, gives: ${gives} } }
decide: [{ name: t, grade: A }]`,
    '  - { given: { online: {} }, expect: {} }',
  );
  return faults(engine, { rules, csv: { 't.csv': csv } });
}

describe('a fault in a decision table is told at its cell', () => {
  test.each([
    [
      'spend,grade\n"200,000",A\n',
      '2:1 200,000 is not a number in plain digits | write 200000 without commas',
    ],
    ['spend,grade\n,A\n', '2:1 an empty cell | write - where any value will do'],
    ['spend,grade\n007,A\n', '2:1 007 is not a number in plain digits'],
    ['spend,grade\n1,a\n', '2:2 a is not a grade of the ladder'],
    ['spnd,grade\n1,A\n', '2:1 unknown name spnd | did you mean spend?'],
    ['spend >,grade\n1,A\n', '1:1 '],
    ['online,grade\nE,A\n', '2:1 E is not a grade of the ladder'],
    ['any(spend > 5),grade\nmaybe,A\n', '2:1 maybe is neither yes nor no'],
    ['spend,grade\nmany,A\n', '2:1 a number is compared with a text'],
    ['spend,grde\n1,A\n', '1:1 there is no column grade to give | did you mean grde?'],
    ['spend,grade\n1\n', '2:1 has 1 cells, but the header 2'],
    ['spend,grade\n1 | ,A\n', '2:1 nothing stands between two |'],
    ['spend,grade\n"1,A\n', '2:1 is no CSV'],
  ])('%j', async (csv, fault) => {
    const found = await tableFaults(csv);
    expect(
      found.some((line) => line.startsWith(`t.csv:${fault}`)),
      found.join('\n'),
    ).toBe(true);
  });

  test('and that of a file that is not there at its name', async () => {
    const rules = ladder(
      'tables: { t: { file: nowhere.csv, hit: first } }\ndecide: [{ name: t, grade: A }]',
      '  - { given: { online: {} }, expect: {} }',
    );
    expect(await faults(engine, { rules })).toEqual([
      'rules.yaml:5:22 nowhere.csv does not exist | paths are relative to the rule file',
    ]);
  });
});

describe('where no two lines may apply', () => {
  const overlap = (line: number, other: number, at: string) =>
    `t.csv:${line}:1 this line and line ${other} both apply at ${at} | hit: unique allows one; make them exclude each other, or write hit: first`;

  test.each([
    ['ranges that meet in one number', 'spend,grade\n1..5,A\n5..9,B\n', [overlap(3, 2, 'spend = 5')]],
    ['ranges that do not', 'spend,grade\n[1..5),A\n5..9,B\n', []],
    ['open ranges between two numbers', 'spend,grade\n> 4,A\n< 5,B\n', [overlap(3, 2, 'spend = 4.5')]],
    ['a missing value', 'spend,grade\nmissing,A\nnot (> 5),B\n', [overlap(3, 2, 'spend = missing')]],
    ['what is known and what is missing', 'spend,grade\nmissing,A\nknown,B\n', []],
    ['another column that tells them apart', 'spend,online,grade\n> 4,A | B,A\n> 5,>= C,B\n', []],
    [
      'or does not',
      'spend,online,grade\n> 4,A | B,A\n> 5,>= B,B\n-,missing,C\n',
      [overlap(3, 2, 'spend = 6, online = B')],
    ],
    ['yes and no', 'any(spend > 5),grade\nyes,A\nno,B\n', []],
    ['days', 'as_of,grade\n< 2026-01-01,A\n>= 2026-01-01,B\n', []],
    ['a line for everyone', 'spend,grade\n-,A\n3,B\n', [overlap(3, 2, 'spend = 3')]],
  ])('%s', async (_what, csv, expected) => {
    expect(await tableFaults(csv, 'unique')).toEqual(expected);
  });
});
