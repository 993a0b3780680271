import { expect, test } from 'vitest';
import { makeWorld, ONLINE, RULES, SOURCES, tierMerge, type World } from './program.js';

test.each<[readonly string[], string]>([
  [['plam'], "error: unknown command 'plam'\n(Did you mean plan?)"],
  [['plan', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)"],
  [['plan', '--force'], "error: unknown option '--force'"],
  [['apply', 'plan', '--as-of', '2026-06-30'], "error: unknown option '--as-of'"],
  [['apply', 'plan', '--online', 'online.csv'], "error: unknown option '--online'"],
  [['check', '--allow', 'max_gone=1'], "error: unknown option '--allow'"],
  [['check', '--detailed-exitcode'], "error: unknown option '--detailed-exitcode'"],
  [['show', 'plan', '--threads', '2'], "error: unknown option '--threads'"],
  [['runs', '--report', 'json'], "error: unknown option '--report'"],
  [['runs', '-v'], "error: unknown option '-v'"],
  [['plan', 'extra'], "error: too many arguments for 'plan'. Expected 0 arguments but got 1"],
  [['apply'], "error: missing required argument 'plan'"],
  [
    ['plan', '--lang', 'fr'],
    "error: option '--lang <language>' argument 'fr' is invalid. Allowed choices are en, ko.",
  ],
])('tier-merge %j is 10', async (args, message) => {
  const outcome = await makeWorld().type(...args);
  expect(outcome.stderr).toContain(message);
  expect(outcome.code).toBe(10);
  expect(outcome.stdout).toBe('');
});

test.each<[readonly string[], string]>([
  [['--threads', '0'], '--threads 0: must be a whole number from 1 to 256'],
  [['--threads', 'two'], '--threads two: must be a whole number from 1 to 256'],
  [['--memory', '4'], '--memory 4: must be a size of at least 640MB, such as 4GB'],
  [['--memory', '639MB'], '--memory 639MB: must be a size of at least 640MB, such as 4GB'],
  [['--report', 'pdf'], '--report pdf: there is no format pdf\n  → known: html, xlsx, json, md'],
  [['--as-of', '2026-02-30'], '2026-02-30'],
  [['-c', 'none.yaml'], 'none.yaml'],
])('plan %j is 10 and leaves nothing behind', async (flags, message) => {
  const world = makeWorld();
  const outcome = await world.type('plan', '-q', ...flags);
  expect(outcome.stderr).toContain(message);
  expect(outcome.code).toBe(10);
  expect(world.list('runs')).toEqual([]);
});

test('help and version are 0, and on stdout', async () => {
  expect(await tierMerge(['--version'])).toEqual({
    code: 0,
    signal: null,
    stdout: 'tier-merge 0.1.0\n',
    stderr: '',
  });
  const help = await tierMerge(['plan', '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('--detailed-exitcode');
});

const BROKEN_CONFIG = `version: 1
project: small
sources:
  online:
    files: online.csv
    colums: { member_id: id }
    encoding: latin-1
rules: rules.yaml
limits: { max_rejectd: 1% }
target: { client: better-sqlite3, connection: { filename: members.sqlite } }
`;

test('all faults of a config come at once, each with line, column and suggestion', async () => {
  const world = makeWorld();
  world.write('tier-merge.yaml', BROKEN_CONFIG);
  const outcome = await world.run('plan', '-q');
  expect(outcome.code).toBe(10);
  const file = world.path('tier-merge.yaml');
  expect(outcome.stderr).toContain(`${file}:6:5: `);
  expect(outcome.stderr).toContain(`${file}:7:15: `);
  expect(outcome.stderr).toContain(`${file}:9:11: `);
  expect(outcome.stderr).toMatch(/colums.*\n.*did you mean columns/);
  expect(outcome.stderr).toMatch(/max_rejectd.*\n.*did you mean max_rejected/);
});

test('a config that is no YAML is 10 with its line', async () => {
  const world = makeWorld();
  world.write('tier-merge.yaml', 'version: 1\nsources: {{\n');
  const outcome = await world.run('plan', '-q');
  expect(outcome.stderr).toContain(`${world.path('tier-merge.yaml')}:3:1: Flow map in block collection`);
  expect(outcome.code).toBe(10);
});

test('a rule that names a grade that is not on the ladder is 10 with its place', async () => {
  const decide = [{ name: 'best', grade: 'PLATIN' }];
  const world = makeWorld({ rules: { decide } });
  const outcome = await world.run('plan', '-q');
  expect(outcome.stderr).toMatch(new RegExp(`^tier-merge: ${world.path('rules.yaml')}:\\d+:\\d+: .*PLATIN`));
  expect(outcome.code).toBe(10);
});

test('rules that are not there are 10, and leave no empty folder behind', async () => {
  const world = makeWorld({ config: { rules: 'none.yaml' } });
  const outcome = await world.run('plan', '-q', '-o', 'deep/er/plan');
  expect(world.list('.')).not.toContain('deep');
  expect(outcome.stderr).toBe(
    `tier-merge: ${world.path('none.yaml')}: there is no such file\n  → the config names it under rules\n`,
  );
  expect(outcome.code).toBe(10);
});

test('a label that the rules do not map is 10, with the label, its rows and the line of the map', async () => {
  const world = makeWorld({ online: ONLINE.replace('SILVER', 'SILVR') });
  const outcome = await world.run('plan', '-o', 'plan', '-q');
  const line =
    world
      .read('rules.yaml')
      .split('\n')
      .findIndex((text) => text.includes('"online"')) + 1;
  expect(outcome.stderr).toContain(
    `${world.path('rules.yaml')}:${line}:15: the grade "SILVR" of online (1 rows) is not in the map\n  did you mean SILVER?`,
  );
  expect(outcome.code).toBe(10);
  expect(leftovers(world)).toEqual([]);
});

test('a renamed header is 10 with the file, its line and what was probably meant', async () => {
  const world = makeWorld({ online: ONLINE.replace('points', 'point') });
  const outcome = await world.run('plan', '-o', 'plan', '-q');
  expect(outcome.stderr).toBe(
    `tier-merge: ${world.path('online.csv')}:1:1: column "points" (points) is not in the header\n  did you mean "point"? found and not configured: point\n`,
  );
  expect(outcome.code).toBe(10);
  expect(leftovers(world)).toEqual([]);
});

test('an export with another header is 10, with what was expected and what was found', async () => {
  const outcome = await makeWorld({ online: 'a,b\n1,2\n' }).run('plan', '-q');
  expect(outcome.stderr).toContain('none of the 9 configured columns is in the header');
  expect(outcome.code).toBe(10);
});

test('an export without a header shows nobody in the message', async () => {
  const outcome = await makeWorld({ online: ONLINE.split('\n').slice(1).join('\n') }).run('plan', '-q');
  expect(outcome.stderr).toContain('line 1 looks like a record');
  expect(outcome.stderr).not.toContain('김민수');
  expect(outcome.code).toBe(10);
});

test.each([
  ['drops table', 'name like ; drop table rows'],
  ['knows no field', "nickname = 'x'"],
])('an exclusion that %s is 10 with its place in the config', async (_what, when) => {
  const online = { ...SOURCES.online, exclude: [{ name: 'test accounts', when }] };
  const world = makeWorld({ config: { sources: { ...SOURCES, online } } });
  const outcome = await world.run('plan', '-q');
  expect(outcome.stderr).toMatch(new RegExp(`^tier-merge: ${world.path('tier-merge.yaml')}:\\d+:\\d+: `));
  expect(outcome.code).toBe(10);
});

test('a folder that is no plan is 10', async () => {
  const world = makeWorld();
  const outcome = await world.run('apply', 'nowhere', '-q');
  expect(outcome.stderr).toBe(
    `tier-merge: ${world.path('nowhere')}: there is no plan here\n  → name the folder that plan printed, which holds plan.json\n`,
  );
  expect(outcome.code).toBe(10);
});

test('a source that the config lacks cannot be overridden', async () => {
  const { online } = SOURCES;
  const rules = { map: { online: RULES.map.online }, points: [{ from: 'points', into: 'points' }] };
  const world = makeWorld({ config: { sources: { online } }, rules });
  expect((await world.run('plan')).code).toBe(0);
  const outcome = await world.run('plan', '-q', '--offline', 'offline.csv');
  expect(outcome.stderr).toBe(
    `tier-merge: --offline: ${world.path('tier-merge.yaml')} has no source offline\n  → it has: online\n`,
  );
  expect(outcome.code).toBe(10);
});

test('exports with member id, name and phone alone can be planned', async () => {
  const columns = { member_id: 'id', name: 'name', phone: 'phone', grade: 'grade', points: 'points' };
  const sources = { ...SOURCES, online: { files: 'online.csv', columns } };
  const outcome = await makeWorld({ config: { sources } }).run('plan', '-q');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
});

test.each([
  [
    'an alias bomb',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`)
      .join('\n')}\n`,
  ],
  ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}\n`],
  ['a key that is there twice', 'version: 1\nversion: 1\n'],
])('%s is refused within seconds', async (_what, text) => {
  const world = makeWorld();
  world.write('tier-merge.yaml', text);
  const start = performance.now();
  const outcome = await world.run('plan', '-q');
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain('tier-merge.yaml');
  expect(performance.now() - start).toBeLessThan(5_000);
});

function leftovers(world: World): readonly string[] {
  return world.list('.').filter((name) => name.startsWith('plan'));
}
