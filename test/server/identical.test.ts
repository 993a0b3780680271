import { expect, test } from 'vitest';
import type { Target } from '../../src/config/schema.js';
import { openStore } from '../../src/store/store.js';
import { makeWorld, OFFLINE, ONLINE, type World } from '../cli/program.js';
import { query, targetIn } from '../store/database.js';
import { rowsOf } from '../store/world.js';

const CLIENTS = ['better-sqlite3', 'pg', 'mysql2'] as const;

/** The second night: a grade moves, a member leaves, one comes, two become one, a name gets hard to write. */
const ONLINE_2 = ONLINE.replace('SILVER,200', 'GOLD,150')
  .replace('a3,박지훈,010-5523-9014,,M,,,BRONZE,0\n', '')
  .concat('a4,"O\'Neil \\N ""x""",010-7706-1385,,,,,GOLD,7\n');
const OFFLINE_2 = OFFLINE.concat('b3,한 글😀,01099998888,plus,12,3\n');

test('the same two nights leave the same rows on every database', async () => {
  const dumps = await Promise.all(CLIENTS.map(dumpAfterTwoNights));
  expect(dumps[0]?.split('\n').length).toBeGreaterThan(25);
  expect(dumps[0]).toContain(`"O'Neil \\\\N \\"x\\""`);
  expect(dumps[1]).toBe(dumps[0]);
  expect(dumps[2]).toBe(dumps[0]);
});

async function dumpAfterTwoNights(client: (typeof CLIENTS)[number]): Promise<string> {
  const world = makeWorld();
  const target = targetIn(world.folder, '', client);
  world.write(
    'tier-merge.yaml',
    JSON.stringify({ ...JSON.parse(world.read('tier-merge.yaml')), target, limits: {} }),
  );
  const runs: string[] = [await night(world, 'first')];
  world.write('online.csv', ONLINE_2);
  world.write('offline.csv', OFFLINE_2);
  runs.push(await night(world, 'second'));
  const again = await world.run('plan', '-o', 'third', '--detailed-exitcode');
  expect([client, again.code, again.stderr]).toEqual([client, 0, again.stderr]);
  const dump = await dumpOf(world.folder, target, client);
  return runs.reduce((text, run, at) => text.replaceAll(run, `RUN ${at + 1}`), dump);
}

/** Plans and applies; gives the id of the run. */
async function night(world: World, name: string): Promise<string> {
  for (const outcome of [await world.run('plan', '-o', name), await world.run('apply', name)]) {
    const { code, stderr } = outcome;
    expect([code, stderr]).toEqual([0, stderr]);
  }
  return world.json<{ run_id: string }>(`${name}/result.json`).run_id;
}

async function dumpOf(folder: string, target: Target, client: Target['client']): Promise<string> {
  const store = await openStore(target, { baseDirectory: folder, create: false });
  const lines: string[] = [];
  const line = (table: string, row: object) =>
    lines.push(
      `${table} ${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))}`,
    );
  for (const table of ['members', 'links', 'points', 'source_rows'] as const) {
    for (const row of await rowsOf(store, table)) line(table, row);
  }
  const changes = await query(folder, 'select * from {changes} order by run_id, member_id, field', client);
  for (const row of changes) line('changes', row);
  for (const { sequence, kind, as_of, content_hash, ...run } of await store.runs()) {
    const { members_total, members_new, members_changed, members_gone, changes_rows } = run;
    const counts = { members_total, members_new, members_changed, members_gone, changes_rows };
    line('runs', { sequence, kind, as_of, content_hash, ...counts });
  }
  return lines.join('\n');
}
