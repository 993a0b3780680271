import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '../../src/engine/engine.js';
import { sql } from '../../src/engine/sql.js';
import { loadPrevious } from '../../src/plan/previous.js';
import { deltaOf, emptyFolder, migrated, open } from './world.js';

const NAMES = [
  '\\N',
  '\\.',
  '',
  ' ',
  '"',
  'a","b',
  'a\nb\r\nc\rd',
  'NULL',
  ',',
  '😀',
  null,
  '가'.repeat(90_000),
];

test('a plan sees every row as it was written', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const members = NAMES.map((name, at) => ({
    ...({ op: 'insert', expected_run: null } as const),
    ...{ member_id: `M${String(at).padStart(2, '0')}`, name, consent_sms: at % 2 === 0, consent_email: null },
  }));
  const points = [-(2n ** 63n), 9007199254740993n].map(
    (balance, at) => ({ op: 'insert', member_id: `M0${at}`, bucket: 'main', balance }) as const,
  );
  const row = {
    op: 'insert',
    source: 'online',
    source_member_id: '00123',
    spend: '1234.50',
    points: '7',
  } as const;
  const links = [0.1 + 0.2, 9230.111190860489].map((score, at) => ({
    ...({ op: 'insert', source: 'online', how: 'scored' } as const),
    ...{ source_member_id: `${at}`, member_id: 'M00', score },
  }));
  const counts = { members_total: NAMES.length, members_new: NAMES.length, points_total: 2, links_total: 2 };
  await store.apply(deltaOf('R1', null, { members, points, links, source_rows: [row] }, counts));

  const directory = mkdtempSync(join(tmpdir(), 'tier-merge-previous-'));
  const engine = await openEngine({
    threads: 2,
    memoryBytes: 2 ** 28,
    spillDirectory: join(directory, 'spill'),
  });
  try {
    const previous = await loadPrevious(engine, await open(folder), directory);
    expect(previous.head).toBe('R1');
    const found = await engine.rows(
      sql`select name, consent_sms, consent_email, last_run from previous_members order by member_id`,
    );
    expect(found).toEqual(
      NAMES.map((name, at) => ({ name, consent_sms: at % 2 === 0, consent_email: null, last_run: 'R1' })),
    );
    expect(await engine.rows(sql`select balance from previous_points order by member_id`)).toEqual([
      { balance: -(2n ** 63n) },
      { balance: 9007199254740993n },
    ]);
    expect(await engine.rows(sql`select score from previous_links order by source_member_id`)).toEqual([
      { score: 0.1 + 0.2 },
      { score: 9230.111190860489 },
    ]);
    expect(
      await engine.rows(sql`select source_member_id, spend, points, phone from previous_source_rows`),
    ).toEqual([{ source_member_id: '00123', spend: '1234.5', points: '7', phone: null }]);
  } finally {
    engine.close();
  }
});

test('a plan gets the columns that it asks for, and those of the key', async () => {
  const folder = emptyFolder();
  const store = await migrated(folder);
  const rows = ['a1', 'a2'].map(
    (source_member_id, at) =>
      ({ op: 'insert', source: 'online', source_member_id, name: null, phone: `0108214357${at}` }) as const,
  );
  const links = [{ op: 'insert', source: 'online', source_member_id: 'a1', member_id: 'M1' } as const];
  const members = [{ op: 'insert', expected_run: null, member_id: 'M1', grade: 'GOLD' } as const];
  const counts = { members_total: 1, members_new: 1, links_total: 1 };
  await store.apply(deltaOf('R1', null, { members, links, source_rows: rows }, counts));

  const directory = mkdtempSync(join(tmpdir(), 'tier-merge-previous-'));
  const engine = await openEngine({
    threads: 2,
    memoryBytes: 2 ** 28,
    spillDirectory: join(directory, 'spill'),
  });
  try {
    const wanted = { source_rows: ['phone', 'name'], links: ['member_id'], members: ['grade', 'last_run'] };
    await loadPrevious(engine, await open(folder), directory, wanted);
    expect(await engine.rows(sql`from previous_source_rows order by all`)).toEqual([
      { source: 'online', source_member_id: 'a1', name: null, phone: '01082143570' },
      { source: 'online', source_member_id: 'a2', name: null, phone: '01082143571' },
    ]);
    expect(await engine.rows(sql`from previous_links`)).toEqual([
      { source: 'online', source_member_id: 'a1', member_id: 'M1' },
    ]);
    expect(await engine.rows(sql`from previous_members`)).toEqual([
      { member_id: 'M1', grade: 'GOLD', last_run: 'R1' },
    ]);
  } finally {
    engine.close();
    for (const made of [directory, folder]) rmSync(made, { recursive: true });
  }
});
