import { describe, expect, test } from 'vitest';
import { faultsOf, load } from './support.js';

/** From line 6 on. */
function withFrom(lines: string): string {
  return `version: 1
project: acme
rules: rules.yaml
target: { client: better-sqlite3, connection: t.sqlite }
sources:
  online:
    columns: { member_id: id }
${lines}
`;
}

describe('what is wrong with a source that is a table', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      '    mode: full',
      ['7:5 sources.online.files is missing | name the files of the export, or a database under from'],
    ],
    [
      '    files: a.csv\n    encoding: cp949\n    from: { client: pg, connection: env:DB, table: members }',
      [
        '8:12 sources.online.files: an export has files or a database, not both | take out files, or take out from',
        '9:15 sources.online.encoding: an export has files or a database, not both | take out encoding, or take out from',
      ],
    ],
    [
      '    complete: { marker: done }\n    freshness: 36h\n    from: { client: pg, connection: env:DB, table: m }',
      [
        '8:15 sources.online.complete: an export has files or a database, not both | take out complete, or take out from',
        '9:16 sources.online.freshness: a table has no age of its own | such as by: newest updated_at',
      ],
    ],
    [
      '    from: { client: pg, connection: env:DB }',
      ['8:11 sources.online.from: has neither table nor query | such as table: members'],
    ],
    [
      '    from: { client: pg, connection: env:DB, table: m, query: select 1 }',
      ['8:62 sources.online.from: has both table and query | take out one of them'],
    ],
    [
      '    from: { client: better-sqlite3, connection: a.db, table: m, schema: s }',
      ['8:73 sources.online.from.schema: SQLite has no schemas | take it out'],
    ],
    [
      '    from: { client: pg, connection: env:DB, tabel: m, query: select 1 }',
      ['8:45 unknown key tabel in sources.online.from | did you mean table?'],
    ],
  ];
  test.each(cases)('%s', async (lines, expected) => {
    expect(await faultsOf(withFrom(lines))).toEqual(expected);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['delete from members', 'must begin with select or with'],
    ['', 'must begin with select or with'],
    ['select 1; select 2', 'must be a single select, without a semicolon'],
    ['select 1;', 'must be a single select, without a semicolon'],
    ['select 1) as x; drop table m; select * from (select 1', 'must be a single select, without a semicolon'],
    ['select 1) as x, (select 2', 'has a parenthesis without its other half'],
    ['/* x */ update m set a = 1', 'must begin with select or with'],
    [`select ${'('.repeat(20_000)}`, 'is longer than 20000 characters'],
    ['/*'.repeat(9_000), 'must begin with select or with'],
  ];
  test.each(refused)('the query %j is refused', async (query, why) => {
    const from = { client: 'pg', connection: 'env:DB', query };
    const faults = await faultsOf(withFrom(`    from: ${JSON.stringify(from)}`));
    expect(faults[0]).toMatch(query === '' ? /at least 1 long/ : new RegExp(`from\\.query: ${why}`));
  });

  test.each([
    "select ';)' as a -- and ; (\nfrom m",
    'with x as (select 1) select * from x',
    '/* ; */ (select id from m) union (select id from n)',
  ])('the query %j is taken', async (query) => {
    const from = { client: 'pg', connection: 'env:DB', query };
    expect(await faultsOf(withFrom(`    from: ${JSON.stringify(from)}`))).toEqual([]);
  });
});

describe('how a table is called', () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ client: 'pg', connection: 'env:DB', table: 'members' }, 'pg env:DB members'],
    [
      {
        client: 'pg',
        connection: 'postgres://shop:hunter2@db:5433/mall?sslmode=require',
        table: 'm',
        schema: 's',
      },
      'pg://db:5433/mall s.m',
    ],
    [
      {
        client: 'mysql2',
        connection: { host: 'db', database: 'mall', user: 'shop', password: 'hunter2' },
        query: 'select 1',
      },
      'mysql2://db/mall query',
    ],
    [{ client: 'pg', connection: 'hunter2', table: 'm' }, 'pg:// m'],
    [
      { client: 'better-sqlite3', connection: { filename: 'mall.db' }, table: 'm' },
      'better-sqlite3://mall.db m',
    ],
  ];
  test.each(cases)('%j', async (from, shown) => {
    const config = await load(withFrom(`    from: ${JSON.stringify(from)}`));
    expect(config.sources[0]?.origin?.shown).toBe(shown);
  });

  test('a config that is written out anywhere holds no secret', async () => {
    const connection = { host: 'env:HOST', password: 'env:PASSWORD' };
    const text = withFrom(`    from: ${JSON.stringify({ client: 'pg', connection, table: 'm' })}`);
    const config = await load(text, { env: { HOST: 'db', PASSWORD: 'hunter2' } });
    expect(config.sources[0]?.origin?.reveal()).toEqual({ host: 'db', password: 'hunter2' });
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });
});
