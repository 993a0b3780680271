import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { FILES, query, tablesIn, targetIn } from './database.js';
import {
  batches,
  deltaOf,
  emptyFolder,
  firstLoad,
  gradesIn,
  memberUpdate,
  migrated,
  rowsOf,
  UPDATED,
} from './world.js';

test('what is applied is read back, with nothing left beside the file', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const delta = deltaOf(
    'R1',
    null,
    {
      members: [
        {
          op: 'insert',
          expected_run: null,
          member_id: 'M1',
          grade: 'GOLD',
          status: 'active',
          name: '김서연',
          birth_date: '1990-02-28',
          consent_sms: true,
          consent_email: false,
          rule: 'highest',
        },
      ],
      links: [
        {
          op: 'insert',
          source: 'offline',
          source_member_id: '00123',
          member_id: 'M1',
          how: 'scored',
          score: 0.75,
        },
        { op: 'insert', source: 'online', source_member_id: 'a', member_id: 'M1', how: 'ci', score: null },
      ],
      points: [
        {
          op: 'insert',
          member_id: 'M1',
          bucket: 'main',
          balance: 9007199254740993n,
          expires_at: '2027-01-01',
        },
      ],
      source_rows: [
        {
          op: 'insert',
          source: 'online',
          source_member_id: 'a',
          ci_hash: 'beef',
          points: 1200n,
          spend: '1234.50',
          consent_sms: true,
          name_key: 'gimseoyeon',
          extra: '{"services_used":"3"}',
        },
      ],
      changes: [{ member_id: 'M1', field: 'grade', before: null, after: 'GOLD' }],
    },
    {
      approved_by: 'kim',
      members_total: 1,
      members_new: 1,
      links_total: 2,
      points_total: 1,
      changes_rows: 1,
      input_summary: '{"online":1}',
    },
  );

  const row = await store.apply({ ...delta, meta: { ci_key: '00ff' } });

  const { transaction_ms, ...ledger } = row;
  expect(transaction_ms).toBeGreaterThanOrEqual(0);
  expect(ledger).toEqual({
    sequence: 1,
    run_id: 'R1',
    plan_id: 'plan-of-R1',
    kind: 'apply',
    as_of: '2026-03-01',
    approved_by: 'kim',
    approved_at: null,
    effective: null,
    scope: null,
    reverts: null,
    superseding: null,
    content_hash: 'c0ffee',
    config_hash: 'c0',
    rules_hash: '42',
    tool_version: '0.1.0',
    members_total: 1,
    members_new: 1,
    members_changed: 0,
    members_gone: 0,
    links_total: 2,
    points_total: 1,
    changes_rows: 1,
    started_at: '2026-02-28T23:59:00.000Z',
    finished_at: '2026-03-01T00:00:00.000Z',
    input_summary: '{"online":1}',
  });
  expect(await store.runs()).toEqual([ledger]);
  expect(await store.head()).toEqual(ledger);
  expect(await store.meta('ci_key')).toBe('00ff');
  expect(await rowsOf(store, 'members')).toEqual([
    {
      member_id: 'M1',
      grade: 'GOLD',
      status: 'active',
      name: '김서연',
      phone: null,
      email: null,
      birth_date: '1990-02-28',
      gender: null,
      card_no: null,
      address: null,
      postal_code: null,
      store: null,
      joined_at: null,
      consent_sms: true,
      consent_email: false,
      consent_push: null,
      consent_post: null,
      consent_night: null,
      rule: 'highest',
      merged_into: null,
      split_from: null,
      gone_since: null,
      announced: null,
      announced_at: null,
      first_run: 'R1',
      last_run: 'R1',
    },
  ]);
  expect(await rowsOf(store, 'links')).toEqual([
    {
      source: 'offline',
      source_member_id: '00123',
      member_id: 'M1',
      how: 'scored',
      score: 0.75,
      first_run: 'R1',
      last_run: 'R1',
    },
    {
      source: 'online',
      source_member_id: 'a',
      member_id: 'M1',
      how: 'ci',
      score: null,
      first_run: 'R1',
      last_run: 'R1',
    },
  ]);
  expect(await rowsOf(store, 'points')).toEqual([
    { member_id: 'M1', bucket: 'main', balance: 9007199254740993n, expires_at: '2027-01-01', last_run: 'R1' },
  ]);
  expect(await rowsOf(store, 'source_rows')).toMatchObject([
    { source: 'online', ci_hash: 'beef', points: '1200', spend: '1234.5', consent_sms: true, stamps: null },
  ]);
  expect(await changesIn(folder)).toEqual(['R1 M1 grade null GOLD']);
  expect(readdirSync(folder)).toEqual(FILES);
});

