import { expect, test } from 'vitest';
import type { Failure } from '../../../src/failure.js';
import { openStore } from '../../../src/store/store.js';
import { CLIENT, connectionTo, placeIn, query, targetIn } from '../../store/database.js';
import { deltaOf, emptyFolder, firstLoad, gradesIn, migrated, open, rowsOf } from '../../store/world.js';

const isPostgres = CLIENT === 'pg';
const scheme = isPostgres ? 'postgres' : 'mysql';
const server = connectionTo(CLIENT as 'pg');

test.each([
  ['nobody listens', { port: 1 }, `${scheme}://127.0.0.1:1/membership cannot be reached`],
  [
    'the host has no address',
    { host: 'no-such-host.invalid' },
    `${scheme}://no-such-host.invalid:${server.port}/membership cannot be reached`,
  ],
  ['the password is wrong', { password: 'wrong-secret' }, 'refused the login'],
  ['the user is unknown', { user: 'nobody-secret' }, 'refused the login'],
  [
    'the database is not there',
    { database: 'none' },
    `${scheme}://127.0.0.1:${server.port}/none is not there`,
  ],
])('when %s, it is exit 12 and no secret is told', async (_, changed, message) => {
  const refused = await failure(openWith(changed));
  expect(refused).toMatchObject({ code: 'target', exitCode: 12, message: expect.stringContaining(message) });
  expect(JSON.stringify([refused.message, refused.hint])).not.toMatch(/secret|plänted|owner|nobody/);
});

test('a whole address may stand in a variable, and nothing of its login is told', async () => {
  const { user, password, host, port, database } = server;
  const url = `${scheme}://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
  const target = { ...targetIn(emptyFolder()), connection: 'env:TARGET_URL' };
  const options = { baseDirectory: emptyFolder(), create: true };
  const store = await openStore(target, { ...options, env: { TARGET_URL: url } });
  await store.migrate();
  await store.apply(firstLoad());
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  expect(store.shown).toBe(`${scheme}://${host}:${port}/${database}`);
});

test('a table of somebody else is not taken over', async () => {
  const folder = emptyFolder();
  await query(folder, 'create table {links} (id int)');
  const store = await open(folder);
  const refusal = { code: 'usage', hint: 'set target.prefix, or another target' };
  await expect(store.migrate()).rejects.toMatchObject(refusal);
  await expect(store.migrate()).rejects.toMatchObject(refusal);
  expect(await store.schemaVersion()).toBeUndefined();
});

test('tables that were made only in part are made again', async () => {
  const folder = emptyFolder();
  await migrated(folder);
  await query(folder, 'delete from {tier_merge_schema}');
  await query(folder, 'drop table {points}');
  await query(folder, 'drop table {runs}');
  const store = await migrated(folder);
  expect(await store.schemaVersion()).toBe(2);
  await store.apply(firstLoad());
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test('tables without a version that hold rows are not dropped', async () => {
  const folder = emptyFolder();
  await (await migrated(folder)).apply(firstLoad());
  await query(folder, 'delete from {tier_merge_schema}');
  const store = await open(folder);
  await expect(store.migrate()).rejects.toMatchObject({ code: 'usage' });
  expect(await query(folder, 'select member_id from {members} order by member_id')).toEqual([
    { member_id: 'M1' },
    { member_id: 'M2' },
  ]);
});

test('a reader that stops early holds nothing back', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const ids = Array.from({ length: 9_000 }, (_, at) => `M${String(at).padStart(5, '0')}`);
  const members = ids.map((member_id) => ({ op: 'insert', expected_run: null, member_id }) as const);
  await store.apply(deltaOf('R1', null, { members }, { members_total: 9_000, members_new: 9_000 }));
  for await (const page of store.read('members')) {
    expect(page).toHaveLength(2_000);
    break;
  }
  expect((await rowsOf(store, 'members')).map((row) => row.member_id)).toEqual(ids);
});

test('an input that fails midway leaves the target as it was', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const failing = async function* () {
    yield Array.from({ length: 5_000 }, (_, at) => ({
      op: 'insert' as const,
      expected_run: null,
      member_id: `N${at}`,
      name: 'x'.repeat(500),
    }));
    throw new Error('the plan ended early');
  };
  await expect(store.apply(deltaOf('R1', null, { members: failing() }))).rejects.toThrow(
    'the plan ended early',
  );
  expect(await rowsOf(store, 'members')).toEqual([]);
  await store.apply(firstLoad());
  await expect(store.apply(deltaOf('R2', 'R1', { members: failing() }))).rejects.toThrow(
    'the plan ended early',
  );
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test.runIf(isPostgres)('a schema that is not there is named, with what makes it', async () => {
  const target = { ...targetIn(emptyFolder()), schema: 'nowhere' };
  const refused = await failure(openStore(target, { baseDirectory: emptyFolder(), create: true }));
  expect(refused).toMatchObject({ code: 'target', hint: 'create schema "nowhere"' });
  expect(refused.message).toContain('?schema=nowhere has no schema nowhere');
});

test.runIf(isPostgres)('tables stand in the schema that is named', async () => {
  const folder = emptyFolder();
  const target = { ...targetIn(folder), schema: 'crm' };
  await query(folder, 'create schema if not exists crm');
  const store = await openStore(target, { baseDirectory: folder, create: true });
  await store.migrate();
  await store.apply(firstLoad());
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  const { prefix } = placeIn(folder);
  expect(await query(folder, `select count(*)::int as n from crm."${prefix}members"`)).toEqual([{ n: 2 }]);
});

test.runIf(CLIENT === 'mysql2')('where the server takes no files, rows go by insert', async () => {
  await query(emptyFolder(), 'set global local_infile = 0');
  try {
    const store = await migrated(emptyFolder());
    await store.apply(firstLoad());
    expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
    expect((await rowsOf(store, 'points')).map((row) => row.balance)).toEqual([100n]);
  } finally {
    await query(emptyFolder(), 'set global local_infile = 1');
  }
});

async function openWith(changed: object): Promise<unknown> {
  const target = targetIn(emptyFolder());
  const connection = { ...(target.connection as object), ...changed };
  return openStore({ ...target, connection }, { baseDirectory: emptyFolder(), create: false });
}

async function failure(outcome: Promise<unknown>): Promise<Failure> {
  return outcome.then(
    () => expect.unreachable('it must fail'),
    (error) => error,
  );
}
