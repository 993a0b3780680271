import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { expect, test } from 'vitest';
import { apply } from '../../src/store/apply.js';
import type { Dialect } from '../../src/store/dialect.js';
import type { LedgerRow } from '../../src/store/ledger.js';
import { CLIENT, placeIn, dialect as plain } from './database.js';
import {
  deltaOf,
  emptyFolder,
  firstLoad,
  gradesIn,
  memberUpdate,
  migrated,
  NOW,
  open,
  UPDATED,
} from './world.js';

const LOADED = ['M1 GOLD R1', 'M2 BASIC R1'];

test('a commit whose answer got lost is a success when the ledger has the run', async () => {
  const folder = await loadedFolder();
  let closed = 0;
  const row = await applied(folder, {
    close: async (db) => {
      await plain.close(db);
      closed += 1;
      if (closed === 1) throw new Error('the connection broke');
    },
  });
  expect(row.run_id).toBe('R2');
  expect(await gradesIn(await open(folder))).toEqual(['M1 VIP R2', 'M2 BASIC R1']);
});

test('when nobody can read the ledger after a commit, the outcome is unknown', async () => {
  const folder = await loadedFolder();
  const unreadable: Partial<Dialect> = {
    open: async (place, access) => {
      if (access === 'read') throw new Error('no route to the host');
      return plain.open(place, access);
    },
  };
  await expect(applied(folder, unreadable)).rejects.toMatchObject({
    code: 'unknown',
    exitCode: 13,
    message: `cannot tell whether run R2 was written to ${placeIn(folder).shown}`,
    hint: 'read "tier-merge runs" before anything else is done',
  });
});

// Readers of a server do not stand in the way.
test.runIf(CLIENT === 'better-sqlite3')(
  'a commit that a reader blocks is rolled back and says so',
  async () => {
    const folder = await loadedFolder();
    const reader = connect(folder);
    const driver = await reader.client.acquireConnection();
    driver.exec('begin');
    driver.prepare('select * from members').all();
    const impatient: Partial<Dialect> = { waitForReaders: async () => {} };
    await expect(applied(folder, impatient)).rejects.toMatchObject({ code: 'locked', exitCode: 11 });
    driver.exec('rollback');
    reader.client.releaseConnection(driver);
    await reader.destroy();
    expect(await gradesIn(await open(folder))).toEqual(LOADED);
    expect((await applied(folder, {})).run_id).toBe('R2');
  },
);

test('an error before the commit is told as it is and nothing was written', async () => {
  const folder = await loadedFolder();
  const failing: Partial<Dialect> = {
    waitForReaders: async () => {
      throw new Error('the last step failed');
    },
  };
  await expect(applied(folder, failing)).rejects.toThrow('the last step failed');
  expect(await gradesIn(await open(folder))).toEqual(LOADED);
});

/** Applies run R2, which makes M1 a VIP, with a dialect that behaves otherwise in some point. */
async function applied(folder: string, changed: Partial<Dialect>): Promise<LedgerRow> {
  const run = { ...UPDATED, members_changed: 1 };
  const delta = deltaOf('R2', 'R1', { members: [memberUpdate('M1', 'R1', 'VIP')] }, run);
  return apply({ dialect: { ...plain, ...changed }, place: placeIn(folder), now: () => NOW }, delta);
}

async function loadedFolder(): Promise<string> {
  const folder = emptyFolder();
  await (await migrated(folder)).apply(firstLoad());
  return folder;
}

function connect(folder: string): Knex {
  const filename = join(folder, 'members.sqlite');
  return knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
}
