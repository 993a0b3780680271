import { mkdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeWorld, ONLINE, type Outcome } from './program.js';

test('plan --json prints JSON lines alone, the result last, and nothing on stderr', async () => {
  const world = makeWorld();
  const outcome = await world.run('plan', '--json', '-o', 'plan');
  expect(outcome.stderr).toBe('');
  const told = events(outcome);
  expect(told.filter(({ event }) => event === 'stage').map(({ stage }) => stage)).toEqual([
    ...['read', 'standardise', 'match', 'merge', 'plan', 'write', 'report'],
  ]);
  expect(new Set(told.map(({ event }) => event))).toEqual(new Set(['stage', 'progress', 'result']));
  expect(told.at(-1)).toMatchObject({
    event: 'result',
    status: 'ready',
    plan: world.path('plan'),
    reports: ['plan/report.html', 'plan/report.json'],
    members: { total: 4, new: 4 },
    matching: { clusters: 1 },
  });
});

test('run --json says what was applied', async () => {
  const told = events(await makeWorld().run('run', '--json'));
  expect(told.at(-1)).toMatchObject({ event: 'result', status: 'applied' });
  expect(told.some(({ stage }) => stage === 'apply')).toBe(true);
});

test('apply --json gives the row of the ledger', async () => {
  const world = makeWorld();
  await world.run('plan', '-o', 'plan');
  const told = events(await world.run('apply', 'plan', '--json'));
  expect(told.at(-1)).toMatchObject({ event: 'applied', sequence: 1, members_new: 4, kind: 'apply' });
});

test.each<[string, readonly string[], object]>([
  ['of the command line', ['plan', '--jsn', '--json'], { code: 'usage', exit_code: 10 }],
  ['of a missing config', ['plan', '-c', 'none.yaml', '--json'], { code: 'usage', exit_code: 10 }],
  ['of an unreadable export', ['plan', '--online', 'none.csv', '--json'], { code: 'input', exit_code: 3 }],
])('a fault %s is an event on stdout with --json', async (_what, args, event) => {
  const outcome = await makeWorld().type(...args);
  expect(events(outcome).at(-1)).toMatchObject({ event: 'error', ...event });
});

test('a limit that is not kept is told in the result with --json', async () => {
  const world = makeWorld({ online: `${ONLINE}a4,too,few\n` });
  const outcome = await world.run('plan', '--json');
  expect(outcome.code).toBe(3);
  expect(events(outcome).at(-1)).toMatchObject({ event: 'result', status: 'input_refused' });
});

test('-q leaves stderr silent and the summary on stdout', async () => {
  const outcome = await makeWorld().run('run', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.stdout).toContain('4 members = 4 new + 0 changed + 0 unchanged');
});

test('-v shows every statement on stderr', async () => {
  const { stderr } = await makeWorld().run('plan', '-v');
  expect(stderr).toContain('-- pairs\ncreate or replace table');
});

test.each([
  ['apply', ['apply', 'plan', '-v'], 'read_parquet('],
  ['check', ['check', '-v'], 'json_serialize_sql('],
])('%s -v shows its statements, too', async (_what, args, statement) => {
  const world = makeWorld();
  await world.run('plan', '-q', '-o', 'plan');
  const { code, stderr } = await world.type(...args);
  expect(code).toBe(0);
  expect(stderr).toContain(statement);
});

test('nothing is coloured where no terminal reads, nor with NO_COLOR or --no-color', async () => {
  const world = makeWorld();
  for (const flags of [[], ['--no-color']]) {
    const { stdout, stderr } = await world.run('plan', ...flags);
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

test('--lang ko gives summary, progress and report in Korean', async () => {
  const world = makeWorld();
  const { stdout, stderr } = await world.run('plan', '--lang', 'ko', '-o', 'plan');
  expect(stdout).toMatch(/회원/);
  expect(stdout).not.toContain('Members');
  expect(stderr).toMatch(/[가-힣]/);
  expect(world.read('plan/report.html')).toContain('lang="ko"');
});

test('--report says which formats are written', async () => {
  const world = makeWorld();
  await world.run('plan', '--report', 'json', '-o', 'plan');
  expect(world.list('plan').filter((name) => name.startsWith('report'))).toEqual(['report.json']);
});

test('Parquet is written where the config says so', async () => {
  const world = makeWorld({ config: { output: { dir: 'runs', format: 'parquet' } } });
  expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
  expect(world.list('plan')).toEqual(
    expect.arrayContaining(['changes.parquet', 'links.csv', 'members.parquet', 'points.parquet']),
  );
  const members = await world.run('plan', '-o', 'csv');
  expect(members.code).toBe(0);
});

test('-o takes an empty folder and refuses one with something in it', async () => {
  const world = makeWorld();
  mkdirSync(world.path('empty'));
  expect((await world.run('plan', '-o', 'empty')).code).toBe(0);
  world.write('full/note.txt', 'mine');
  const refused = await world.run('plan', '-q', '-o', 'full');
  expect(refused.stderr).toBe(
    `tier-merge: ${world.path('full')} exists already\n  → name another folder with -o, or remove it\n`,
  );
  expect(refused.code).toBe(10);
  expect(world.list('full')).toEqual(['note.txt']);
});

test('-o makes the folders above', async () => {
  const world = makeWorld();
  expect((await world.run('plan', '-o', 'deep/er/plan')).code).toBe(0);
  expect(world.list('deep/er')).toEqual(['plan']);
});

test('a file where -o points is refused and stays', async () => {
  const world = makeWorld();
  expect((await world.run('plan', '-o', 'online.csv')).code).toBe(10);
  expect(world.read('online.csv')).toBe(ONLINE);
});

test('files are for their owner alone, whatever the umask', async () => {
  const world = makeWorld();
  await world.run('run');
  const [id = ''] = world.list('runs');
  const mode = (...path: readonly string[]) => (statSync(world.path(...path)).mode & 0o777).toString(8);
  expect(mode('runs', id)).toBe('700');
  expect(mode('runs', id, 'delta')).toBe('700');
  for (const file of [
    ...world.list(`runs/${id}`),
    ...world.list(`runs/${id}/delta`).map((name) => `delta/${name}`),
  ]) {
    if (file !== 'delta') expect(`${file} ${mode('runs', id, file)}`).toBe(`${file} 600`);
  }
  expect(mode('members.sqlite')).toBe('600');
});

test('generate makes exports that run as they are', async () => {
  const world = makeWorld();
  const made = await world.type('generate', '--people', '50', '-o', 'made', '--json');
  expect(made.stderr).toBe('');
  expect(events(made).at(-1)).toMatchObject({ event: 'generated', people: 50 });
  const config = world.list('made').includes('tier-merge.yaml') ? 'made/tier-merge.yaml' : 'made/config.yaml';
  expect((await world.run('check', '-c', config)).code).toBe(0);
  const outcome = await world.run('run', '-q', '-c', config);
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
});

test.each([
  [['--people', '0', '-o', 'made']],
  [['--people', 'many', '-o', 'made']],
  [['--people', '10', '-o', 'made', '--as-of', 'today']],
])('generate %j is 10', async (flags) => {
  const world = makeWorld();
  const outcome = await world.type('generate', ...flags);
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).not.toContain('    at ');
});

function events({ stdout }: Outcome): readonly Readonly<Record<string, unknown>>[] {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}