test('a later run inserts, updates and deletes, and keeps the first run of a row', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  await store.apply(firstLoad());
  await store.apply(
    deltaOf(
      'R2',
      'R1',
      {
        members: [
          { op: 'update', expected_run: 'R1', member_id: 'M1', grade: 'VIP' },
          { op: 'update', expected_run: 'R1', member_id: 'M2', gone_since: '2026-03-01', merged_into: 'M1' },
          { op: 'insert', expected_run: null, member_id: 'M3', grade: 'BASIC' },
        ],
        links: [
          {
            op: 'update',
            source: 'offline',
            source_member_id: '77',
            member_id: 'M1',
            how: 'scored',
            score: 0.9,
          },
          { op: 'insert', source: 'online', source_member_id: 'c', member_id: 'M3', how: 'alone' },
          { op: 'delete', source: 'online', source_member_id: 'a' },
        ],
        points: [{ op: 'update', member_id: 'M1', bucket: 'main', balance: 130n }],
        changes: [{ member_id: 'M1', field: 'grade', before: 'GOLD', after: 'VIP' }],
      },
      {
        members_total: 3,
        members_new: 1,
        members_changed: 1,
        members_gone: 1,
        links_total: 2,
        points_total: 1,
        changes_rows: 1,
      },
    ),
  );
  expect(
    (await rowsOf(store, 'members')).map((m) => [
      m.member_id,
      m.grade,
      m.gone_since,
      m.first_run,
      m.last_run,
    ]),
  ).toEqual([
    ['M1', 'VIP', null, 'R1', 'R2'],
    ['M2', null, '2026-03-01', 'R1', 'R2'],
    ['M3', 'BASIC', null, 'R2', 'R2'],
  ]);
  expect(
    (await rowsOf(store, 'links')).map((l) => [l.source, l.source_member_id, l.member_id, l.first_run]),
  ).toEqual([
    ['offline', '77', 'M1', 'R1'],
    ['online', 'c', 'M3', 'R2'],
  ]);
  expect((await rowsOf(store, 'points')).map((p) => [p.balance, p.last_run])).toEqual([[130n, 'R2']]);
  expect(await changesIn(folder)).toEqual([
    'R1 M1 grade null GOLD',
    'R1 M2 grade null BASIC',
    'R2 M1 grade GOLD VIP',
  ]);
  expect((await store.runs()).map((run) => [run.sequence, run.run_id])).toEqual([
    [1, 'R1'],
    [2, 'R2'],
  ]);
});

test('a deleted member counts as gone', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  await store.apply(
    deltaOf(
      'R2',
      'R1',
      {
        members: [{ op: 'delete', expected_run: 'R1', member_id: 'M2' }],
        links: [{ op: 'delete', source: 'offline', source_member_id: '77' }],
      },
      { members_total: 1, members_gone: 1, links_total: 1, points_total: 1 },
    ),
  );
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1']);
});

