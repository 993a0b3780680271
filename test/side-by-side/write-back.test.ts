import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, RULES, type World } from '../cli/program.js';
import { query } from '../plan/invariants.js';
import { expectQuiet, firstNight, memberOf, night } from './nights.js';

const FILE = { file: 'out/grades.csv', columns: { id: 'source_member_id', level: 'label' } };

function telling(more: object = {}): { readonly config: object } {
  return { config: { legacy_files: { online: { ...FILE, ...more } } } };
}

/** Kim is top in the store; online says SILVER. */
const RAISED = ONLINE.replace(',GOLD,100', ',SILVER,100');

function exported(world: World, file = 'out/grades.csv'): readonly string[] {
  return world.read(file).split('\r\n').slice(0, -1);
}

async function gradeOf(world: World, id: string): Promise<unknown> {
  const member = await memberOf(world, 'online', id);
  return (await query(world, `select grade from members where member_id = '${member}'`))[0]?.grade;
}

test('a grade that one source raised is written to the other, comes back, and falls when the first falls', async () => {
  const world = await firstNight({ ...telling(), online: RAISED });
  expect(exported(world)).toEqual(['id,level', 'a1,GOLD']);
  await night(world, { online: ONLINE });
  expect(exported(world), 'online has it now').toEqual(['id,level']);
  await expectQuiet(world);
  await night(world, { offline: OFFLINE.replace('top', 'basic') });
  expect(await gradeOf(world, 'a1')).toBe('SILVER');
  expect(exported(world)).toEqual(['id,level', 'a1,SILVER']);
  await night(world);
  expect(await gradeOf(world, 'a1'), 'online still brings the GOLD of the first file').toBe('SILVER');
  await night(world, { online: RAISED });
  expect(exported(world)).toEqual(['id,level']);
  expect(await gradeOf(world, 'a1')).toBe('SILVER');
});

test('what the legacy system says beside what was written is evidence again', async () => {
  const world = await firstNight({ ...telling(), online: RAISED });
  await night(world, { online: ONLINE });
  await night(world, {
    online: ONLINE.replace(',GOLD,100', ',BRONZE,100'),
    offline: OFFLINE.replace('top', 'basic'),
  });
  expect(await gradeOf(world, 'a1')).toBe('BRONZE');
});

test('a grade that the row itself earned is its own, also when it equals what was written', async () => {
  const world = await firstNight(telling());
  await night(world, { offline: OFFLINE.replace('top', 'basic') });
  expect(await gradeOf(world, 'a1')).toBe('GOLD');
});

test('the store says what each row was told, by which run, and what it said itself', async () => {
  const world = await firstNight({ ...telling(), online: RAISED });
  await night(world, { online: ONLINE });
  const [first] = await query(world, 'select run_id from runs where sequence = 1');
  expect(
    await query(
      world,
      `select grade, written_grade, written_run, own_grade from source_rows where source_member_id = 'a1'`,
    ),
  ).toEqual([{ grade: 'GOLD', written_grade: 'GOLD', written_run: first?.run_id, own_grade: 'SILVER' }]);
});

test('rows: all tells every living row; labels and the encoding are those of the config', async () => {
  const labels = { BRONZE: 'BRONZE', SILVER: '똠실버', GOLD: 'GOLD' };
  const map = {
    online: { BRONZE: 'BRONZE', SILVER: 'SILVER', 똠실버: 'SILVER', GOLD: 'GOLD' },
    offline: RULES.map.offline,
  };
  const columns = { 회원등급: 'label', 회원번호: 'source_member_id' };
  const world = await firstNight({
    ...telling({ rows: 'all', encoding: 'cp949', labels, columns }),
    rules: { map },
  });
  const bytes = readFileSync(world.path('out', 'grades.csv'));
  expect(iconv.decode(bytes, 'cp949')).toBe('회원등급,회원번호\r\nGOLD,a1\r\n똠실버,a2\r\nBRONZE,a3\r\n');
  expect(statSync(world.path('out', 'grades.csv')).mode & 0o777).toBe(0o600);
  expect(world.list('out')).toEqual(['grades.csv']);
});

test('two labels that mean one grade are exit 10 at check, naming both', async () => {
  const map = {
    online: { BRONZE: 'BRONZE', SILVER: 'SILVER', PLUS: 'SILVER', GOLD: 'GOLD' },
    offline: RULES.map.offline,
  };
  const world = makeWorld({ ...telling(), rules: { map } });
  const { code, stderr } = await world.run('check');
  expect(code).toBe(10);
  expect(stderr).toContain('SILVER and PLUS both mean SILVER');
  expect(stderr).toContain('labels: { SILVER: SILVER }');
});

test.each([
  ['a source that is none', { legacy_files: { onlin: FILE } }, 'did you mean online?'],
  [
    'a column that is missing',
    { legacy_files: { online: { ...FILE, columns: { id: 'source_member_id' } } } },
    'needs label once',
  ],
  ['a grade that is none', telling({ labels: { GOLDEN: 'GOLD' } }).config, 'did you mean GOLD?'],
  [
    'a label that would come back unknown',
    telling({ labels: { GOLD: '골드' } }).config,
    'do not map the label 골드',
  ],
  [
    'a header that the encoding lacks',
    telling({ encoding: 'cp949', columns: { '😀': 'source_member_id', level: 'label' } }).config,
    'cp949 cannot hold 😀',
  ],
])('%s is exit 10 at check', async (_, config, message) => {
  const world = makeWorld({ config });
  const { code, stderr } = await world.run('check');
  expect(code).toBe(10);
  expect(stderr).toContain(message);
});

test('a member id that the encoding lacks is an error that names the column, and no file appears', async () => {
  const world = makeWorld({
    ...telling({ encoding: 'cp949', rows: 'all' }),
    online: `${ONLINE}a😀,최우식,010-9001-4412,,,,,GOLD,5\n`,
  });
  const { code, stderr } = await world.run('run', '-q');
  expect(code).toBe(10);
  expect(stderr).toContain('the column id has a character that cp949 lacks');
  expect(stderr).not.toContain('😀');
  expect(world.list('out')).toEqual([]);
});

test('export writes the files again, as the last run left them', async () => {
  const world = await firstNight({ ...telling(), online: RAISED });
  const before = world.read('out/grades.csv');
  world.write('out/grades.csv', 'lost');
  const { code, stdout } = await world.type('export');
  expect(code).toBe(0);
  expect(stdout).toBe('out/grades.csv: 1 rows.\n');
  expect(world.read('out/grades.csv')).toBe(before);
});

test('export says so where the config names no file', async () => {
  const world = await firstNight();
  const { code, stdout } = await world.type('export');
  expect(code).toBe(0);
  expect(stdout).toBe(
    'The config names no file for a legacy system, so none was written. They are named under legacy_files.\n',
  );
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written is told, and the members stay applied',
  async () => {
    const world = makeWorld(telling({ file: 'closed/grades.csv' }));
    world.write('closed/other', '');
    chmodSync(world.path('closed'), 0o500);
    const { code, stderr } = await world.run('run', '-q');
    expect(code).toBe(1);
    expect(stderr).toContain('cannot be written: EACCES');
    expect(await query(world, 'select count(*) as n from runs')).toEqual([{ n: 1 }]);
    expect(existsSync(join(world.folder, 'closed', 'grades.csv'))).toBe(false);
  },
);
