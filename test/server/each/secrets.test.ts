import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { World } from '../../cli/program.js';
import { expectDone, worldOnDatabase, writeSecondExports } from '../../crash/night.js';
import { targetOf } from '../../plan/invariants.js';
import { withTarget } from '../../store/asking.js';
import { CLIENT, connectionTo } from '../../store/database.js';

const server = connectionTo(CLIENT as 'pg');
const PLANTED = 'Geheim-4711-ß';
const REFUSALS: readonly (readonly [string, object, RegExp])[] = [
  ['a wrong password', { password: PLANTED }, /refused the login/],
  ['a host that nobody knows', { host: 'no-such-host.invalid', password: PLANTED }, /cannot be reached/],
  ['a port where nobody listens', { port: 1, password: PLANTED }, /cannot be reached/],
  [
    'a server without TLS',
    { ssl: { rejectUnauthorized: true }, password: PLANTED },
    /refused the login|certificate|ssl/i,
  ],
];

test.each(REFUSALS)(
  '%s: exit 12, and the password is in no output, log, file or command line',
  async (_what, changed, message) => {
    const world = worldOnDatabase(6);
    const target = targetOf(world);
    setTarget(world, { ...target, connection: { ...server, ...changed } });
    for (const command of ['run', 'runs', 'check']) {
      for (const flags of [['-v'], ['--json']]) {
        if (command === 'runs' && flags[0] === '-v') continue;
        const { code, stdout, stderr } = await world.run(command, ...flags);
        expect([code, command], stderr).toEqual([12, command]);
        expect(stderr).toMatch(message);
        expect(stdout + stderr).not.toContain(PLANTED);
        expect(stdout + stderr).not.toContain(encodeURIComponent(PLANTED));
      }
    }
    expect(world.list('runs')).toEqual([]);
  },
);

test('the command line of a run that writes holds no password', async () => {
  const world = worldOnDatabase(6);
  const seen: string[] = [];
  const act = () => {
    for (const pid of processes()) seen.push(pid);
  };
  const meanwhile = { at: 'Read', after: 0, act };
  const { code, stdout, stderr } = await world.with(
    { meanwhile },
    'run',
    '-v',
    '--lang',
    'en',
    '--as-of',
    '2026-06-30',
  );
  expect(code, stderr).toBe(0);
  expect(seen.some((line) => line.includes('tier-merge.js'))).toBe(true);
  const files = world
    .list('runs')
    .flatMap((run) => world.list(`runs/${run}`).map((file) => `runs/${run}/${file}`));
  const texts = files.filter((file) => /\.(json|html|yaml|csv)$/.test(file)).map((file) => world.read(file));
  expect([stdout, stderr, ...seen, ...texts].filter((text) => text.includes(server.password))).toEqual([]);
});

test('a row that the server refuses is told without what is in it', async () => {
  const world = worldOnDatabase(6);
  await expectDone(world, 'plan', '-o', 'first');
  await expectDone(world, 'apply', 'first');
  writeSecondExports(world, 6);
  await expectDone(world, 'plan', '-o', 'second');
  await withTarget(targetOf(world), (ask) =>
    ask(`alter table {members itself} add constraint no_new check (first_run = last_run)`),
  );
  for (const flags of [['-v'], ['--json']]) {
    const { code, stdout, stderr } = await world.run('apply', 'second', ...flags);
    expect(code, stderr).not.toBe(0);
    expect(stdout + stderr).not.toMatch(/회원|\+8210|010-\d{4}/);
  }
});

/** The command lines of all processes. */
function processes(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine);
}

/** Empty for a process that ended meanwhile. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function setTarget(world: World, target: object): void {
  world.write('tier-merge.yaml', JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
}
