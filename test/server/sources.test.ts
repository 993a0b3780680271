import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mysql } from '../../src/read/database/mysql.js';
import { postgres } from '../../src/read/database/postgres.js';
import { told } from '../../src/read/database/refusal.js';
import type { SourceDatabase } from '../../src/read/database/snapshot.js';
import { readsLikeAFile, type TestDatabase } from '../read/database/body.js';
import { DatabaseRoom } from '../read/database/room.js';
import { mariadbSource, postgresSource } from './source-databases.js';

describe('a table of PostgreSQL', () => {
  readsLikeAFile(postgresSource);
});

describe('a table of MariaDB', () => {
  readsLikeAFile(mariadbSource);
});

interface Kind {
  readonly title: string;
  readonly start: () => Promise<TestDatabase>;
  readonly database: SourceDatabase;
  /** Its own types, a row of each, and the text that is read. */
  readonly typed: readonly (readonly [type: string, value: string, text: string])[];
  /** A hundred thousand rows of one table. */
  readonly many: readonly string[];
  readonly endOthers: string;
  readonly wrong: readonly (readonly [from: (url: string) => string, message: RegExp])[];
}

const KINDS: readonly Kind[] = [
  {
    title: 'PostgreSQL',
    start: postgresSource,
    database: postgres,
    typed: [
      ['boolean', 'true', 'true'],
      ['boolean', 'false', 'false'],
      ['double precision', '0.1::float8 + 0.2::float8', '0.30000000000000004'],
      ['real', '16777217', '1.6777216e+07'],
      ['numeric', '12345678901234567890.123456789', '12345678901234567890.123456789'],
      ['date', "'2026-01-02'", '2026-01-02'],
      // 00:30 in Seoul is the day before in UTC; in 1988 Seoul had summer time.
      ['timestamptz', "'2026-01-02 00:30:00+09'", '2026-01-02 00:30:00'],
      ['timestamptz', "'2026-01-01 15:30:00+00'", '2026-01-02 00:30:00'],
      ['timestamptz', "'1988-07-01 00:00:00+00'", '1988-07-01 10:00:00'],
      ['timestamptz', 'null', ''],
      ['uuid', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      ['bytea', "'\\xff00'", '\\xff00'],
      ['char(5)', "'ab'", 'ab'],
    ],
    many: [
      'create table many as select g::text as id, repeat($$x$$, 200) as name from generate_series(1, 100000) g',
    ],
    endOthers:
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $$client backend$$',
    wrong: [
      [(url) => url.replace(/:\d+\//, ':1/'), /cannot be reached or read \(ECONNREFUSED\)$/],
      [(url) => url.replace('tm@', 'nobody:hunter2@'), /refuses the login or the right to read \(28000\)$/],
      [(url) => url.replace(/\/[a-z]+$/, '/nowhere'), /refuses the login or the right to read \(3D000\)$/],
    ],
  },
  {
    title: 'MariaDB',
    start: mariadbSource,
    database: mysql,
    typed: [
      ['boolean', 'true', '1'],
      ['bit(1)', "b'1'", '1'],
      ['double', '0.1e0 + 0.2e0', '0.30000000000000004'],
      ['float', '1234567', '1234567'],
      ['decimal(30,9)', '12345678901234567890.123456789', '12345678901234567890.123456789'],
      ['date', "'2026-01-02'", '2026-01-02'],
      ['datetime', "'2026-01-02 00:30:00'", '2026-01-02 00:30:00'],
      [
        'timestamp null',
        "convert_tz('2026-01-01 15:30:00', '+00:00', @@session.time_zone)",
        '2026-01-02 00:30:00',
      ],
      ['timestamp null', 'null', ''],
      ['varchar(9) character set latin1', "'é'", 'é'],
      ['varchar(9) character set euckr', "'김'", '김'],
      ["enum('a','b')", "'b'", 'b'],
    ],
    many: [
      "create table many as select cast(seq as char) as id, repeat('x', 200) as name from seq_1_to_100000",
    ],
    endOthers: `begin not atomic
      for other in (select id from information_schema.processlist where id <> connection_id() and user = 'tm')
      do kill other.id; end for;
    end`,
    wrong: [
      [(url) => url.replace(/:\d+\//, ':1/'), /cannot be reached or read \(ECONNREFUSED\)$/],
      [
        (url) => url.replace(':tm@', ':hunter2@'),
        /refuses the login or the right to read \(ER_ACCESS_DENIED_ERROR\)$/,
      ],
      [
        (url) => url.replace(/\/tm$/, '/nowhere'),
        /refuses the login or the right to read \(ER_BAD_DB_ERROR\)$/,
      ],
    ],
  },
];

describe.each(KINDS)('$title', ({ start, database, typed, many, endOthers, wrong }) => {
  let server: TestDatabase;
  let room: DatabaseRoom;

  beforeAll(async () => {
    server = await start();
    room = await DatabaseRoom.open(server);
    await server.run('drop table if exists many', ...many);
  });
  afterAll(async () => {
    room?.close();
    await server?.stop();
  });

  test('each type is written as it is shown, moments in the zone of the project', async () => {
    const columns = typed.map(([type], i) => `c${i} ${type}`).join(', ');
    const values = typed.map(([, value]) => value).join(', ');
    await server.run('drop table if exists typed', `create table typed (id int, ${columns})`);
    await server.run(`insert into typed values (1, ${values})`);
    const fields = Object.fromEntries(typed.map((_, i) => [`f${i}`, `c${i}`]));
    const { rows } = await room.read({ member_id: 'id', ...fields }, { table: 'typed' });
    expect(rows).toEqual([['1', ...typed.map(([, , text]) => text || null)]]);
  });

  test('rows that come while it is read are not seen', async () => {
    const { origin } = room.source({ member_id: 'id' }, { table: 'many' });
    if (origin === undefined) throw new Error('no origin');
    const snapshot = await database.open(origin);
    try {
      const columns = await snapshot.columns(origin);
      await server.run("insert into many (id, name) values ('late', 'x')");
      let text = '';
      for await (const chunk of snapshot.records(origin, columns)) text += Buffer.from(chunk).toString();
      expect(text.split('\n')).toHaveLength(100_001);
      expect(text).not.toContain('late');
    } finally {
      await snapshot.close();
      await server.run("delete from many where id = 'late'");
    }
  });

  test('a reader that stops in the middle leaves no connection behind', async () => {
    const { origin } = room.source({ member_id: 'id' }, { table: 'many' });
    if (origin === undefined) throw new Error('no origin');
    const snapshot = await database.open(origin);
    const columns = await snapshot.columns(origin);
    for await (const _ of snapshot.records(origin, columns)) break;
    await snapshot.close();
    const { file } = await room.read({ member_id: 'id' }, { table: 'many' });
    expect(file.records).toBe(100_000);
  });

  test('a connection that is lost in the middle is no short export', async () => {
    const { origin } = room.source({ member_id: 'id' }, { table: 'many' });
    if (origin === undefined) throw new Error('no origin');
    const snapshot = await database.open(origin);
    const columns = await snapshot.columns(origin);
    const reading = async () => {
      let isFirst = true;
      for await (const _ of snapshot.records(origin, columns)) {
        if (isFirst) await server.run(endOthers);
        isFirst = false;
      }
    };
    await expect(told({ origin, database }, reading)).rejects.toMatchObject({ exitCode: 3 });
    await snapshot.close().catch(() => {});
  });

  test.each(wrong)('%s is an input that cannot be read, and no secret is told', async (change, message) => {
    const connection = change(String(server.connection));
    const failure: unknown = await room
      .check({ member_id: 'id' }, { table: 'many', connection })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: expect.stringMatching(message) });
    expect(JSON.stringify([failure, String(failure)])).not.toContain('hunter2');
  });
});
