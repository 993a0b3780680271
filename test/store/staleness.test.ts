import { expect, test } from 'vitest';
import type { Failure } from '../../src/failure.js';
import type { DeltaRow } from '../../src/store/delta.js';
import type { Store } from '../../src/store/store.js';
import { deltaOf, emptyFolder, firstLoad, gradesIn, memberUpdate, migrated, UPDATED } from './world.js';

const AS_AFTER_R2 = ['M1 VIP R2', 'M2 BASIC R1'];

test('a plan is applied once', async () => {
  const store = await loaded();
  const again = deltaOf('R9', 'R2', {}, { ...UPDATED, plan_id: 'plan-of-R2' });
  expect(await failure(store.apply(again))).toMatchObject({
    code: 'stale',
    exitCode: 5,
    message: 'plan plan-of-R2 was already applied by run R2 on 2026-03-01T00:00:00.000Z',
  });
});

test('a member that another run changed is named, with that run', async () => {
  const store = await loaded();
  const late = deltaOf(
    'R3',
    'R1',
    { members: [memberUpdate('M1', 'R1', 'BASIC')] },
    { ...UPDATED, members_changed: 1 },
  );
  expect(await failure(store.apply(late))).toMatchObject({
    code: 'stale',
    message: 'members no longer as the plan saw them: 1: M1 (run R2)',
  });
  expect(await gradesIn(store)).toEqual(AS_AFTER_R2);
  expect(await store.runs()).toHaveLength(2);
});

test('five members are named and all are counted', async () => {
  const store = await loaded();
  const members = Array.from({ length: 7 }, (_, at) => memberUpdate(`X${at}`, 'R1', 'BASIC'));
  const { message } = await failure(store.apply(deltaOf('R3', 'R2', { members })));
  expect(message).toBe(
    'members no longer as the plan saw them: 7: X0 (not there), X1 (not there), X2 (not there), X3 (not there), X4 (not there) and 2 more',
  );
});

test.each<[string, Record<string, readonly DeltaRow[]>, string]>([
  [
    'a member that is new to the plan but there',
    { members: [{ op: 'insert', expected_run: null, member_id: 'M2' }] },
    'members no longer as the plan saw them: 1: M2 (run R1)',
  ],
  [
    'a link that is there already',
    { links: [{ op: 'insert', source: 'online', source_member_id: 'a', member_id: 'M2' }] },
    'links no longer as the plan saw them: 1: online a of M1 (run R1)',
  ],
  [
    'a link to delete that is not there',
    { links: [{ op: 'delete', source: 'online', source_member_id: 'zz' }] },
    'links no longer as the plan saw them: 1: online zz (not there)',
  ],
  [
    'a balance to update that is not there',
    { points: [{ op: 'update', member_id: 'M2', bucket: 'main', balance: 1n }] },
    'points no longer as the plan saw them: 1: M2 main (not there)',
  ],
  [
    'a source row to update that is not there',
    { source_rows: [{ op: 'update', source: 'online', source_member_id: 'a' }] },
    'source rows no longer as the plan saw them: 1: online a of M1 (not there)',
  ],
])('%s is refused', async (_, tables, message) => {
  const store = await loaded();
  expect(await failure(store.apply(deltaOf('R3', 'R2', tables, UPDATED)))).toMatchObject({
    code: 'stale',
    message,
  });
  expect(await gradesIn(store)).toEqual(AS_AFTER_R2);
});

test('a new link of a member that another run changed is refused', async () => {
  const store = await loaded();
  const links = [{ op: 'insert', source: 'online', source_member_id: 'new', member_id: 'M1' }] as const;
  expect(
    await failure(store.apply(deltaOf('R3', 'R1', { links }, { ...UPDATED, links_total: 3 }))),
  ).toMatchObject({
    code: 'stale',
    message: 'members no longer as the plan saw them: 1: M1 (run R2)',
  });
});

