import { expect, test } from 'vitest';
import type { StoredRow } from '../../src/store/pages.js';
import type { Store } from '../../src/store/store.js';
import type { RunTable } from '../../src/store/tables.js';
import { deltaOf, emptyFolder, firstLoad, memberUpdate, migrated, UPDATED } from './world.js';

test('a first load leaves no before-images', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  for (const table of ['members_before', 'links_before', 'points_before', 'source_rows_before'] as const)
    expect(await ofRuns(store, table, 'R1')).toEqual([]);
});

test('what a run updates and deletes is kept as it was, under the run', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  await store.apply(
    deltaOf(
      'R2',
      'R1',
      {
        members: [memberUpdate('M1', 'R1', 'BASIC')],
        links: [{ op: 'delete', source: 'offline', source_member_id: '77', member_id: 'M2' }],
        points: [
          { op: 'update', member_id: 'M1', bucket: 'main', balance: 70n },
          { op: 'insert', member_id: 'M2', bucket: 'main', balance: 5n },
        ],
      },
      { ...UPDATED, members_changed: 1, links_total: 1, points_total: 2 },
    ),
  );
  expect(await ofRuns(store, 'members_before', 'R2')).toMatchObject([
    { run_id: 'R2', member_id: 'M1', grade: 'GOLD', first_run: 'R1', last_run: 'R1' },
  ]);
  expect(await ofRuns(store, 'links_before', 'R2')).toMatchObject([
    { run_id: 'R2', source: 'offline', source_member_id: '77', member_id: 'M2', how: 'alone' },
  ]);
  expect(await ofRuns(store, 'points_before', 'R2')).toMatchObject([
    { run_id: 'R2', member_id: 'M1', bucket: 'main', balance: 100n, last_run: 'R1' },
  ]);
});

test('the images of a run are of that run alone', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  await store.apply(gradeRun('R2', 'R1', 'BASIC'));
  await store.apply(gradeRun('R3', 'R2', 'GOLD'));
  expect(await ofRuns(store, 'members_before', 'R3')).toMatchObject([{ grade: 'BASIC', last_run: 'R2' }]);
  expect(await ofRuns(store, 'members_before', 'R2', 'R3')).toHaveLength(2);
});

test('a run that is refused leaves no images', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  const wrong = deltaOf('R2', 'R1', { members: [memberUpdate('M1', 'R1', 'BASIC')] }, UPDATED);
  await expect(store.apply(wrong)).rejects.toThrow('members_changed 0 instead of 1');
  expect(await ofRuns(store, 'members_before', 'R2')).toEqual([]);
});

function gradeRun(run: string, head: string, grade: string) {
  return deltaOf(
    run,
    head,
    { members: [memberUpdate('M1', head, grade)] },
    { ...UPDATED, members_changed: 1 },
  );
}

async function ofRuns(store: Store, table: RunTable, ...runs: readonly string[]) {
  const rows: StoredRow[] = [];
  for await (const page of store.readOf(table, runs)) rows.push(...page);
  return rows;
}