test('a run without changes has its row in the ledger', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  await store.apply(deltaOf('R2', 'R1', {}, UPDATED));
  expect((await store.head())?.run_id).toBe('R2');
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test('integers of 64 bits come back exactly, whatever type they were given as', async () => {
  const store = await migrated(emptyFolder());
  const balances = [
    9007199254740993n,
    '9007199254740993',
    9223372036854775807n,
    '-9223372036854775808',
    42,
    0,
  ];
  const points = balances.map(
    (balance, at) => ({ op: 'insert', member_id: `M${at}`, bucket: 'main', balance }) as const,
  );
  await store.apply(deltaOf('R1', null, { points }, { points_total: 6 }));
  expect((await rowsOf(store, 'points')).map((row) => row.balance)).toEqual([
    9007199254740993n,
    9007199254740993n,
    9223372036854775807n,
    -9223372036854775808n,
    42n,
    0n,
  ]);
});

test('amounts come back exactly or are refused', async () => {
  const store = await migrated(emptyFolder());
  const row = (source_member_id: string, spend: unknown) =>
    ({ op: 'insert', source: 'online', source_member_id, spend }) as const;
  const source_rows = [
    row('a', '9007199254740993'),
    row('b', '0.1'),
    row('c', 7),
    row('d', '123456789012.34'),
  ];
  await store.apply(deltaOf('R1', null, { source_rows }));
  expect((await rowsOf(store, 'source_rows')).map((r) => r.spend)).toEqual([
    '9007199254740993',
    '0.1',
    '7',
    '123456789012.34',
  ]);
  const refused = deltaOf('R2', 'R1', { source_rows: [row('e', '1234567890123.456')] });
  await expect(store.apply(refused)).rejects.toThrow('source_rows.spend cannot hold this value (string)');
});

test.each([
  ['a number in a text', { name: 5 }, '5'],
  ['a quote', { name: `O'Brien "x"` }, `O'Brien "x"`],
  ['a statement', { name: `'); drop table members; --` }, `'); drop table members; --`],
  ['what knex reads as a table and a column', { name: 'a.b' }, 'a.b'],
  ['what knex reads as an alias', { name: 'x as y' }, 'x as y'],
  ['placeholders', { name: '? ?? :name $1 ?1' }, '? ?? :name $1 ?1'],
  ['spaces at the end', { name: 'x  ' }, 'x  '],
  ['digits that must stay text', { name: '00123' }, '00123'],
  ['an escape sequence', { name: '\u001b[31m' }, '\u001b[31m'],
])('%s stays what it is, first load and later ones', async (_, given, expected) => {
  const store = await migrated(emptyFolder());
  await store.apply(
    deltaOf(
      'R1',
      null,
      { members: [{ op: 'insert', expected_run: null, member_id: `'--`, ...given }] },
      { members_total: 1, members_new: 1 },
    ),
  );
  await store.apply(
    deltaOf(
      'R2',
      'R1',
      { members: [{ op: 'insert', expected_run: null, member_id: 'a.b as c', ...given }] },
      { members_total: 2, members_new: 1 },
    ),
  );
  expect((await rowsOf(store, 'members')).map((m) => [m.member_id, m.name])).toEqual([
    [`'--`, expected],
    ['a.b as c', expected],
  ]);
});

test('rows of uneven shape are whole rows: what one does not state is null', async () => {
  const store = await migrated(emptyFolder());
  await store.apply(
    deltaOf(
      'R1',
      null,
      {
        members: batches(
          [
            { op: 'insert', expected_run: null, member_id: 'M1', grade: 'GOLD' },
            { op: 'insert', expected_run: null, phone: '+82101', member_id: 'M2' },
          ],
          [{ op: 'insert', expected_run: null, member_id: 'M3' }],
        ),
      },
      { members_total: 3, members_new: 3 },
    ),
  );
  expect((await rowsOf(store, 'members')).map((m) => [m.member_id, m.grade, m.phone])).toEqual([
    ['M1', 'GOLD', null],
    ['M2', null, '+82101'],
    ['M3', null, null],
  ]);
});

test.each([
  ['a column that is none', { nmae: 'x' }, 'a delta cannot set members.nmae'],
  ['a stamp', { last_run: 'R9' }, 'a delta cannot set members.last_run'],
  ['a NUL', { name: 'a\0b' }, 'members.name cannot hold this value (string)'],
  ['an object', { name: new Date(0) }, 'members.name cannot hold this value (object)'],
  ['a flag that is none', { consent_sms: 'Y' }, 'members.consent_sms cannot hold this value (string)'],
  ['no key', { member_id: null }, 'members.member_id cannot hold this value (null)'],
  [
    'an update that expects nothing',
    { op: 'update' },
    'members: op update and expected_run null do not go together',
  ],
])('%s is refused, and its value is not in the message', async (_, given, message) => {
  const store = await migrated(emptyFolder());
  await store.apply(firstLoad());
  const row = { op: 'insert', expected_run: null, member_id: 'M9', ...given } as never;
  await expect(store.apply(deltaOf('R2', 'R1', { members: [row] }))).rejects.toThrow(message);
  expect(await gradesIn(store)).toEqual(['M1 GOLD R1', 'M2 BASIC R1']);
});

test('a plain CI has no column to be written to', async () => {
  const store = await migrated(emptyFolder());
  const row = { op: 'insert', source: 'online', source_member_id: 'a', ci: 'secret' } as const;
  await expect(store.apply(deltaOf('R1', null, { source_rows: [row] }))).rejects.toThrow(
    'a delta cannot set source_rows.ci',
  );
});

test('thousands of rows in batches of every size arrive in key order', async () => {
  const store = await migrated(emptyFolder());
  const ids = Array.from({ length: 4_321 }, (_, at) => `M${String(at).padStart(5, '0')}`);
  const rows = ids.map((member_id) => ({ op: 'insert', expected_run: null, member_id }) as const);
  await store.apply(
    deltaOf(
      'R1',
      null,
      { members: batches(rows.slice(0, 1), [], rows.slice(1, 150), rows.slice(150)) },
      { members_total: 4_321, members_new: 4_321 },
    ),
  );
  expect((await rowsOf(store, 'members')).map((row) => row.member_id)).toEqual(ids);
});

test('a prefix is put before every table', async () => {
  const folder = emptyFolder();
  const store = await openStore(targetIn(folder, 'tm_'), { baseDirectory: folder, create: true });
  await store.migrate();
  await store.apply(firstLoad());
  await store.apply(
    deltaOf('R2', 'R1', { members: [memberUpdate('M1', 'R1', 'VIP')] }, { ...UPDATED, members_changed: 1 }),
  );
  expect(await gradesIn(store)).toEqual(['M1 VIP R2', 'M2 BASIC R1']);
  expect(await tablesIn(folder)).toEqual([
    'tm_changes',
    'tm_forgotten',
    'tm_links',
    'tm_links_before',
    'tm_members',
    'tm_members_before',
    'tm_meta',
    'tm_points',
    'tm_points_before',
    'tm_runs',
    'tm_source_rows',
    'tm_source_rows_before',
    'tm_tier_merge_schema',
  ]);
});

async function changesIn(folder: string): Promise<readonly string[]> {
  const rows = await query(folder, 'select * from {changes} order by run_id, member_id, field');
  return rows.map((row) => `${row.run_id} ${row.member_id} ${row.field} ${row.before} ${row.after}`);
}
