import { expect, test } from 'vitest';
import type { Delta, DeltaRow } from '../../src/store/delta.js';
import type { Store } from '../../src/store/store.js';
import type { WrittenTable } from '../../src/store/tables.js';
import { deltaOf, emptyFolder, firstLoad, gradesIn, memberUpdate, migrated, UPDATED } from './world.js';

type Rows = Partial<Record<WrittenTable, readonly DeltaRow[]>>;

/** What run R2 did while the plan, made after R1, waited: one member, link and balance more. */
const GROWTH: Rows = {
  members: [{ op: 'insert', expected_run: null, member_id: 'M9', grade: 'GOLD' }],
  links: [{ op: 'insert', source: 'online', source_member_id: 'z', member_id: 'M9', how: 'alone' }],
  points: [{ op: 'insert', member_id: 'M9', bucket: 'main', balance: 7n }],
};

test('a plan that waited is applied where other runs have added members, and the ledger says what the tables hold', async () => {
  const store = await afterR2(GROWTH, { members_total: 3, members_new: 1, links_total: 3, points_total: 2 });
  const waiting: Rows = {
    members: [
      memberUpdate('M2', 'R1', 'GOLD'),
      { op: 'insert', expected_run: null, member_id: 'M3', grade: 'VIP' },
    ],
    links: [{ op: 'insert', source: 'online', source_member_id: 'b', member_id: 'M3', how: 'alone' }],
    points: [{ op: 'delete', member_id: 'M1', bucket: 'main' }],
  };
  const row = await store.apply(
    deltaOf('R3', 'R1', waiting, {
      ...{ members_total: 3, members_new: 1, members_changed: 1, links_total: 3, points_total: 0 },
    }),
  );
  expect(row).toMatchObject({
    ...{ members_total: 4, members_new: 1, members_changed: 1, links_total: 4, points_total: 1 },
  });
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 GOLD R3', 'M3 VIP R3', 'M9 GOLD R2']);
});

test('a wrong count of a plan that waited rolls everything back', async () => {
  const store = await afterR2(GROWTH, { members_total: 3, members_new: 1, links_total: 3, points_total: 2 });
  const wrong = deltaOf('R3', 'R1', { members: [memberUpdate('M2', 'R1', 'GOLD')] }, UPDATED);
  await expect(store.apply(wrong)).rejects.toMatchObject({
    code: 'internal',
    message: 'the plan states members_changed 0 instead of 1',
  });
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1', 'M9 GOLD R2']);
});

test.each<[string, Rows, Rows, string]>([
  [
    'a member id that the plan gives and another run has given meanwhile',
    GROWTH,
    { members: [{ op: 'insert', expected_run: null, member_id: 'M9' }] },
    'members no longer as the plan saw them: 1: M9 (run R2)',
  ],
  [
    'a row that the plan gives a member and that another run has given another one',
    GROWTH,
    { links: [{ op: 'insert', source: 'online', source_member_id: 'z', member_id: 'M1', how: 'alone' }] },
    'links no longer as the plan saw them: 1: online z of M9 (run R2)',
  ],
  [
    'a member that was merged into another one meanwhile',
    { members: [{ op: 'update', expected_run: 'R1', member_id: 'M2', merged_into: 'M1' }] },
    { members: [memberUpdate('M2', 'R1', 'VIP')] },
    'members no longer as the plan saw them: 1: M2 (run R2)',
  ],
  [
    'a row for a member that was merged into another one meanwhile',
    { members: [{ op: 'update', expected_run: 'R1', member_id: 'M2', merged_into: 'M1' }] },
    { links: [{ op: 'insert', source: 'online', source_member_id: 'b', member_id: 'M2', how: 'alone' }] },
    'members no longer as the plan saw them: 1: M2 (run R2)',
  ],
  [
    'a link that has moved meanwhile',
    { links: [{ op: 'update', source: 'online', source_member_id: 'a', member_id: 'M2', how: 'name' }] },
    { links: [{ op: 'delete', source: 'online', source_member_id: 'a', member_id: 'M1' }] },
    'links no longer as the plan saw them: 1: online a of M2 (run R2)',
  ],
  [
    'a member that has lost a row meanwhile, though nothing of itself was written',
    {
      links: [{ op: 'update', source: 'online', source_member_id: 'a', member_id: 'M2', how: 'name' }],
      changes: [{ member_id: 'M2', field: 'link:online:a', before: 'M1', after: 'M2' }],
    },
    { members: [memberUpdate('M1', 'R1', 'VIP')] },
    'members no longer as the plan saw them: 1: M1 (run R2)',
  ],
  [
    'a row of a member that has changed meanwhile',
    { members: [memberUpdate('M1', 'R1', 'VIP')] },
    { links: [{ op: 'update', source: 'online', source_member_id: 'a', member_id: 'M2', how: 'name' }] },
    'members no longer as the plan saw them: 1: M1 (run R2)',
  ],
  [
    'a balance that has changed meanwhile',
    { points: [{ op: 'update', member_id: 'M1', bucket: 'main', balance: 50n }] },
    { points: [{ op: 'update', member_id: 'M1', bucket: 'main', balance: 150n }] },
    'points no longer as the plan saw them: 1: M1 main (run R2)',
  ],
  [
    'a balance of a member that has changed meanwhile',
    { members: [memberUpdate('M1', 'R1', 'VIP')] },
    { points: [{ op: 'update', member_id: 'M1', bucket: 'main', balance: 150n }] },
    'members no longer as the plan saw them: 1: M1 (run R2)',
  ],
  [
    'a source row that was read anew meanwhile',
    { source_rows: [{ op: 'insert', source: 'online', source_member_id: 'a', name: 'new' }] },
    { source_rows: [{ op: 'insert', source: 'online', source_member_id: 'a', name: 'old' }] },
    'source rows no longer as the plan saw them: 1: online a of M1 (run R2)',
  ],
])('%s stands in the way of a plan', async (_, meanwhile, waiting, message) => {
  const store = await afterR2(meanwhile, grownBy(meanwhile));
  const before = await gradesIn(store);
  const late: Delta = { ...deltaOf('R3', 'R1', waiting), again: 'tier-merge plan --against out/old' };
  await expect(store.apply(late)).rejects.toMatchObject({
    code: 'stale',
    message,
    hint: 'make the plan again: tier-merge plan --against out/old',
  });
  expect(await gradesIn(store)).toEqual(before);
});

test('a first load is refused by a target with other members', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  const members: readonly DeltaRow[] = [{ op: 'insert', expected_run: null, member_id: 'M7' }];
  const other = deltaOf('R2', null, { members }, { members_total: 1, members_new: 1 });
  await expect(store.apply(other)).rejects.toMatchObject({
    code: 'stale',
    message: expect.stringMatching(/ was empty when the plan was made$/),
  });
});

/** The world after R1, and after R2 in it. */
async function afterR2(meanwhile: Rows, counts: Partial<Delta['run']>): Promise<Store> {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  await store.apply(deltaOf('R2', 'R1', meanwhile, counts));
  return store;
}

/** The counts of a run that inserts and updates no more than these rows. */
function grownBy({ members = [], links = [], points = [], changes = [] }: Rows): Partial<Delta['run']> {
  const inserted = (rows: readonly DeltaRow[]) => rows.filter(({ op }) => op === 'insert').length;
  return {
    members_total: 2 + inserted(members),
    members_new: inserted(members),
    members_changed: members.length - inserted(members),
    links_total: 2 + inserted(links),
    points_total: 1 + inserted(points),
    changes_rows: changes.length,
  };
}
