import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { afterAll, describe, expect, test } from 'vitest';
import { readsLikeAFile, type TestDatabase } from './body.js';
import { DatabaseRoom } from './room.js';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-source-'));

afterAll(() => rmSync(folder, { recursive: true }));

async function fill(filename: string, ...statements: readonly string[]): Promise<void> {
  const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  const driver = await db.client.acquireConnection();
  for (const statement of statements) driver.exec(statement);
  db.client.releaseConnection(driver);
  await db.destroy();
}

async function start(): Promise<TestDatabase> {
  const filename = join(folder, 'shop.db');
  return {
    client: 'better-sqlite3',
    connection: { filename },
    shown: `better-sqlite3://${filename}`,
    types: { text: 'text', integer: 'integer', amount: 'numeric', moment: 'text' },
    run: (...statements) => fill(filename, ...statements),
    stop: async () => {},
  };
}

describe('a table of SQLite', () => {
  readsLikeAFile(start);

  const read = async (filename: string, columns: Readonly<Record<string, string>>) => {
    const room = await DatabaseRoom.open({ client: 'better-sqlite3', connection: filename });
    try {
      return await room.read(columns, { table: 'm' });
    } finally {
      room.close();
    }
  };

  test('a column declared as boolean holds true and false, and any other value as it is', async () => {
    const filename = join(folder, 'flags.db');
    await fill(
      filename,
      'create table m (id text, yes boolean, level integer)',
      `insert into m values ('a', 1, 1), ('b', 0, 0), ('c', null, 2), ('d', 'maybe', 3)`,
    );
    const { rows } = await read(filename, { member_id: 'id', consent_sms: 'yes', orders: 'level' });
    expect(rows).toEqual([
      ['a', 'true', '1'],
      ['b', 'false', '0'],
      ['c', null, '2'],
      ['d', 'maybe', '3'],
    ]);
  });

  test('text that is none is rejected with its row, and does not end the process', async () => {
    const filename = join(folder, 'broken.db');
    await fill(
      filename,
      'create table m (id text, name text)',
      `insert into m values ('a', cast(x'61ff62' as text)), ('b', 'x' || char(0) || 'y'), ('c', 'sound')`,
    );
    const { rows, rejects } = await read(filename, { member_id: 'id', name: 'name' });
    expect(rows).toEqual([['c', 'sound']]);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [1n, 'invalid_encoding'],
      [2n, 'nul'],
    ]);
  });

  test('a database in UTF-16 is read as the same text', async () => {
    const filename = join(folder, 'wide.db');
    await fill(
      filename,
      `pragma encoding = 'UTF-16be'`,
      'create table m (id text, n integer)',
      `insert into m values ('김', 12)`,
    );
    expect((await read(filename, { member_id: 'id', points: 'n' })).rows).toEqual([['김', '12']]);
  });

  test('a real is written with all of its digits', async () => {
    const filename = join(folder, 'reals.db');
    await fill(
      filename,
      'create table m (id text, r real)',
      `insert into m values ('a', 0.30000000000000004), ('b', 12345678901234.56), ('c', 1200)`,
    );
    expect((await read(filename, { member_id: 'id', spend: 'r' })).rows).toEqual([
      ['a', '0.30000000000000004'],
      ['b', '12345678901234.56'],
      ['c', '1200'],
    ]);
  });

  test('the file is left as it is, byte for byte, and none is made beside it', async () => {
    const filename = join(folder, 'untouched.db');
    await fill(filename, 'create table m (id text)', `insert into m values ('a')`);
    const before = readFileSync(filename);
    chmodSync(filename, 0o444);
    await read(filename, { member_id: 'id' });
    expect(readFileSync(filename).equals(before)).toBe(true);
  });

  test('what is no database, and what is not there, are refused as inputs', async () => {
    const none = join(folder, 'none.db');
    await expect(read(none, { member_id: 'id' })).rejects.toMatchObject({
      exitCode: 3,
      message: `better-sqlite3://${none} m: no such file`,
    });
    const text = join(folder, 'text.db');
    writeFileSync(text, 'id\na\n'.repeat(1000));
    await expect(read(text, { member_id: 'id' })).rejects.toMatchObject({
      exitCode: 3,
      message: `better-sqlite3://${text} m: cannot be reached or read (SQLITE_NOTADB)`,
    });
  });
});
