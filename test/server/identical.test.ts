import { expect, test } from 'vitest';
import { TOOL } from '../../src/cli/io.js';
import type { Target } from '../../src/config/schema.js';
import { applyPlan } from '../../src/plan/apply/apply.js';
import { readPlan } from '../../src/plan/files/plan-file.js';
import { openStore } from '../../src/store/store.js';
import { makeWorld, OFFLINE, ONLINE, temporaryFolder, type World } from '../cli/program.js';
import { query, targetIn } from '../store/database.js';
import { rowsOf } from '../store/world.js';

/** The second night: a grade moves, a member leaves, one comes, two become one, a name gets hard to write. */
const ONLINE_2 = ONLINE.replace('SILVER,200', 'GOLD,150')
  .replace('a3,박지훈,010-5523-9014,,M,,,BRONZE,0\n', '')
  .concat('a4,"O\'Neil \\N ""x""",010-7706-1385,,,,,GOLD,7\n');
const OFFLINE_2 = OFFLINE.concat('b3,한 글😀,01099998888,plus,12,3\n');

test('the same plans of two nights leave the same rows on every database, and a third night finds nothing to do', async () => {
  const world = makeWorld({ config: { limits: {} } });
  await night(world, 'first');
  world.write('online.csv', ONLINE_2);
  world.write('offline.csv', OFFLINE_2);
  await night(world, 'second');
  const expected = await dumpOf(world.folder, targetIn(world.folder, '', 'better-sqlite3'));
  expect(expected.split('\n').length).toBeGreaterThan(25);
  expect(expected).toContain(`"O'Neil \\\\N \\"x\\""`);
  for (const client of ['pg', 'mysql2'] as const) {
    const target = targetIn(world.folder, '', client);
    for (const name of ['first', 'second']) await applyTo(target, world.path(name));
    expect(await dumpOf(world.folder, target)).toBe(expected);
    world.write('server.yaml', JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
    const again = await world.run('plan', '-c', 'server.yaml', '-o', client, '--detailed-exitcode');
    expect([again.code, again.stderr]).toEqual([0, again.stderr]);
  }
});

/** Applies a plan that was made for another target which holds the same. */
async function applyTo(target: Target, directory: string): Promise<void> {
  const saved = await readPlan(directory, TOOL);
  const store = await openStore(target, { baseDirectory: directory, create: true });
  await applyPlan({
    saved,
    store: Object.create(store, { shown: { value: saved.plan.target.shown } }),
    startedAt: '2026-06-30T00:00:00.000Z',
    allowed: new Map(),
    approval: 'none',
    today: '2026-06-30',
    threads: 1,
    memoryBytes: 2 ** 28,
    spillDirectory: temporaryFolder(),
    checkpoint: () => {},
  });
}

async function night(world: World, name: string): Promise<void> {
  for (const outcome of [await world.run('plan', '-o', name), await world.run('apply', name)]) {
    expect([outcome.code, outcome.stderr]).toEqual([0, outcome.stderr]);
  }
}

async function dumpOf(folder: string, target: Target): Promise<string> {
  const store = await openStore(target, { baseDirectory: folder, create: false });
  const lines: string[] = [];
  const line = (table: string, row: object) =>
    lines.push(
      `${table} ${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))}`,
    );
  for (const table of ['members', 'links', 'points', 'source_rows'] as const) {
    for (const row of await rowsOf(store, table)) line(table, row);
  }
  const changes = await query(
    folder,
    'select * from {changes} order by run_id, member_id, field',
    target.client,
  );
  for (const row of changes) line('changes', row);
  for (const { sequence, kind, as_of, content_hash, ...run } of await store.runs()) {
    const { members_total, members_new, members_changed, members_gone, changes_rows } = run;
    const counts = { members_total, members_new, members_changed, members_gone, changes_rows };
    line('runs', { sequence, kind, as_of, content_hash, ...counts });
  }
  return lines.join('\n');
}
