import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { guessMarks } from '../../src/config/guess-marks.js';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';

const QUICKSTART = fileURLToPath(new URL('../../fixtures/quickstart/', import.meta.url));

const ONLINE = `id,name,phone,level,points
a1,김민수,010-3107-2468,GOLD,100
a2,이서연,010-8214-3579,SILVER,200
a3,박지훈,010-5523-9014,BRONZE,0
a4,최유진,010-7706-1385,BRONZE,0
`;

const OFFLINE = `code,customer,phone,level,stamps
b1,김민수,01031072468,GOLD,1
b2,최유진,01077061385,BRONZE,0
b3,한소율,01066130852,BRONZE,0
`;

function small(): World {
  const world = worldIn(temporaryFolder());
  world.write('online.csv', ONLINE);
  world.write('offline.csv', OFFLINE);
  return world;
}

const ARGS = ['--yes', '--online', 'online.csv', '--offline', 'offline.csv'];

describe('init', () => {
  it('overwrites neither file, and leaves the other alone', async () => {
    for (const file of ['tier-merge.yaml', 'rules.yaml']) {
      const world = small();
      world.write(file, 'mine');
      const { code, stderr } = await world.type('init', ...ARGS);
      expect(code).toBe(10);
      expect(stderr).toContain(`${world.path(file)} exists already`);
      expect(world.read(file)).toBe('mine');
      expect(world.list('.').filter((name) => name.endsWith('.yaml'))).toEqual([file]);
    }
  });

  it('marks what no export says, and check names each mark until its comment is gone', async () => {
    const world = small();
    expect((await world.type('init', ...ARGS)).code).toBe(0);
    const before = await world.type('check');
    expect(before.code, before.stderr).toBe(0);
    const line =
      world
        .read('rules.yaml')
        .split('\n')
        .findIndex((text) => text.includes('offline.stamps')) + 1;
    expect(before.stdout).toContain(`rules.yaml:${line}:`);
    expect(before.stdout).toContain('what one of stamps is worth in points stands in no export');
    for (const file of ['tier-merge.yaml', 'rules.yaml'])
      world.write(file, world.read(file).replaceAll(/ # GUESS: .*/g, ''));
    const after = await world.type('check');
    expect(after.code).toBe(0);
    expect(after.stdout).not.toContain('guess');
  });

  it('writes nothing of anybody into its files', async () => {
    const world = small();
    await world.type('init', ...ARGS);
    const text = world.read('tier-merge.yaml') + world.read('rules.yaml');
    for (const value of ['김민수', '3107', '2468', 'a1', 'b1']) expect(text).not.toContain(value);
  });

  it('refuses a header that names a column it would use twice, as a plan would', async () => {
    const world = small();
    world.write('online.csv', ONLINE.replace('level,points', 'phone,points'));
    const { code, stderr } = await world.type('init', ...ARGS);
    expect(stderr).toContain(`${world.path('online.csv')}:1:`);
    expect(stderr).toContain('column "phone" (phone) is in the header more than once');
    expect(code).toBe(10);
    expect(existsSync(world.path('tier-merge.yaml'))).toBe(false);
  });

  it('counts rows without an id, ids whose rows differ, and rows that are alike', async () => {
    const world = small();
    world.write(
      'online.csv',
      `${ONLINE}a5,김민수,01031072468,GOLD,5\n ,정하늘,010-1234-9876,GOLD,1\na4,최유진,010-7706-1385,SILVER,0\n`,
    );
    expect((await world.type('init', '--lang', 'en', ...ARGS)).code).toBe(0);
    const config = world.read('tier-merge.yaml');
    // Three of seven: the row without an id, and both rows of a4.
    expect(config).toContain('max_rejected: 43%');
    expect(config).toMatch(/one_row_per_person: false # GUESS: .*\b2\b/);
  });

  it('takes sources of any name, and gives its guesses as an event', async () => {
    const world = small();
    const made = await world.type(
      'init',
      'project',
      '--json',
      '--source',
      'mall=online.csv',
      '--source',
      'pos=offline.csv',
    );
    expect(made.code).toBe(0);
    const event = JSON.parse(made.stdout);
    expect(event.event).toBe('initialised');
    expect(event.config).toBe(world.path('project', 'tier-merge.yaml'));
    expect(event.guesses.map(({ file }: { file: string }) => file)).toContain(
      world.path('project', 'rules.yaml'),
    );
    expect(world.read('project/tier-merge.yaml')).toContain('files: ../online.csv');
    expect((await world.type('check', '-c', 'project/tier-merge.yaml')).code).toBe(0);
  });

  it.each([
    [['--online', 'online.csv', '--offline', 'online.csv'], 10, 'is named twice'],
    [['--online', 'gone.csv'], 3, 'online: '],
    [['--source', 'Mall=online.csv'], 10, 'must be NAME=FILE'],
    [[], 10, 'init needs at least one export'],
  ])('refuses %j with %i', async (args, expected, message) => {
    const world = small();
    const { code, stderr } = await world.type('init', ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
    expect(existsSync(world.path('tier-merge.yaml'))).toBe(false);
  });

  it('finds the persons of the quickstart once its one guess about accounts is settled as by hand', async () => {
    const world = worldIn(temporaryFolder());
    cpSync(join(QUICKSTART, 'exports'), world.folder, { recursive: true });
    expect((await world.type('init', '--lang', 'en', ...ARGS)).code).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect((await world.run('plan', '-o', 'as-written')).code).toBe(0);
    world.write(
      'tier-merge.yaml',
      config.replace(/one_row_per_person: false # GUESS/, 'one_row_per_person: true #'),
    );
    const settled = await world.run('plan', '-o', 'settled');
    expect(settled.code, settled.stderr).toBe(0);
    const byHand = await world.run('plan', '-o', 'by-hand', '-c', join(QUICKSTART, 'tier-merge.yaml'));
    expect(byHand.code, byHand.stderr).toBe(0);
    expect(links(world, 'settled')).toEqual(links(world, 'by-hand'));
  });
});

function links(world: World, plan: string): readonly string[] {
  return world
    .read(`${plan}/links.csv`)
    .split('\n')
    .map((line) => line.split(',').slice(0, 3).join(','))
    .sort();
}

describe('the marks of guesses', () => {
  it('are comments alone, each with its line and column', () => {
    const text =
      'a: 1 # GUESS: first\nb: "x # GUESS: no comment"\nc: |\n  # GUESS: text\nd: [1, # GUESS: second\n  2]\n';
    expect(guessMarks('f', text)).toEqual([
      { file: 'f', line: 1, column: 6, reason: 'first' },
      { file: 'f', line: 5, column: 8, reason: 'second' },
    ]);
  });

  it('takes no part of a name for the member id', async () => {
    const world = small();
    world.write(
      'online.csv',
      'First Name,Last Name,Email,Level\nMinsu,Kim,a@x.kr,GOLD\nSeoyeon,Lee,b@x.kr,SILVER\n',
    );
    expect((await world.type('init', ...ARGS)).code).toBe(0);
    const config = world.read('tier-merge.yaml');
    expect(config).toContain('member_id: { from: [Email, Last Name, First Name] } # GUESS: ');
    expect(config).toContain('name: { join: [Last Name, First Name] } # ');
  });
});
