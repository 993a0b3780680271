import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type Result, SOURCES, type World } from './program.js';

// One of four records has a field too many.
const DAMAGED = `${ONLINE}a4,최,우식,010-2280-4417,,M,,,GOLD,1\n`;

test('too many rejects: the plan is 3, leaves everything, and names limit, value and setting', async () => {
  const world = makeWorld({ online: DAMAGED });
  const plan = await world.run('plan', '-o', 'plan');
  expect(plan.code).toBe(3);
  expect(plan.stdout).toContain('rejected records, online: 1 of 4 (25.00%), at most 0.5%');
  expect(plan.stdout).toContain('tier-merge apply plan --allow max_rejected=25%');
  expect(world.list('plan')).toEqual([
    ...[
      'changes.csv',
      'crowded.csv',
      'delta',
      'emptied.csv',
      'links.csv',
      'member_ids.csv',
      'members.csv',
      'model.json',
      'model.yaml',
      'patterns.csv',
      'plan.json',
      'points.csv',
    ],
    ...['rejects.csv', 'rejects.raw', 'report.html', 'report.json', 'result.json', 'review.csv'],
  ]);
  expect(world.json<Result>('plan/result.json').status).toBe('input_refused');
});

test('too many rejects: apply needs --allow, which is then enough', async () => {
  const world = makeWorld({ online: DAMAGED });
  await world.run('plan', '-o', 'plan');
  const refused = await world.run('apply', 'plan', '-q');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toBe(
    `tier-merge: max_rejected (online): 1 of 4 is beyond 0.5%\n  → look at the report; to let it pass once: tier-merge apply ${world.path('plan')} --allow max_rejected=25%\n`,
  );
  expect(world.list('.')).not.toContain('members.sqlite');
  expect((await world.run('apply', 'plan', '--allow', 'max_rejected=0')).code).toBe(3);
  expect((await world.run('apply', 'plan', '--allow', 'max_changed=1')).code).toBe(3);
  expect((await world.run('apply', 'plan', '--allow', 'max_rejected=1')).code).toBe(0);
});

test('too many rejects: run leaves the plan and writes nothing', async () => {
  const world = makeWorld({ online: DAMAGED });
  const outcome = await world.run('run');
  expect(outcome.code).toBe(3);
  const [run = ''] = world.list('runs');
  expect(world.list(`runs/${run}`)).toContain('result.json');
  expect(world.list('.')).not.toContain('members.sqlite');
  expect((await world.run('apply', `runs/${run}`, '--allow', 'max_rejected=30%')).code).toBe(0);
});

test('rejects within the limit, which run was allowed to pass, are 0', async () => {
  const world = makeWorld({ online: DAMAGED });
  expect((await world.run('run', '--allow', 'max_rejected=25%')).code).toBe(0);
  expect((await makeWorld({ online: DAMAGED }).run('run', '--allow', 'max_rejected=24.99%')).code).toBe(3);
});

const LABELS = { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'GOLD' };

const GZ = gzipSync(ONLINE);

test.each<[string, (world: World) => void, string, string]>([
  [
    'an empty file',
    (w) => w.write('online.csv', ''),
    'online.csv: is empty',
    'export it again, or take it out of the config',
  ],
  [
    'an empty compressed file',
    (w) => w.write('online.csv', gzipSync('')),
    'online.csv: is empty',
    'export it again, or take it out of the config',
  ],
  [
    'half a compressed file',
    (w) => w.write('online.csv', GZ.subarray(0, GZ.length / 2)),
    'online.csv: the compressed data ends too early',
    'copy the export again',
  ],
  [
    'a damaged compressed file',
    (w) => w.write('online.csv', damaged(GZ)),
    'online.csv: the compressed data is damaged',
    'copy the export again',
  ],
  [
    'a workbook',
    (w) => w.write('online.csv', 'PK\u0003\u0004'),
    'online.csv: is no workbook that can be read',
    'save it as .xlsx or as CSV (UTF-8)',
  ],
])('%s is 3 and leaves no plan behind', async (_what, spoil, message, hint) => {
  const world = makeWorld();
  spoil(world);
  await expectRefused(world, `${world.path(message)}`, hint);
});

test('a missing file is 3', async () => {
  const world = makeWorld({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, files: 'none.csv' } } },
  });
  await expectRefused(
    world,
    `${world.path('none.csv')}: there is no such file`,
    'bring the export there, or correct its path',
  );
});

test('a folder where a file is meant is 3', async () => {
  const world = makeWorld({ config: { sources: { ...SOURCES, online: { ...SOURCES.online, files: '.' } } } });
  await expectRefused(world, `${world.folder}: is not a file`, 'name the export itself, or a glob');
});

test('a glob that matches nothing is 3', async () => {
  const world = makeWorld({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, files: 'online-*.csv' } } },
  });
  await expectRefused(
    world,
    `online: no file matches online-*.csv in ${world.folder}`,
    'bring the export there, or correct sources.online.files',
  );
});

test('one file for both sources is 3', async () => {
  const world = makeWorld({
    config: { sources: { ...SOURCES, offline: { ...SOURCES.offline, files: './online.csv' } } },
  });
  await expectRefused(
    world,
    `${world.path('online.csv')} is read for both online and offline`,
    `correct sources.offline.files in ${world.path('tier-merge.yaml')}`,
  );
});

test('a copy of one file for both sources is 3, when both have the same columns', async () => {
  const sources = { ...SOURCES, offline: { ...SOURCES.online, files: 'offline.csv' } };
  const rules = { map: { online: LABELS, offline: LABELS }, points: [{ from: 'points', into: 'points' }] };
  const world = makeWorld({ offline: ONLINE, config: { sources }, rules });
  expect((await world.run('plan')).code).toBe(3);
});

test('--online names a missing file: 3, with the path as it was resolved', async () => {
  const world = makeWorld();
  await expectRefused(
    world,
    `${world.path('none.csv')}: there is no such file`,
    'bring the export there, or correct its path',
    '--online',
    'none.csv',
  );
});

test('half of yesterday’s records are 3, from the second run on', async () => {
  const world = makeWorld({ online: members(10), config: { limits: { min_rows_vs_last: '80%' } } });
  expect((await world.run('run')).code).toBe(0);
  world.write('online.csv', members(7));
  const refused = await world.run('plan');
  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain('7 of 10');
  world.write('online.csv', members(8));
  expect((await world.run('plan')).code).toBe(0);
});

test('an export that holds only its header is 3 from the second run on', async () => {
  const world = makeWorld({ config: { limits: { min_rows_vs_last: '80%' } } });
  await world.run('run');
  world.write('offline.csv', `${OFFLINE.split('\n')[0]}\n`);
  expect((await world.run('run')).code).toBe(3);
});

function members(count: number): string {
  const header = ONLINE.split('\n')[0];
  const lines = Array.from({ length: count }, (_, n) => `a${n},,,,M,,,GOLD,0`);
  return `${[header, ...lines].join('\n')}\n`;
}

function damaged(gz: Buffer): Buffer {
  const bytes = Buffer.from(gz);
  bytes.fill(0xff, 12, 40);
  return bytes;
}

async function expectRefused(
  world: World,
  message: string,
  hint: string,
  ...flags: readonly string[]
): Promise<void> {
  const outcome = await world.run('plan', '-o', 'plan', '-q', ...flags);
  expect(outcome.stderr).toBe(`tier-merge: ${message}\n  → ${hint}\n`);
  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toBe('');
  expect(world.list('.').filter((name) => name.startsWith('plan'))).toEqual([]);
}
