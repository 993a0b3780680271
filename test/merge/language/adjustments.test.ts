import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { smallEngine, source } from '../../rules/support.js';
import { differences, faults, ladder } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const DECIDE = `decide:
  - { name: left, when: every(status = 'withdrawn'), grade: none }
  - { name: r, grade: highest(map) }
`;

async function holds(lines: string, examples: string, csv: Record<string, string> = {}): Promise<void> {
  expect(await differences(engine, { rules: ladder(DECIDE + lines, examples), csv })).toEqual([]);
}

test('at most so many steps below the previous grade, and never below the lowest', async () => {
  await holds(
    'adjust: [{ name: soft landing, at_most_down: 1 }]',
    `
  - { given: { previous: D, online: { grade: a } }, expect: { grade: C } }
  - { given: { previous: C, online: { grade: b } }, expect: { grade: B } }
  - { given: { previous: A, online: {} }, expect: { grade: A } }
  - { given: { previous: B, online: {} }, expect: { grade: A } }
  - { given: { previous: A, online: { grade: d } }, expect: { grade: D } }
  - { given: { online: { grade: a } }, expect: { grade: A } }
  - { given: { online: {} }, expect: { grade: none } }
  - { given: { previous: D, online: { status: withdrawn, grade: d } }, expect: { grade: none } }`,
  );
});

test('steps may be counted from another grade', async () => {
  await holds(
    "adjust: [{ name: s, at_most_down: 2, from: highest(previous, 'D'), when: sources = 1 }]",
    `
  - { given: { online: { grade: a } }, expect: { grade: B } }
  - { given: { online: { grade: a }, offline: {} }, expect: { grade: A } }`,
  );
});

test('a floor holds until its day, that day included', async () => {
  await holds(
    'adjust: [{ name: grandfathered, never_below: previous, until: 2027-01-31 }]',
    `
  - { as_of: 2027-01-31, given: { previous: C, online: { grade: a } }, expect: { grade: C } }
  - { as_of: 2027-02-01, given: { previous: C, online: { grade: a } }, expect: { grade: A } }`,
  );
});

test('or until the old grade ends, of the previous grade or of each row on its own', async () => {
  await holds(
    `adjust: [{ name: old, never_below: previous, until: grade_valid_until, when: previous is not null }]`,
    `
  - { as_of: 2026-05-01, given: { previous: C, online: { grade: a, grade_valid_until: 2026-05-01 } }, expect: { grade: C } }
  - { as_of: 2026-05-02, given: { previous: C, online: { grade: a, grade_valid_until: 2026-05-01 } }, expect: { grade: A } }
  - { as_of: 2026-05-02, given: { previous: C, online: { grade: a } }, expect: { grade: A } }`,
  );
  const rules = ladder(
    `decide: [{ name: r, grade: A }]
adjust: [{ name: old, never_below: best_source, until: grade_valid_until }]`,
    `
  - as_of: 2026-05-02
    given: { online: [{ grade: d, grade_valid_until: 2026-05-01 }, { grade: b, grade_valid_until: 2026-06-01 }, { grade: c }] }
    expect: { grade: B }
  - { as_of: 2026-05-02, given: { online: { grade: d } }, expect: { grade: A } }`,
  );
  expect(await differences(engine, { rules })).toEqual([]);
});

test('a floor may be any grade, and what was announced is missing until a store keeps it', async () => {
  await holds(
    `measures: { spend: sum(spend) }
bands: { spend: { B: 100 } }
adjust:
  - { name: told, never_below: announced }
  - { name: spenders, never_below: band(spend), when: grade is null or grade < 'B' }
  - { name: members, never_below: A }`,
    `
  - { given: { online: { spend: 100 } }, expect: { grade: B } }
  - { given: { online: { spend: 99 } }, expect: { grade: A } }
  - { given: { online: { spend: 100, grade: c } }, expect: { grade: C } }`,
  );
});

test('dormant members keep their grade, others may fall', async () => {
  await holds(
    `adjust: [{ name: asleep, when: every(status = 'dormant'), never_below: previous }]`,
    `
  - { given: { previous: D, online: { grade: a, status: dormant } }, expect: { grade: D } }
  - { given: { previous: D, online: { grade: a, status: active } }, expect: { grade: A } }`,
  );
});

const CSV = `source,source_member_id,grade,until,reason
online,M1,D,,founder
online,M2,none,2026-12-31,fraud
offline,M2,B,,"an error of ours, promised"
offline,M3,C,2026-01-01,over
`;

test('the grade of a member may be set by hand, up or down, until a day', async () => {
  await holds(
    'adjust: [{ name: never below, never_below: previous }, { name: by hand, exceptions: e.csv }]',
    `
  - { as_of: 2026-06-01, given: { online: { member_id: M1, grade: a } }, expect: { grade: D } }
  - { as_of: 2026-06-01, given: { online: { member_id: M1, status: withdrawn } }, expect: { grade: none } }
  - { as_of: 2026-12-31, given: { previous: C, online: { member_id: M2, grade: d } }, expect: { grade: none } }
  - { as_of: 2027-01-01, given: { previous: C, online: { member_id: M2, grade: d } }, expect: { grade: D } }
  - { as_of: 2026-06-01, given: { online: { member_id: M2 }, offline: { member_id: M2, grade: d } }, expect: { grade: B } }
  - { as_of: 2026-06-01, given: { offline: { member_id: M3, grade: a } }, expect: { grade: A } }
  - { as_of: 2026-06-01, given: { online: { member_id: M9 } }, expect: { grade: none } }`,
    { 'e.csv': CSV },
  );
});

test('the faults of a file of exceptions are told at their cells', async () => {
  const csv = { 'e.csv': `${CSV}shop,M1,PLATINUM,2026-02-30,\nonline,M1,D,,twice\n` };
  const rules = ladder(
    `${DECIDE}adjust: [{ name: by hand, exceptions: e.csv }]`,
    '  - { given: { online: {} }, expect: {} }',
  );
  expect(await faults(engine, { rules, csv })).toEqual([
    'e.csv:6:1 the config has no source shop | known: online, offline',
    'e.csv:6:3 PLATINUM is not a grade of the ladder, nor none',
    'e.csv:6:4 2026-02-30 is not a day | write 2027-01-31, or leave it empty',
    'e.csv:6:5 an exception needs a reason | write why, in a few words',
    'e.csv:7:2 this member stands here a second time | keep one of the lines',
  ]);
});

test('a column of an export may be called as one that the program makes', async () => {
  const sources = [source('online', 0, 'member_id grade', 'rank exception rate')];
  const rules = `version: 1
name: t
grades: [A, B]
map: { online: { a: A } }
decide: [{ name: r, grade: highest(map) }]
adjust: [{ name: "1", never_below: A }, { name: "2", never_below: A }, { name: "3", never_below: B }]
points:
  - { from: rank, into: p }
  - { from: exception, into: p, when: grade = 'B' }
  - { from: rate, into: p }
examples:
  - { given: { online: { grade: a, rank: "1", exception: "2", rate: "4" } }, expect: { grade: B, points: { p: 7 } } }
`;
  expect(await differences(engine, { rules, sources })).toEqual([]);
});
