import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWorkbook } from '../report/workbook/read-workbook.js';
import { makeWorld, type Outcome, SOURCES, type World } from './program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points\n';
const CI = 'Zk9xQ2pTb3BlcmF0aW9uUGxhbnRlZENJMDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6QUI9PQ==';
const PLANTED = {
  name: '제갈공명',
  phone: '01073519264',
  typed: '010-7351-9264',
  international: '+821073519264',
  birth: '1987-09-13',
  ci: CI,
  rejected: '황보관우',
  rejectedPhone: '01048261597',
  landline: '02-6412-7735',
  badPhone: '9182736',
  badDate: '1987-19-13',
};
const REPORTS = ['report.html', 'report.json', 'model.json', 'plan.json', 'result.json'];

const ONLINE = `${HEADER}a1,${PLANTED.name},${PLANTED.typed},${PLANTED.birth},M,${CI},,GOLD,100
a2,${PLANTED.rejected},${PLANTED.rejectedPhone},${PLANTED.birth},M,${CI},,GOLD,1,too many
a3,${PLANTED.rejected},${PLANTED.badPhone},${PLANTED.badDate},${PLANTED.name},,,GOLD,100
a4,"${PLANTED.rejected}" x,${PLANTED.rejectedPhone},${PLANTED.birth},M,${CI},,GOLD,1
a5,${PLANTED.name},${PLANTED.typed},${PLANTED.birth},M,${CI},,GOLD,1
a5,${PLANTED.rejected},${PLANTED.typed},${PLANTED.birth},M,${CI},,GOLD,2
,${PLANTED.name},${PLANTED.typed},${PLANTED.birth},M,${CI},,GOLD,1
`;
const OFFLINE = `code,customer,tel,level,balance,stamps
b1,${PLANTED.name},${PLANTED.phone},top,50,1
b2,${PLANTED.name},${PLANTED.landline},top,50,1
`;

const REPORT = { formats: ['html', 'xlsx', 'json', 'md'] };
const EXPORTS = {
  online: ONLINE,
  offline: OFFLINE,
  config: { limits: { max_rejected: '90%' }, report: REPORT },
};

test('what was planted in the exports is in no output and no report of a run, also of rejected rows', async () => {
  const world = makeWorld(EXPORTS);
  for (const flags of [[], ['--json'], ['-q'], ['--lang', 'ko']]) {
    const outcome = await world.run('run', ...flags);
    expect(outcome.code).toBe(0);
    expectNothingOf(outcome);
  }
  for (const run of world.list('runs')) expectPrivateReports(world, `runs/${run}`);
  expect(world.read(`runs/${world.list('runs')[0]}/members.csv`)).toContain(PLANTED.name);
});

test('nor when the limits are not kept', async () => {
  const world = makeWorld({
    ...EXPORTS,
    config: { limits: { max_rejected: 0, max_emptied: 0, max_cluster: 2 }, report: REPORT },
  });
  const outcome = await world.run('plan', '-o', 'plan');
  expect(outcome.code).toBe(3);
  expectNothingOf(outcome);
  expectNothingOf(await world.run('apply', 'plan'));
  expectPrivateReports(world, 'plan');
});

test('-v shows statements, but no values and no key', async () => {
  const world = makeWorld(EXPORTS);
  const outcome = await world.run('plan', '-v', '-o', 'plan');
  expectNothingOf(outcome);
  expect(outcome.stderr).not.toContain(world.read('plan/delta/ci.key').trim());
});

test('show masks, and shows in clear what it is asked for', async () => {
  const world = makeWorld(EXPORTS);
  await world.run('plan', '-o', 'plan');
  expectNothingOf(await world.run('show', 'plan'));
  const member = memberOf(world, 'a1');
  const masked = await world.run('show', 'plan', member);
  expectNothingOf(masked);
  expect(masked.stdout).toContain('제**명');
  expect(masked.stdout).toContain('+82******9264');
  expectNothingOf(await world.run('show', 'plan', member, '--json'));
  const clear = await world.run('show', 'plan', member, '--unmask');
  expect(clear.stdout).toContain(PLANTED.name);
  expect(clear.stdout).toContain(PLANTED.international);
});

test('a CI is stored as its keyed hash only, and is in no file of a plan but the rejected bytes', async () => {
  const world = makeWorld(EXPORTS);
  await world.run('plan', '-o', 'plan');
  for (const file of world.list('plan').filter((name) => name !== 'delta' && name !== 'rejects.raw')) {
    expect(world.read(`plan/${file}`), file).not.toContain(CI);
  }
  for (const file of world.list('plan/delta'))
    expect(world.read(`plan/delta/${file}`), file).not.toContain(CI);
  await world.run('apply', 'plan');
  expect(world.read('members.sqlite')).not.toContain(CI);
});

test('faults of the input name no person', async () => {
  const half = makeWorld({ ...EXPORTS, online: ONLINE.replace('GOLD,100', 'GOLDEN,100') });
  expectNothingOf(await half.run('plan'));
  const headerless = makeWorld({ ...EXPORTS, online: ONLINE.slice(HEADER.length) });
  expectNothingOf(await headerless.run('plan'));
  const wrong = makeWorld({
    ...EXPORTS,
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, encoding: 'cp949' } } },
  });
  expectNothingOf(await wrong.run('plan'));
});

test('a target named by a secret is never shown by its value', async () => {
  const connection = { filename: 'env:TARGET_OF_TEST' };
  const world = makeWorld({ config: { target: { client: 'better-sqlite3', connection } } });
  const env = { TARGET_OF_TEST: 'hidden-place.sqlite' };
  const outcomes = [
    await world.typeWith(env, 'run'),
    await world.typeWith(env, 'check'),
    await world.typeWith(env, 'runs'),
  ];
  for (const { code, stdout, stderr } of outcomes) {
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('hidden-place');
  }
  const [run = ''] = world.list('runs');
  for (const report of REPORTS) expect(world.read(`runs/${run}/${report}`)).not.toContain('hidden-place');
  expect((await world.type('run', '-q')).stderr).toContain('env:TARGET_OF_TEST, and the variable is not set');
});

function expectNothingOf({ stdout, stderr }: Outcome): void {
  expectPrivate(stdout, 'stdout');
  expectPrivate(stderr, 'stderr');
}

function expectPrivate(text: string, where: string): void {
  for (const [what, planted] of Object.entries(PLANTED))
    expect(text.includes(planted), `${what} in ${where}`).toBe(false);
}

function memberOf(world: World, id: string): string {
  const link = world
    .read('plan/links.csv')
    .split('\n')
    .find((line) => line.startsWith(`online,${id},`));
  return link?.split(',')[2] ?? '';
}

function expectPrivateReports(world: World, folder: string): void {
  for (const report of [...REPORTS, 'report.md']) expectPrivate(world.read(`${folder}/${report}`), report);
  const { parts } = readWorkbook(readFileSync(world.path(folder, 'report.xlsx')));
  for (const [part, xml] of Object.entries(parts)) expectPrivate(xml, part);
}