test('a plan made before another run applies when that run touched other members', async () => {
  const store = await loaded();
  const other = deltaOf(
    'R3',
    'R1',
    { members: [memberUpdate('M2', 'R1', 'GOLD')] },
    { ...UPDATED, members_changed: 1 },
  );
  await store.apply(other);
  expect(await gradesIn(store)).toEqual(['M1 VIP R2', 'M2 GOLD R3']);
});

test('a plan for another target is refused', async () => {
  const store = await loaded();
  expect(await failure(store.apply(deltaOf('R3', 'R0', {}, UPDATED)))).toMatchObject({
    code: 'stale',
    exitCode: 5,
  });
});

test('a plan that saw a filled target is refused by an empty one', async () => {
  const store = await migrated(emptyFolder());
  expect(await failure(store.apply(deltaOf('R3', 'R1', {})))).toMatchObject({ code: 'stale', exitCode: 5 });
});

test('a first load is refused by a filled target', async () => {
  const store = await loaded();
  const again = { ...firstLoad(), run: { ...firstLoad().run, run_id: 'R3', plan_id: 'other' } };
  expect(await failure(store.apply(again))).toMatchObject({
    code: 'stale',
    message: 'members no longer as the plan saw them: 2: M1 (run R2), M2 (run R1)',
  });
});

test('a key that is kept for good cannot be replaced', async () => {
  const store = await migrated(emptyFolder());
  await store.apply({ ...firstLoad(), meta: { ci_key: 'aaaa' } });
  const other = { ...deltaOf('R2', 'R1', {}, UPDATED), meta: { ci_key: 'bbbb' } };
  const refused = await failure(store.apply(other));
  expect(refused).toMatchObject({ code: 'stale' });
  expect(refused.message + refused.hint).not.toMatch(/aaaa|bbbb/);
  expect(await store.meta('ci_key')).toBe('aaaa');
});

test('counts that the tables do not bear out roll everything back', async () => {
  const store = await loaded();
  const wrong = deltaOf(
    'R3',
    'R2',
    { members: [memberUpdate('M2', 'R1', 'GOLD')] },
    { ...UPDATED, links_total: 9 },
  );
  expect(await failure(store.apply(wrong))).toMatchObject({
    code: 'internal',
    message: 'the plan states members_changed 0 instead of 1, links_total 9 instead of 2',
  });
  expect(await gradesIn(store)).toEqual(AS_AFTER_R2);
  expect(await store.runs()).toHaveLength(2);
});

test('wrong counts of a first load roll everything back', async () => {
  const store = await migrated(emptyFolder());
  const wrong = deltaOf('R1', null, { members: [{ op: 'insert', expected_run: null, member_id: 'M1' }] });
  await expect(store.apply(wrong)).rejects.toThrow(
    'members_total 0 instead of 1, members_new 0 instead of 1',
  );
  expect(await gradesIn(store)).toEqual([]);
});

test('a run that comes in between two reads of one plan is noticed', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  const planning = await migrated(folder);
  expect((await planning.head())?.run_id).toBe('R1');
  await store.apply(deltaOf('R2', 'R1', {}, UPDATED));
  expect(await failure(gradesIn(planning))).toMatchObject({ code: 'stale', exitCode: 5 });
});

test('reading one table to its middle holds no lock afterwards', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  for await (const _ of store.read('members')) break;
  await store.apply(deltaOf('R2', 'R1', {}, UPDATED));
  expect(await store.runs()).toHaveLength(2);
});

/** Two members; run R2 has made M1 a VIP. */
async function loaded(): Promise<Store> {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  const vip = deltaOf(
    'R2',
    'R1',
    { members: [memberUpdate('M1', 'R1', 'VIP')] },
    { ...UPDATED, members_changed: 1 },
  );
  await store.apply(vip);
  return store;
}

async function failure(outcome: Promise<unknown>): Promise<Failure> {
  return outcome.then(
    () => expect.unreachable('it must fail'),
    (error) => error,
  );
}
