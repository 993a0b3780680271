import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseFile } from '../../../src/config/database-schema.js';
import { DatabaseRoom } from './room.js';

/** A database that these tests may fill, and how its types are called. */
export interface TestDatabase extends Pick<DatabaseFile, 'client' | 'connection'> {
  /** What the address of a table begins with in messages. */
  readonly shown: string;
  readonly types: Readonly<Record<'text' | 'integer' | 'amount' | 'moment', string>>;
  run(...statements: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const COLUMNS = {
  member_id: 'id',
  name: 'full name',
  points: 'points',
  orders: 'visits',
  joined_at: 'joined',
};

/** The same on every database: what is read is the same text, byte for byte. */
export function readsLikeAFile(start: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let room: DatabaseRoom;

  beforeAll(async () => {
    database = await start();
    room = await DatabaseRoom.open(database);
  });
  afterAll(async () => {
    room?.close();
    await database?.stop();
  });

  const quoted = (name: string) => (database.client === 'mysql2' ? `\`${name}\`` : `"${name}"`);
  const create = async (table: string, ...values: readonly string[]) => {
    const { text, integer, amount, moment } = database.types;
    await database.run(
      `drop table if exists ${table}`,
      `create table ${table} (points ${amount}, id ${text}, ${quoted('full name')} ${text},
        visits ${integer}, joined ${moment}, note ${text})`,
      ...values.map(
        (row) => `insert into ${table} (id, ${quoted('full name')}, points, visits, joined) values (${row})`,
      ),
    );
  };

  test('each value is the text of the database: no digit is rounded, no moment shifted, a null is empty', async () => {
    await create(
      'exact',
      `'b', '김서연', 12345678901234.56, 9007199254740993, '2026-01-02 03:04:05'`,
      `'a', 'O''Neil, "Pat"', 0.1, -1, '1987-10-11 02:30:00'`,
      `'00123', null, null, null, null`,
      `'c', '', 12.5, 0, '2026-01-02 00:00:00'`,
    );
    const read = await room.read(COLUMNS, { table: 'exact' });
    expect(read.rows).toEqual([
      ['00123', null, null, null, null],
      ['a', 'O\'Neil, "Pat"', amountOf('0.1'), '-1', '1987-10-11 02:30:00'],
      ['b', '김서연', '12345678901234.56', '9007199254740993', '2026-01-02 03:04:05'],
      ['c', null, amountOf('12.5'), '0', '2026-01-02 00:00:00'],
    ]);
    expect(read.text).toBe(
      [
        'id,full name,points,visits,joined',
        '00123,,,,',
        `a,"O'Neil, ""Pat""",${amountOf('0.1')},-1,1987-10-11 02:30:00`,
        'b,김서연,12345678901234.56,9007199254740993,2026-01-02 03:04:05',
        `c,"",${amountOf('12.5')},0,2026-01-02 00:00:00`,
        '',
      ].join('\n'),
    );
    expect(read.file).toMatchObject({
      ...{ path: `${database.shown} exact`, encoding: 'utf-8', bytes: Buffer.byteLength(read.text) },
      ...{ lines: 4, header: 0, blank: 0, records: 4, loaded: 4, rejected: 0 },
    });
  });

  /** A type with two decimals shows them; SQLite has no such type. */
  const amountOf = (text: string) => (database.client === 'better-sqlite3' ? text : Number(text).toFixed(2));

  test('a row that is refused is named by its row, however many lines the values before it have', async () => {
    await create(
      'refused',
      `'a', 'two\nlines', 1, 1, null`,
      `'b', '${'\n'.repeat(200)}x', 1, 1, null`,
      `'c', 'a\u0085control', 1, 1, null`,
      `'d', 'x', 1, 1, null`,
      `'e', 'one\rreturn', 1, 1, null`,
      `'f', 'a,b\n"c",d,1,1,\nz,z,1,1,', 1, 1, null`,
    );
    const read = await room.read(COLUMNS, { table: 'refused' });
    const shown = `${database.shown} refused`;
    expect(read.rejects).toEqual([
      { file: shown, line: 3n, reason: 'control_character', column: 'full name', value: 'a\\x85control' },
      { file: shown, line: 5n, reason: 'lone_cr', column: 'full name', value: 'one\\x0dreturn' },
    ]);
    // A record that a value holds is no record.
    expect(read.rows.map(([id]) => id).toSorted()).toEqual(['a', 'b', 'd', 'f']);
    const byId = Object.fromEntries(read.rows.map(([id, name], i) => [id, [name, read.places[i]]]));
    expect(byId).toEqual({
      a: ['two\nlines', `${shown}:1`],
      b: [`${'\n'.repeat(200)}x`, `${shown}:2`],
      d: ['x', `${shown}:4`],
      f: ['a,b\n"c",d,1,1,\nz,z,1,1,', `${shown}:6`],
    });
    expect(read.file).toMatchObject({ lines: 6, records: 6, loaded: 4, rejected: 2 });
  });

  test('the order in which rows were stored changes no byte', async () => {
    const rows = [
      `'B', 'x', 2, 1, null`,
      `'a', 'x', 1, 1, null`,
      `'a', 'x', 1, 0, null`,
      `'가', 'x', 1, 1, null`,
    ];
    await create('sorted', ...rows);
    const first = await room.read(COLUMNS, { table: 'sorted' });
    await create('sorted', ...rows.toReversed());
    const second = await room.read(COLUMNS, { table: 'sorted' });
    expect(first.rows.map(([id, , , visits]) => `${id}${visits}`)).toEqual(['B1', 'a0', 'a1', '가1']);
    expect(second.file.sha256).toBe(first.file.sha256);
  });

  test('a query is read as a table is', async () => {
    await create('asked', `'a', 'x', 1, 1, null`, `'b', 'y', 1, 1, null`);
    const query = `select id, ${quoted('full name')} as name from asked where id > 'a' -- not the first`;
    const read = await room.read({ member_id: 'id', name: 'name' }, { query });
    expect(read.rows).toEqual([['b', 'y']]);
    expect(read.file.path).toBe(`${database.shown} query`);
  });

  test('ids alone are read, and one that is missing is a row', async () => {
    await create('alone', `'a', 'x', 1, 1, null`, `null, 'y', 1, 1, null`);
    const read = await room.read({ member_id: 'id' }, { table: 'alone' });
    expect(read.file).toMatchObject({ lines: 2, records: 2, loaded: 2 });
    expect(read.rows.map(([id]) => id)).toEqual(expect.arrayContaining(['a', null]));
  });

  test('a table without a row is an export without a record', async () => {
    await create('nobody');
    const read = await room.read(COLUMNS, { table: 'nobody' });
    expect(read.file).toMatchObject({ lines: 0, records: 0 });
  });

  test('a column that is not there is told with those that are, before a row is read', async () => {
    await create('columns');
    await expect(room.check({ ...COLUMNS, name: 'full_name' }, { table: 'columns' })).rejects.toMatchObject({
      exitCode: 10,
      faults: [
        {
          ...{ file: 'tier-merge.yaml', line: 7, column: 5 },
          message: `column "full_name" (name) is not in ${database.shown} columns`,
          hint: 'did you mean "full name"? found and not configured: full name, note',
        },
      ],
    });
    await expect(room.check(COLUMNS, { table: 'columns' })).resolves.toBeUndefined();
  });

  test('a table that is not there is told', async () => {
    await expect(room.check(COLUMNS, { table: 'nowhere' })).rejects.toMatchObject({
      exitCode: 10,
      message: `${database.shown} nowhere: there is no such table`,
    });
  });

  test('nothing can be written, whatever the query holds', async () => {
    await create('kept', `'a', 'x', 1, 1, null`);
    // SQLite runs the first statement of several and forgets the others; a config with such a query is refused.
    await room
      .read(
        { member_id: 'id' },
        { query: 'select 1 as id) as x; delete from kept; select * from (select 1 as id' },
      )
      .catch(() => {});
    for (const query of [
      'delete from kept returning id',
      'with gone as (delete from kept returning id) select id from gone',
    ])
      await expect(room.read({ member_id: 'id' }, { query })).rejects.toMatchObject({ exitCode: 10 });
    const read = await room.read({ member_id: 'id' }, { table: 'kept' });
    expect(read.rows).toEqual([['a']]);
  });

  test('names of tables and columns are no syntax', async () => {
    const odd = database.client === 'mysql2' ? '`a``b; drop table kept`' : '"a`b; drop table kept"';
    await database.run(`drop table if exists ${odd}`, `create table ${odd} (id ${database.types.text})`);
    await database.run(`insert into ${odd} values ('a')`);
    const read = await room.read({ member_id: 'id' }, { table: 'a`b; drop table kept' });
    expect(read.rows).toEqual([['a']]);
  });
}
