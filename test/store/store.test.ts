import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import knex from 'knex';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';
import {
  deltaOf,
  emptyFolder,
  firstLoad,
  gradesIn,
  migrated,
  open,
  rowsOf,
  targetAt,
  UPDATED,
} from './world.js';

test('a target that is not there reads as empty and is not made', async () => {
  const folder = emptyFolder();
  const store = await open(folder, false);
  expect(await store.schemaVersion()).toBeUndefined();
  expect(await store.runs()).toEqual([]);
  expect(await store.head()).toBeUndefined();
  expect(await store.meta('ci_key')).toBeUndefined();
  for (const table of ['members', 'links', 'points', 'source_rows'] as const) {
    expect(await rowsOf(store, table)).toEqual([]);
  }
  await expect(store.migrate()).rejects.toMatchObject({ code: 'target' });
  await expect(store.apply(firstLoad())).rejects.toMatchObject({ code: 'target' });
  await store.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('migrating makes the folder and the file, for their owner alone, and twice is once', async () => {
  const folder = emptyFolder();
  const target = targetAt('out/deep/members.sqlite');
  const store = await openStore(target, { baseDirectory: folder, create: true });
  expect(existsSync(join(folder, 'out'))).toBe(false);
  await store.migrate();
  const path = join(folder, 'out/deep/members.sqlite');
  const bytes = readFileSync(path);
  await store.migrate();
  expect(await store.schemaVersion()).toBe(2);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'out/deep'))).toEqual(['members.sqlite']);
});

test('reading changes no byte of a target and leaves nothing beside it', async () => {
  const folder = emptyFolder();
  await (await migrated(folder)).apply(firstLoad());
  const bytes = readFileSync(join(folder, 'members.sqlite'));
  const store = await open(folder, false);
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  expect(await rowsOf(store, 'links')).toHaveLength(2);
  expect(readFileSync(join(folder, 'members.sqlite')).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(['members.sqlite']);
});

test('tables of a newer program are refused', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await write(folder, `insert into tier_merge_schema values (3, '2030-01-01')`);
  const refusal = { code: 'usage', exitCode: 10, message: expect.stringContaining('have version 3') };
  await expect(open(folder)).rejects.toMatchObject(refusal);
  await expect(store.migrate()).rejects.toMatchObject(refusal);
  await expect(store.apply(firstLoad())).rejects.toMatchObject(refusal);
});

test('a target of version 1 can be read as it is, and is brought up to date with all it holds', async () => {
  const folder = emptyFolder();
  await (await migrated(folder)).apply(firstLoad());
  await write(folder, 'delete from tier_merge_schema where version = 2');
  for (const column of LATER) await write(folder, `alter table runs drop column ${column}`);

  const store = await open(folder, false);
  expect(await store.head()).toMatchObject({ run_id: 'R1', members_total: 2, reverts: null });
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  await expect(store.apply(deltaOf('R2', 'R1', {}, UPDATED))).rejects.toMatchObject({ code: 'usage' });

  await store.migrate();
  await store.migrate();
  expect(await store.schemaVersion()).toBe(2);
  await store.apply(deltaOf('R2', 'R1', {}, { ...UPDATED, reverts: 'R1' }));
  expect(await store.head()).toMatchObject({ run_id: 'R2', sequence: 2, reverts: 'R1', scope: null });
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

/** What version 2 added to the ledger. */
const LATER = ['approved_at', 'effective', 'scope', 'reverts', 'superseding'];

test('nothing is applied to a target without tables', async () => {
  const folder = emptyFolder();
  await write(folder, 'create table notes (text)');
  const store = await open(folder);
  await expect(store.apply(firstLoad())).rejects.toMatchObject({ code: 'usage' });
});

test('a table of somebody else is not taken over', async () => {
  const folder = emptyFolder();
  await write(folder, 'create table members (id)');
  const store = await open(folder);
  await expect(store.migrate()).rejects.toMatchObject({
    code: 'usage',
    hint: 'set target.prefix, or another target',
  });
  expect(await store.schemaVersion()).toBeUndefined();
});

test('a file that is no database is refused and left as it is', async () => {
  const folder = emptyFolder();
  const text = 'member_id,name\n'.repeat(500);
  writeFileSync(join(folder, 'members.sqlite'), text);
  await expect(open(folder)).rejects.toMatchObject({
    code: 'target',
    exitCode: 12,
    message: `${join(folder, 'members.sqlite')} is not an SQLite database`,
  });
  expect(readFileSync(join(folder, 'members.sqlite'), 'utf8')).toBe(text);
});

test('a folder in the place of the file is refused', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'members.sqlite'));
  await expect(open(folder)).rejects.toMatchObject({ code: 'target', exitCode: 12 });
});

