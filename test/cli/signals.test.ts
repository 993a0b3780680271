import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type Circumstances, DAY, type Result, temporaryFolder, type World, worldIn } from './program.js';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const PEOPLE = 8_000;

let world: World;

beforeAll(async () => {
  world = worldIn(temporaryFolder());
  await world.type('generate', '--people', String(PEOPLE), '-o', world.folder, '--seed', '7');
});

const MOMENTS = [
  ['SIGINT', 'Read', 130],
  ['SIGTERM', 'Standardise', 143],
  ['SIGINT', 'Match', 130],
  ['SIGTERM', 'Merge', 143],
  ['SIGINT', 'Write the files', 130],
  ['SIGTERM', 'Write the report', 143],
] as const;

test.each(MOMENTS)(
  '%s while a plan is at "%s" ends with %i and leaves nothing behind',
  async (name, at, code) => {
    const temporary = worldIn(temporaryFolder());
    const outcome = await run(
      { signal: { name, at }, env: { TMPDIR: temporary.folder } },
      'plan',
      '-o',
      `runs/${code}`,
    );
    expect(outcome).toMatchObject({ code, signal: null, stdout: '' });
    expect(world.list('runs')).toEqual([]);
    expect(temporary.list('.')).toEqual([]);
  },
);

test('a signal while a plan is applied: nothing is written or everything is, and the exit code tells which', async () => {
  await run({}, 'plan', '-q', '-o', 'plan');
  const { members } = world.json<Result>('plan/result.json');
  const written: boolean[] = [];
  for (const [at, after] of [0, 30, 120, 300, 600, 1_200].entries()) {
    const name = at % 2 === 0 ? 'SIGINT' : 'SIGTERM';
    const outcome = await run({ signal: { name, at: 'Apply', after } }, 'apply', 'plan');
    const runs = (await run({}, 'runs', '--json')).stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    written.push(outcome.code === 0);
    if (outcome.code === 0) {
      expect(runs).toMatchObject([{ members_total: members.total }]);
      break;
    }
    expect(outcome.code, outcome.stderr).toBe(name === 'SIGINT' ? 130 : 143);
    expect(runs).toEqual([]);
  }
  if (!written.includes(true)) expect((await run({}, 'apply', 'plan', '-q')).code).toBe(0);
  const again = await run({}, 'apply', 'plan', '-q');
  expect(again.code).toBe(5);
});

test.each([
  ['runs', 'tier-merge runs | head -1'],
  ['generate --help', 'tier-merge generate --help | head -1'],
])('a closed pipe behind %s is no error and prints no stack', async (_what, line) => {
  const command = `set -o pipefail; ${line.replace('tier-merge', `"${process.execPath}" "${PROGRAM}"`)}`;
  const { code, stderr } = await shell(command);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('a closed pipe behind a plan does not stop it', async () => {
  const command = `set -o pipefail; "${process.execPath}" "${PROGRAM}" plan --json --as-of ${DAY} -o piped | true`;
  const { code, stderr } = await shell(command);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(world.list('piped')).toContain('result.json');
});

async function run(circumstances: Circumstances, command: string, ...args: readonly string[]) {
  const day = command === 'plan' ? ['--as-of', DAY] : [];
  const line = [command, ...day, '--lang', 'en', ...args];
  return circumstances.signal === undefined ? world.type(...line) : world.with(circumstances, ...line);
}

function shell(command: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn('bash', ['-c', command], { cwd: world.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((done) => {
    child.on('close', (code) => done({ code, stderr }));
  });
}
