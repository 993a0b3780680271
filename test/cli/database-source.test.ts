import knex from 'knex';
import { beforeAll, describe, expect, test } from 'vitest';
import { MALL, MALL_EXPORT, orderWorld, TILL_EXPORT } from '../orders/world.js';
import { makeWorld, ONLINE, ONLINE_COLUMNS, type Result, records, SOURCES, type World } from './program.js';

interface Plan {
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
}

const FROM = { client: 'better-sqlite3', connection: 'mall.db', table: 'members' };

/** The same members as in online.csv, in another order, beside one that cannot be read. */
async function fill(world: World): Promise<void> {
  const connection = { filename: world.path('mall.db') };
  const db = knex({ client: 'better-sqlite3', connection, useNullAsDefault: true });
  const rows = records(ONLINE).toReversed();
  await db.schema.createTable('members', (table) => {
    for (const column of Object.keys(rows[0] ?? {})) table.text(column);
  });
  await db('members').insert(rows.map((row) => ({ ...row, ci: row.ci || null })));
  await db.destroy();
}

function withFrom(from: object, more: object = {}): World {
  const { files: _, ...online } = SOURCES.online;
  const limits = { max_rejected: '50%' };
  return makeWorld({ config: { sources: { ...SOURCES, online: { ...online, from, ...more } }, limits } });
}

describe('a source that is a table', () => {
  let world: World;
  beforeAll(async () => {
    world = withFrom(FROM);
    await fill(world);
  });

  test('the plan is that of the same members in a file', async () => {
    const files = makeWorld({ config: { limits: { max_rejected: '50%' } } });
    expect(await files.run('plan', '-o', 'p')).toMatchObject({ code: 0 });
    expect(await world.run('plan', '-o', 'p')).toMatchObject({ code: 0 });
    for (const file of ['members.csv', 'links.csv', 'points.csv'])
      expect(world.read(`p/${file}`)).toBe(files.read(`p/${file}`));
    expect(world.json<Result>('p/result.json').content_hash).toBe(
      files.json<Result>('p/result.json').content_hash,
    );
  });

  test('the plan names the table where it names files, and its rows where it counts lines', () => {
    const { online } = world.json<Result>('p/result.json').inputs;
    expect(online).toMatchObject({ lines: 3, header: 0, blank: 0, records: 3, accepted: 3, rejected: 0 });
    const [input] = world.json<Plan>('p/plan.json').inputs;
    expect(input).toMatchObject({
      source: 'online',
      path: 'better-sqlite3://mall.db members',
      bytes: 198,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      encoding: 'utf-8',
      lines: 3,
      records: 3,
    });
    expect(world.read('p/report.html')).toContain('better-sqlite3://mall.db members');
  });

  test('a run from a table changes nothing the second time', async () => {
    expect(await world.run('run')).toMatchObject({ code: 0 });
    expect(await world.run('run', '--detailed-exitcode')).toMatchObject({ code: 0 });
  });

  test('check opens the table and finds its columns', async () => {
    expect(await world.run('check')).toMatchObject({ code: 0 });
    const misspelt = withFrom(FROM, { columns: { ...ONLINE_COLUMNS, phone: 'phon' } });
    await fill(misspelt);
    const { code, stderr } = await misspelt.run('check');
    expect(code).toBe(10);
    expect(stderr).toMatch(
      /tier-merge\.yaml:\d+:\d+: column "phon" \(phone\) is not in better-sqlite3:\/\/mall\.db members\n {2}did you mean "phone"\?/,
    );
  });

  test('--online FILE is read instead', async () => {
    world.write('instead.csv', ONLINE);
    expect(await world.run('plan', '-o', 'instead', '--online', 'instead.csv')).toMatchObject({ code: 0 });
    const [input] = world.json<Plan>('instead/plan.json').inputs;
    expect(input).toMatchObject({ path: world.path('instead.csv'), lines: 4 });
  });

  test('a row that is refused stands in rejects.csv with its row, and its text in rejects.raw', async () => {
    const broken = withFrom(FROM);
    await fill(broken);
    const db = knex({
      client: 'better-sqlite3',
      connection: { filename: broken.path('mall.db') },
      useNullAsDefault: true,
    });
    await db('members').insert([
      { id: 'a0', name: 'two\nlines' },
      { id: 'a4', name: 'a\u0085b' },
      { id: null, name: 'nobody' },
    ]);
    await db.destroy();
    await broken.run('plan', '-o', 'p');
    const rejects = records(broken.read('p/rejects.csv'));
    expect(rejects.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['better-sqlite3://mall.db members', '1', 'missing_member_id'],
      ['better-sqlite3://mall.db members', '6', 'control_character'],
    ]);
    expect(broken.read('p/rejects.raw')).toBe(',nobody,,,,,,,\na4,a\u0085b,,,,,,,\n');
  });
});

test('a connection that cannot be had is exit 3, and what a secret holds is told nowhere', async () => {
  const world = withFrom({ ...FROM, connection: 'env:MALL_DB' });
  const refused = await world.typeWith({ MALL_DB: '/nowhere/hunter2.db' }, 'plan', '-o', 'p');
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toContain('better-sqlite3 env:MALL_DB members: no such file');
  expect(refused.stdout + refused.stderr).not.toContain('hunter2');
  const unset = await world.run('plan', '-o', 'p');
  expect(unset).toMatchObject({ code: 10 });
  expect(unset.stderr).toContain(
    'sources.online.from.connection is env:MALL_DB, and the variable is not set',
  );
});

test('the file of a secret is read beside the config', async () => {
  const world = withFrom({ ...FROM, connection: { filename: 'file:where.txt' } });
  await fill(world);
  world.write('where.txt', 'mall.db\n');
  expect(await world.run('check')).toMatchObject({ code: 0 });
});

test('orders are read from a table as they are from a file', async () => {
  const files = orderWorld();
  const { files: _, ...mall } = MALL_EXPORT;
  const from = { client: 'better-sqlite3', connection: 'mall.db', query: 'select * from sales' };
  const world = orderWorld({ config: { orders: { mall: { ...mall, from }, till: TILL_EXPORT } } });
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename: world.path('mall.db') },
    useNullAsDefault: true,
  });
  const rows = records(MALL);
  await db.schema.createTable('sales', (table) => {
    for (const column of Object.keys(rows[0] ?? {})) table.text(column);
  });
  await db('sales').insert(rows.toReversed());
  await db.destroy();
  expect(await files.run('plan', '-o', 'p')).toMatchObject({ code: 0 });
  expect(await world.run('plan', '-o', 'p')).toMatchObject({ code: 0 });
  expect(world.read('p/members.csv')).toBe(files.read('p/members.csv'));
  const inputs = (of: World) => of.json<Result>('p/result.json').inputs['orders.mall'];
  const { records: all, accepted, repeated, excluded, rejected } = inputs(files) ?? {};
  expect(inputs(world)).toMatchObject({ records: all, accepted, repeated, excluded, rejected });
  expect(all).toBe(15);
});
