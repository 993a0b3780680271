import { expect, test } from 'vitest';
import type { Failure } from '../../../src/failure.js';
import type { Delta } from '../../../src/store/delta.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { CLIENT, connectionTo, targetIn } from '../../store/database.js';
import {
  deltaOf,
  emptyFolder,
  firstLoad,
  gradesIn,
  memberUpdate,
  migrated,
  NOW,
  UPDATED,
} from '../../store/world.js';
import { type Cut, startProxy } from '../proxy.js';

const BEFORE = ['M1 GOLD R1', 'M2 BASIC R1'];
const AFTER = ['M1 VIP R2', 'M2 BASIC R1'];
const COPY = /copy "?tier_merge_stage_members|load data local infile/i;

interface Case {
  readonly when: string;
  readonly cut: Cut;
  readonly outcome: number;
  readonly grades: readonly string[];
}

const CASES: readonly Case[] = [
  { when: 'while rows are staged', cut: { at: COPY, how: 'before' }, outcome: 12, grades: BEFORE },
  {
    when: 'between staging and the transaction',
    cut: { at: /BEGIN;/, how: 'before' },
    outcome: 12,
    grades: BEFORE,
  },
  {
    when: 'while the members are written',
    cut: { at: /update .*_members"|update .*stage_members/s, how: 'after' },
    outcome: 12,
    grades: BEFORE,
  },
  {
    when: 'behind the row of the ledger',
    cut: { at: /insert into .*_runs/s, how: 'after' },
    outcome: 12,
    grades: BEFORE,
  },
  { when: 'before COMMIT arrives', cut: { at: /COMMIT/, how: 'before' }, outcome: 12, grades: BEFORE },
  {
    when: 'between COMMIT and its answer',
    cut: { at: /COMMIT/, how: 'after' },
    outcome: 0,
    grades: AFTER,
  },
  {
    when: 'and the server does not notice that COMMIT will never come',
    cut: { at: /COMMIT/, how: 'silent' },
    outcome: 13,
    grades: BEFORE,
  },
];

test.each(CASES)('a connection lost $when ends with exit $outcome', async ({ cut, outcome, grades }) => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  const proxy = await startProxy(connectionTo(CLIENT as 'pg').port, cut);
  try {
    const through = await storeAt(folder, proxy.port);
    const ended = await through.apply(secondRun()).then(
      () => 0,
      (error: Failure) => error.exitCode ?? String(error),
    );
    expect([proxy.cuts(), ended]).toEqual([1, outcome]);
    expect(await gradesIn(store)).toEqual(grades);
  } finally {
    await proxy.stop();
  }
  if (outcome === 0) return;
  expect((await store.apply(secondRun())).run_id).toBe('R2');
  expect(await gradesIn(store)).toEqual(AFTER);
});

function secondRun(): Delta {
  const run = { ...UPDATED, members_changed: 1 };
  return deltaOf('R2', 'R1', { members: [memberUpdate('M1', 'R1', 'VIP')] }, run);
}

async function storeAt(folder: string, port: number): Promise<Store> {
  const target = targetIn(folder);
  const connection = { ...(target.connection as object), port };
  return openStore({ ...target, connection }, { baseDirectory: folder, create: false, now: () => NOW });
}
