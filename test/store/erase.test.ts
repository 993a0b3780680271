import { expect, test } from 'vitest';
import type { Erasure } from '../../src/store/erase.js';
import { query } from './database.js';
import { deltaOf, emptyFolder, firstLoad, memberUpdate, migrated, UPDATED } from './world.js';

const TABLES = ['members', 'links', 'points', 'changes', 'members_before', 'links_before', 'points_before'];

test('an erased member is in no table, before-images and changes included; others keep their rows', async () => {
  const { folder, store } = await twoRuns();
  const run = await store.erase(erasureOf(['M1']));
  expect(run).toMatchObject({
    kind: 'forget',
    members_gone: 1,
    members_total: 1,
    links_total: 1,
    points_total: 0,
  });
  for (const table of TABLES)
    expect(await query(folder, `select * from {${table}} where member_id = 'M1'`), table).toEqual([]);
  expect(await query(folder, 'select member_id, source_member_id from {links}')).toEqual([
    { member_id: 'M2', source_member_id: '77' },
  ]);
  expect(await query(folder, `select member_id, field from {changes} where run_id = 'R1'`)).toEqual([
    { member_id: 'M2', field: 'grade' },
  ]);
});

test('what others say of an erased member is blanked', async () => {
  const { folder, store } = await twoRuns();
  await store.apply(
    deltaOf(
      'R3',
      'R2',
      {
        members: [{ op: 'update', expected_run: 'R1', member_id: 'M2', grade: 'BASIC', split_from: 'M1' }],
        changes: [{ member_id: 'M2', field: 'link:offline:77', before: 'M1', after: 'M2' }],
      },
      { ...UPDATED, members_changed: 1, changes_rows: 1 },
    ),
  );
  await store.erase(erasureOf(['M1'], 'R3'));
  expect(await query(folder, 'select split_from from {members}')).toEqual([{ split_from: null }]);
  expect(
    await query(
      folder,
      `select {changes}.before as b, {changes}.after as a from {changes} where run_id = 'R3'`,
    ),
  ).toEqual([{ b: null, a: 'M2' }]);
});

test('hashes stay, each once, whoever brings it again', async () => {
  const { store } = await twoRuns();
  await store.erase({ ...erasureOf(['M1']), forgotten: [{ hash: 'h1', kind: 'row' }] });
  await store.erase({
    ...erasureOf(['M2'], 'F-M1'),
    forgotten: [
      { hash: 'h1', kind: 'row' },
      { hash: 'h2', kind: 'ci' },
    ],
  });
  expect(await store.forgotten()).toEqual(['h1', 'h2']);
});

test('an erasure that another run overtook is refused and changes nothing', async () => {
  const { folder, store } = await twoRuns();
  await expect(store.erase(erasureOf(['M1'], 'R1'))).rejects.toThrow('run R2 was applied');
  expect(await query(folder, 'select member_id from {members} order by member_id')).toEqual([
    { member_id: 'M1' },
    { member_id: 'M2' },
  ]);
});

async function twoRuns() {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  await store.apply(
    deltaOf(
      'R2',
      'R1',
      {
        members: [memberUpdate('M1', 'R1', 'BASIC')],
        points: [{ op: 'update', member_id: 'M1', bucket: 'main', balance: 70n }],
        changes: [{ member_id: 'M1', field: 'grade', before: 'GOLD', after: 'BASIC' }],
      },
      { ...UPDATED, members_changed: 1, changes_rows: 1 },
    ),
  );
  return { folder, store };
}

function erasureOf(members: readonly string[], head = 'R2'): Erasure {
  const run_id = `F-${members.join()}`;
  return {
    run: {
      ...{
        run_id,
        plan_id: run_id,
        kind: 'forget',
        as_of: '2026-03-02',
        content_hash: '',
        config_hash: 'c0',
      },
      ...{
        rules_hash: '',
        tool_version: '0.1.0',
        started_at: '2026-03-02T00:00:00.000Z',
        input_summary: '{}',
      },
    },
    head,
    members,
    forgotten: [],
  };
}