test('a path that leads through a file is refused', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'plain'), '');
  const store = await openStore(targetAt('plain/members.sqlite'), { baseDirectory: folder, create: true });
  await expect(store.migrate()).rejects.toMatchObject({ code: 'target', exitCode: 12 });
});

// root may write everywhere, so there is nothing to see then.
test.skipIf(process.getuid?.() === 0)('a folder that may not be written is named', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  chmodSync(folder, 0o500);
  const outcome = await store.apply(deltaOf('R2', 'R1', {}, UPDATED)).catch((error) => error);
  const created = await openStore(targetAt('other.sqlite'), { baseDirectory: folder, create: true })
    .then((other) => other.migrate())
    .catch((error) => error);
  chmodSync(folder, 0o700);
  expect(outcome).toMatchObject({ code: 'target', exitCode: 12, message: expect.stringContaining(folder) });
  expect(created).toMatchObject({ code: 'target', exitCode: 12, message: expect.stringContaining(folder) });
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test.skipIf(process.getuid?.() === 0)(
  'a file that may not be written can be read and is not written',
  async () => {
    const folder = emptyFolder();
    const store = await migrated(folder);
    await store.apply(firstLoad());
    chmodSync(join(folder, 'members.sqlite'), 0o400);
    await expect(store.apply(deltaOf('R2', 'R1', {}, UPDATED))).rejects.toMatchObject({
      code: 'target',
      exitCode: 12,
    });
    expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  },
);

test('an input that fails midway leaves the target as it was', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const empty = readFileSync(join(folder, 'members.sqlite'));
  const failing = async function* () {
    yield Array.from({ length: 60_000 }, (_, at) => ({
      op: 'insert' as const,
      expected_run: null,
      member_id: `N${at}`,
      name: 'x'.repeat(2_000),
    }));
    throw new Error('the plan ended early');
  };
  await expect(store.apply(deltaOf('R1', null, { members: failing() }))).rejects.toThrow(
    'the plan ended early',
  );
  expect(await rowsOf(store, 'members')).toEqual([]);
  expect(readFileSync(join(folder, 'members.sqlite')).equals(empty)).toBe(true);
  await store.apply(firstLoad());
  const whole = readFileSync(join(folder, 'members.sqlite'));
  await expect(store.apply(deltaOf('R2', 'R1', { members: failing() }))).rejects.toThrow(
    'the plan ended early',
  );
  expect(readFileSync(join(folder, 'members.sqlite')).equals(whole)).toBe(true);
  expect(readdirSync(folder)).toEqual(['members.sqlite']);
});

test.each([
  ['a variable', 'env:MEMBERS_DB', 'secret.sqlite'],
  ['a file', 'file:where.txt', 'secret.sqlite'],
])('the filename may come from %s, and messages do not tell what it held', async (_, written, filename) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'where.txt'), `${filename}\n`);
  const options = { baseDirectory: folder, create: true, env: { MEMBERS_DB: filename } };
  const store = await openStore(targetAt(written), options);
  await store.migrate();
  expect(existsSync(join(folder, filename))).toBe(true);
  expect(store.shown).toBe(written);
  writeFileSync(join(folder, filename), 'no database at all '.repeat(100));
  const refused = await openStore(targetAt(written), options).catch((error) => error);
  expect(refused.message).toBe(`${written} is not an SQLite database`);
});

test.each([
  ['env:NO_SUCH', 'target.connection.filename is env:NO_SUCH, and the variable is not set'],
  ['file:no-such', 'target.connection.filename is file:no-such, and the file cannot be read'],
  [':memory:', 'target.connection.filename is :memory:, which no second connection can read'],
])('%s is no filename', async (written, message) => {
  const opening = openStore(targetAt(written), { baseDirectory: emptyFolder(), create: true, env: {} });
  await expect(opening).rejects.toMatchObject({ code: 'usage', message });
});

test('a name full of what paths and addresses read as syntax is a plain file name', async () => {
  const folder = emptyFolder();
  const target = targetAt('a b?mode=memory&x=%41#회원.sqlite');
  const store = await openStore(target, { baseDirectory: folder, create: true });
  await store.migrate();
  await store.apply(firstLoad());
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
  expect(readdirSync(folder)).toEqual(['a b?mode=memory&x=%41#회원.sqlite']);
});

test('the file passes the check of the database itself', async () => {
  const folder = emptyFolder();
  await (await migrated(folder)).apply(firstLoad());
  expect(await write(folder, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await write(folder, 'pragma journal_mode')).toEqual([{ journal_mode: 'delete' }]);
  expect(
    await write(folder, `select name from sqlite_master where type = 'index' and name like 'links%'`),
  ).toEqual([{ name: 'links_member_id_index' }]);
});

async function write(folder: string, statement: string): Promise<unknown> {
  const filename = join(folder, 'members.sqlite');
  const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  return db.raw(statement).finally(() => db.destroy());
}
