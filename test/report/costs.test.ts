import { expect, test } from 'vitest';
import type { CostReport } from '../../src/report/model/costs.js';
import { makeWorld } from '../cli/program.js';

const ONLINE = `id,name,phone,born,sex,ci,state,grade,points,spend,shop
a1,김민수,010-3107-2468,1980-01-02,M,,,SILVER,100,10000.55,Gangnam
a2,이서연,010-8214-3579,1990-11-30,F,,,GOLD,200,333.33,
a3,박지훈,010-5523-9014,,M,,,BRONZE,0,5000,Mapo
`;

const COLUMNS = {
  ...{ member_id: 'id', name: 'name', phone: 'phone', birth_date: 'born', gender: 'sex' },
  ...{ status: 'state', grade: 'grade', points: 'points', spend: 'spend', store: 'shop' },
};

const world = makeWorld({
  online: ONLINE,
  config: {
    sources: {
      online: { files: 'online.csv', columns: COLUMNS, values: { gender: { M: 'male', F: 'female' } } },
      offline: {
        files: 'offline.csv',
        columns: { member_id: 'code', name: 'customer', phone: 'tel', grade: 'level', points: 'balance' },
      },
    },
  },
  rules: {
    measures: { spend: 'sum(spend)' },
    points: [{ from: 'points', into: 'points' }],
    decide: [
      { name: 'a3 rises', when: "any(store = 'Mapo')", grade: 'SILVER' },
      { name: 'best', grade: 'highest(map)' },
    ],
    costs: { SILVER: 1200.5, GOLD: '3.5% of spend' },
  },
});
await world.run('plan', '-o', 'plan', '-q');
const { costs } = world.json<{ readonly costs: CostReport }>('plan/model.json');

// a1 with b1 (top) is GOLD before and after: 350.02; a2 GOLD: 11.67; a3 from BRONZE to SILVER: 1200.50; b2: 0.
test('costs before and after by grade, rounded once for each member', () => {
  expect(costs).toMatchObject({ before: '361.69', after: '1562.19' });
  expect(costs.by_grade).toEqual([
    { grade: 'BRONZE', members_before: 2, members: 1, before: '0', after: '0' },
    { grade: 'SILVER', members_before: 0, members: 1, before: '0', after: '1200.5' },
    { grade: 'GOLD', members_before: 2, members: 2, before: '361.69', after: '361.69' },
  ]);
});

test('who bears them, by source and by the store that survived', () => {
  expect(costs.by_sources).toEqual([
    { sources: ['online'], members: 2, before: '11.67', after: '1212.17' },
    { sources: ['offline'], members: 1, before: '0', after: '0' },
    { sources: ['online', 'offline'], members: 1, before: '350.02', after: '350.02' },
  ]);
  expect(costs.by_store).toEqual([
    { store: 'Mapo', members: 1, before: '0', after: '1200.5' },
    { store: 'Gangnam', members: 1, before: '350.02', after: '350.02' },
    { store: null, members: 2, before: '11.67', after: '11.67' },
  ]);
  expect(costs.other_stores).toBeNull();
});

test('the console shows them with their totals in both languages', async () => {
  const { stdout } = await world.run('show', 'plan');
  expect(stdout).toContain(`What the grades cost
  A year, by grade, before and after
  Grade   Members before  Members  Before     After  Difference
  BRONZE               2        1       0         0           0
  SILVER               0        1       0   1,200.5    +1,200.5
  GOLD                 2        2  361.69    361.69           0
  Total                4        4  361.69  1,562.19    +1,200.5
`);
  expect((await world.run('show', 'plan', '--lang', 'ko')).stdout).toContain('등급 비용');
  expect(world.read('plan/report.html')).toContain('store not known');
});

test('rules without costs have no such section', async () => {
  const other = makeWorld();
  await other.run('plan', '-o', 'plan', '-q');
  expect(other.json<object>('plan/model.json')).not.toHaveProperty('costs');
});
