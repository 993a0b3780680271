import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherCosts } from '../../src/compare/costs.js';
import type { CompareContext } from '../../src/compare/merge-both.js';
import { compareMembers, gatherMovement } from '../../src/compare/movement.js';
import { gatherPairs } from '../../src/compare/rule-pairs.js';
import type { Config } from '../../src/config/config.js';
import type { Engine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { smallEngine } from '../engine/small-engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const sources = [
  { name: 'shop', order: 0, columns: { name: 'n', grade: 'g', ci: 'c' }, extra: { pet: 'p' } },
];
const config = { sources, report: { mask: true } } as unknown as Config;

function contextOf(a: Partial<RuleSet>, b: Partial<RuleSet>): CompareContext {
  const rules = (own: Partial<RuleSet>) => ({ grades: [], costs: new Map(), ...own }) as unknown as RuleSet;
  return { engine, config, rules: { a: rules(a), b: rules(b) } };
}

/** One person for each pair of grades, all decided by one rule on each side unless a rule is named. */
async function persons(pairs: readonly (readonly [a: string | null, b: string | null, rule?: string])[]) {
  const text = (value: string | null) => (value === null ? 'null::varchar' : `'${value}'`);
  for (const [table, side] of [
    ['a_graded', 0],
    ['b_graded', 1],
  ] as const) {
    const rows = pairs.map((pair, id) => {
      const rule = side === 0 ? (pair[2] ?? 'all') : 'all';
      return `(${id}::bigint, ${id}::bigint, ${text(pair[side])}, '${rule}', null::varchar)`;
    });
    await engine.step(
      table,
      raw(
        `select * from (values ${rows.join(', ')}) as graded(person_id, first_row, grade, rule, adjusted_by)`,
      ),
    );
  }
  const rows = pairs.map(
    (_, id) => `(${id}::bigint, 0::utinyint, 'm${id}', 'Kim Minsu', 'G', 'secret', 'cat')`,
  );
  await engine.step(
    'rows',
    raw(`select * from (values ${rows.join(', ')}) as r(row_id, source_no, member_id, name, grade, ci, pet)`),
  );
  await engine.step('person_rows', raw('select row_id, row_id as person_id from rows'));
}

test('steps are counted on the ladder of B, else on that of A, else to the grade that is lost or won', async () => {
  await persons([
    ['LOW', 'HIGH'],
    ['HIGH', 'LOW'],
    ['TOP', 'LOW'],
    ['TOP', 'NEW'],
    ['TOP', null],
    [null, 'HIGH'],
    [null, null],
  ]);
  await compareMembers(contextOf({ grades: ['LOW', 'HIGH', 'TOP'] }, { grades: ['NEW', 'LOW', 'HIGH'] }));
  expect(
    await engine.rows(
      raw('select movement, cast(steps as integer) as steps from compared_members order by person_id'),
    ),
  ).toEqual([
    { movement: 'up', steps: 1 },
    { movement: 'down', steps: -1 },
    { movement: 'down', steps: -2 },
    { movement: 'incomparable', steps: -3 },
    { movement: 'left', steps: -3 },
    { movement: 'entered', steps: 3 },
    { movement: 'same', steps: null },
  ]);
});

test('three members stand for a pair: who leaves the highest grade first, then who falls furthest', async () => {
  const context = contextOf({ grades: ['LOW', 'MID', 'TOP'] }, { grades: ['LOW', 'MID', 'TOP'] });
  await persons([
    ['LOW', 'TOP'],
    ['TOP', 'MID'],
    ['LOW', null],
    ['TOP', 'LOW'],
    ['TOP', null],
  ]);
  await compareMembers(context);
  const { shown } = await gatherPairs(context);
  expect(shown[0]?.examples).toEqual(
    [
      ['m4', 'TOP', null],
      ['m2', 'LOW', null],
      ['m3', 'TOP', 'LOW'],
    ].map(([id, a, b]) => ({
      name: 'K** M****',
      // Neither an identifier nor an extra column, which may say anything.
      rows: [{ source: 'shop', source_member_id: id, values: [{ field: 'grade', value: 'G' }] }],
      a,
      b,
    })),
  );
});

test('more than fifty pairs of rules are fifty and one line for the others, which add up', async () => {
  const context = contextOf({ grades: ['LOW', 'TOP'] }, { grades: ['LOW', 'TOP'] });
  const pairs = Array.from(
    { length: 60 },
    (_, at) => [at < 40 ? 'TOP' : 'LOW', 'LOW', `rule ${at}`] as const,
  );
  await persons(pairs);
  await compareMembers(context);
  const found = await gatherPairs(context);
  expect(found.total).toBe(60);
  expect(found.shown).toHaveLength(50);
  expect(found.rest).toEqual({ members: 10, up: 0, same: 10, down: 0, left: 0, entered: 0, incomparable: 0 });
  expect(await gatherMovement(context)).toMatchObject({ members: 60, down: 40, same: 20 });
});

test('a share is rounded for each member, and a measure that is missing or below 0 costs nothing', async () => {
  await persons([
    ['TOP', null],
    ['TOP', null],
    ['TOP', null],
    ['TOP', null],
    ['LOW', null],
  ]);
  await engine.step(
    'a_merged_costs',
    raw(`select person_id::bigint as person_id, spend::decimal(24, 4) as "cost of spend"
      from (values (0, 0.30), (1, 0.30), (2, -100), (3, null), (4, 1000)) as measured(person_id, spend)`),
  );
  const context = contextOf(
    { grades: ['LOW', 'TOP'], costs: new Map([[2, { kind: 'share', percent: '12.5', measure: 'spend' }]]) },
    { grades: ['LOW', 'TOP'] },
  );
  await compareMembers(context);
  // 0.0375 is 0.04, twice.
  expect(await gatherCosts(context)).toEqual({
    a: '0.08',
    b: null,
    by_grade: [
      { grade: 'LOW', members_a: 1, members_b: 0, a: '0', b: null },
      { grade: 'TOP', members_a: 4, members_b: 0, a: '0.08', b: null },
      { grade: null, members_a: 0, members_b: 5, a: '0', b: null },
    ],
  });
});
