import { expect, test } from 'vitest';
import type { DeltaRow } from '../../src/store/delta.js';
import type { Store } from '../../src/store/store.js';
import { query } from './database.js';
import { deltaOf, emptyFolder, migrated, rowsOf } from './world.js';

const FIRST = {
  members: [
    { op: 'insert', expected_run: null, member_id: 'M1', grade: 'GOLD', phone: '+8210', consent_sms: true },
  ],
  links: [{ op: 'insert', source: 'online', source_member_id: 'a', member_id: 'M1', how: 'ci', score: 0.1 }],
  points: [{ op: 'insert', member_id: 'M1', bucket: 'main', balance: 100n }],
} as const satisfies Record<string, readonly DeltaRow[]>;

const COUNTS = { members_total: 1, members_new: 1, links_total: 1, points_total: 1 };
const LATER = { members_total: 1, members_changed: 1, links_total: 1, points_total: 1 };

async function loaded(): Promise<{ readonly store: Store; readonly folder: string }> {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(deltaOf('R1', null, FIRST, COUNTS));
  return { store, folder };
}

const SAW = { saw: 'row', was_grade: 'GOLD', was_phone: '+8210', was_consent_sms: true } as const;
const RAISED: DeltaRow = {
  op: 'update',
  expected_run: 'R1',
  ...SAW,
  member_id: 'M1',
  grade: 'VIP',
  phone: '+8210',
  consent_sms: true,
};

test('a row that is as the plan saw it is written', async () => {
  const { store } = await loaded();
  const links: DeltaRow[] = [
    {
      saw: 'row',
      was_member_id: 'M1',
      was_how: 'ci',
      was_score: 0.1,
      ...FIRST.links[0],
      ...{ op: 'update', how: 'phone' },
    },
  ];
  const points: DeltaRow[] = [
    { op: 'update', saw: 'row', was_balance: 100n, member_id: 'M1', bucket: 'main', balance: 90n },
  ];
  await store.apply(deltaOf('R2', 'R1', { members: [RAISED], links, points }, LATER));
  expect(await rowsOf(store, 'members')).toMatchObject([{ grade: 'VIP', phone: '+8210' }]);
  expect(await rowsOf(store, 'points')).toMatchObject([{ balance: 90n }]);
});

test.each([
  ['another value', `update {members} set phone = '+8299'`],
  ['a value that was taken away', 'update {members} set phone = null'],
  ['a value where there was none', `update {members} set email = 'x@y.kr'`],
])('%s in a member is stale, and names it', async (_, edit) => {
  const { store, folder } = await loaded();
  await query(folder, edit);
  await expect(store.apply(deltaOf('R2', 'R1', { members: [RAISED] }, LATER))).rejects.toMatchObject({
    code: 'stale',
    message: 'members changed outside of tier-merge since the plan was made: 1: M1',
  });
  expect(await rowsOf(store, 'members')).toMatchObject([{ grade: 'GOLD' }]);
});

test('a kept column is neither compared nor written, unless the plan states a value', async () => {
  const { store, folder } = await loaded();
  await query(folder, `update {members} set phone = '+8299'`);
  const members: DeltaRow[] = [{ ...RAISED, phone: null, consent_sms: false }];
  await store.apply({ ...deltaOf('R2', 'R1', { members }, LATER), kept: ['phone', 'consent_sms'] });
  expect(await rowsOf(store, 'members')).toMatchObject([
    { grade: 'VIP', phone: '+8299', consent_sms: false },
  ]);
});

test('a balance moves from what it is now, and its change says so', async () => {
  const { store, folder } = await loaded();
  await query(folder, `update {points} set balance = balance - 30, expires_at = '2027-01-01'`);
  const points: DeltaRow[] = [
    { op: 'update', member_id: 'M1', bucket: 'main', balance: 125n, moves_by: 25n },
  ];
  const changes: DeltaRow[] = [
    { member_id: 'M1', field: 'points:main', before: '100', after: '125' },
    { member_id: 'M1', field: 'grade', before: 'A', after: 'B' },
  ];
  await store.apply(
    deltaOf('R2', 'R1', { points, changes }, { ...LATER, members_changed: 0, changes_rows: 2 }),
  );
  expect(await rowsOf(store, 'points')).toMatchObject([
    { balance: 95n, expires_at: '2027-01-01', last_run: 'R2' },
  ]);
  const told = await query(folder, 'select * from {changes} order by field desc');
  expect(told.map(({ field, before, after }) => `${field} ${before} ${after}`)).toEqual([
    'points:main 70 95',
    'grade A B',
  ]);
});

test('grades are told once, and an update leaves what was told', async () => {
  const { store, folder } = await loaded();
  const run = { kind: 'announce' };
  const first = await store.apply({ ...deltaOf('R2', 'R1', {}, run), announces: '2026-03-02' });
  expect(first).toMatchObject({ members_total: 1, members_changed: 1, changes_rows: 1 });
  const again = await store.apply({ ...deltaOf('R3', 'R2', {}, run), announces: '2026-03-03' });
  expect(again).toMatchObject({ members_changed: 0, changes_rows: 0 });
  await store.apply(deltaOf('R4', 'R3', { members: [{ ...RAISED, expected_run: 'R2' }] }, LATER));
  expect(await rowsOf(store, 'members')).toMatchObject([
    { grade: 'VIP', announced: 'GOLD', announced_at: '2026-03-02' },
  ]);
  const told = await query(folder, 'select * from {changes}');
  expect(told.map(({ field, before, after }) => `${field} ${before} ${after}`)).toEqual([
    'announced null GOLD',
  ]);
});
