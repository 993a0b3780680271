import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../cli/program.js';
import { expectInvariants, targetOf } from '../plan/invariants.js';
import { CLIENT } from '../store/database.js';
import { dumpOf, expectDone, secondNight, stateOf, worldOnDatabase, writeSecondExports } from './night.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';

// The disk of a server is the server's own, and a plan writes its folders alike for each.
const onSqlite = test.runIf(CLIENT === 'better-sqlite3');

let disk: SmallDisk;

// One each: the driver of SQLite may keep the file of an earlier test, and its space, for a while.
beforeEach(() => {
  disk = mountSmallDisk(join(temporaryFolder(), 'small'));
});

onSqlite.each([
  ['the first load', 'first', 200_000],
  ['a later run', 'second', 0],
])(
  'no space for the target at %s: exit 12 with its path, the old rows are whole, and with space it works',
  async (_what, plan, free) => {
    const filename = join(disk.folder, plan, 'members.sqlite');
    mkdirSync(join(disk.folder, plan));
    const world = worldOnDatabase(1_000);
    const target = { client: 'better-sqlite3', connection: { filename }, prefix: '' };
    world.write('tier-merge.yaml', JSON.stringify({ ...world.json<object>('tier-merge.yaml'), target }));
    await expectDone(world, 'plan', '-o', 'first');
    if (plan === 'second') {
      await expectDone(world, 'apply', 'first');
      writeSecondExports(world, 1_000);
      await expectDone(world, 'plan', '-o', 'second');
    }
    const before = await dumpOf(targetOf(world));
    disk.fill(free);
    const refused = await world.run('apply', plan, '-q');
    expect(refused.stderr).toContain(`no space is left for ${filename}`);
    expect(refused.code).toBe(12);
    expect(await dumpOf(targetOf(world))).toBe(before);
    disk.clear();
    await expectDone(world, 'apply', plan);
    await expectInvariants(world, plan);
  },
);

onSqlite.each([0, 16_384, 65_536, 131_072])(
  'no space for the folder of a plan (%i bytes left): a message with its path, and no result.json',
  async (free) => {
    const world = worldOnDatabase(300);
    const folder = join(disk.folder, `plan-${free}`);
    disk.fill(free);
    const refused = await world.run('plan', '-q', '-o', folder);
    expect(refused.stderr).toMatch(
      new RegExp(`${folder}\\S* cannot be written: no space is left\n  → free some space`),
    );
    expect(refused.code).toBe(1);
    expect(readdirSync(disk.folder).filter((name) => name.startsWith(`plan-${free}`))).toEqual([]);
    disk.clear();
    await expectDone(world, 'plan', '-o', folder);
    expect(existsSync(join(folder, 'result.json'))).toBe(true);
  },
);

onSqlite(
  'no space for the temporary folder of a plan: a message with its path, and nothing is left',
  async () => {
    const world = worldOnDatabase(300);
    const temporary = join(disk.folder, 'temporary');
    mkdirSync(temporary);
    disk.fill(0);
    const args = ['-q', '-o', 'plan', '--as-of', '2026-06-30'];
    const refused = await world.with({ env: { TMPDIR: temporary } }, 'plan', ...args);
    expect(refused.stderr).toContain(temporary);
    expect(refused.stderr).toMatch(/no space is left|cannot be written \(ENOSPC\)/);
    expect(refused.code).toBe(1);
    expect(world.list('plan')).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  },
);

onSqlite(
  'no space for the temporary tables of apply: exit 12 with their path, and the old rows are whole',
  async () => {
    const night = await secondNight(6_000);
    const temporary = join(disk.folder, 'tables');
    mkdirSync(temporary);
    disk.fill(0);
    const refused = await night.world.with({ env: { TMPDIR: temporary } }, 'apply', night.plan, '-q');
    expect(refused.stderr).toContain(`or for its temporary tables in ${temporary}`);
    expect(refused.code).toBe(12);
    expect(await stateOf(night)).toBe('before');
    expect(readdirSync(temporary)).toEqual([]);
    await expectDone(night.world, 'apply', night.plan);
  },
);
