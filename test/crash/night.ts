import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Target } from '../../src/config/schema.js';
import { LATER_TABLES, WRITTEN_TABLES } from '../../src/store/tables.js';
import { makeWorld, type World } from '../cli/program.js';
import { expectInvariants } from '../plan/invariants.js';
import { type Ask, type Cells, withTarget } from '../store/asking.js';
import { CLIENT, dialect, placeIn, targetIn } from '../store/database.js';

/** A plan that waits for its target, which is as the plan saw it. */
export interface Night {
  readonly world: World;
  readonly target: Target;
  /** The folder of the plan. */
  readonly plan: string;
  /** All rows of the target before the plan and after it; for both, the invariants were checked. */
  readonly before: string;
  readonly after: string;
  /** Makes the target again what the plan saw. */
  restore(): Promise<void>;
}

const LATER = LATER_TABLES.map((table) => table.name);
const TABLES = [...WRITTEN_TABLES, ...LATER, 'runs', 'meta', 'tier_merge_schema'];

/** A world whose target is on the database of these tests. */
export function worldOnDatabase(people: number, config: object = {}): World {
  const world = makeWorld({ ...exportsOf(people), config: { limits: {}, ...config } });
  const written = world.json<object>('tier-merge.yaml');
  world.write('tier-merge.yaml', JSON.stringify({ ...written, target: targetIn(world.folder) }));
  return world;
}

/** The first plan, for a target that has no tables yet. */
export async function firstNight(people: number): Promise<Night> {
  const world = worldOnDatabase(people);
  const target = targetIn(world.folder);
  const restore = () => removeTarget(world, target);
  return nightOf(world, 'first', restore);
}

/** The plan of the second night: in every table rows come, change and go. */
export async function secondNight(people: number): Promise<Night> {
  const world = worldOnDatabase(people);
  const target = targetIn(world.folder);
  await expectDone(world, 'plan', '-o', 'first');
  await expectDone(world, 'apply', 'first');
  await expectInvariants(world, 'first');
  const restore = await keep(world, target);
  writeSecondExports(world, people);
  return nightOf(world, 'second', restore);
}

async function nightOf(world: World, plan: string, restore: () => Promise<void>): Promise<Night> {
  const target = targetIn(world.folder);
  const before = await dumpOf(target);
  await expectDone(world, 'plan', '-o', plan);
  await expectDone(world, 'apply', plan);
  await expectInvariants(world, plan);
  const after = await dumpOf(target);
  expect(after).not.toBe(before);
  await restore();
  expect(await dumpOf(target)).toBe(before);
  return { world, target, plan, before, after, restore };
}

export async function expectDone(world: World, ...args: readonly [string, ...string[]]): Promise<void> {
  const { code, stdout, stderr } = await world.run(...args);
  expect([code, stderr], stdout).toEqual([0, stderr]);
}

/** Once whoever was killed cannot commit any more: whether the plan was written, and nothing in between. */
export async function stateOf(night: Night): Promise<'before' | 'after'> {
  await settled(night.world);
  const dump = await dumpOf(night.target);
  if (dump === night.after) return 'after';
  expect(dump).toBe(night.before);
  return 'before';
}

/** The rows of all tables but the moments of a run and who holds the lock; nothing where there are no tables. */
export async function dumpOf(target: Target): Promise<string> {
  if (!dialect.exists(placeAt(target))) return '';
  return withTarget(target, async (ask) => {
    const present = await tablesOf(ask, target);
    const lines: string[] = [];
    for (const table of TABLES.slice(0, -1).filter((name) => present.includes(name))) {
      const rows = await ask(`select * from {${table}}`);
      lines.push(...rows.filter((row) => row.key !== 'holder').map((row) => `${table} ${lineOf(row)}`));
    }
    return lines.toSorted().join('\n');
  });
}

function lineOf({ started_at, finished_at, ...row }: Cells): string {
  return JSON.stringify(row);
}

async function tablesOf(ask: Ask, { client, prefix = '' }: Target): Promise<readonly string[]> {
  const rows = await ask(
    client === 'better-sqlite3'
      ? 'select name from sqlite_master'
      : 'select table_name as name from information_schema.tables',
  );
  const names = rows.map((row) => String(row.name));
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** Returns once no connection that was lost can commit any more. */
export async function settled(world: World): Promise<void> {
  const place = placeIn(world.folder);
  if (CLIENT === 'better-sqlite3') return;
  const db = await dialect.open(place, 'read');
  try {
    await dialect.settled(db, place);
  } finally {
    await dialect.close(db);
  }
}

/** Keeps what a target holds, and gives what brings it back. */
async function keep(world: World, target: Target): Promise<() => Promise<void>> {
  if (CLIENT === 'better-sqlite3') {
    const [file, kept] = [placeIn(world.folder).path, world.path('kept.sqlite')];
    copyFileSync(file, kept);
    return async () => {
      removeFile(file);
      copyFileSync(kept, file);
    };
  }
  await withTarget(target, async (ask) => {
    for (const table of TABLES) await ask(`create table {kept_${table} itself} as select * from {${table}}`);
  });
  return () =>
    withTarget(target, async (ask) => {
      for (const table of TABLES) {
        await ask(`delete from {${table} itself}`);
        await ask(`insert into {${table} itself} select * from {kept_${table}}`);
      }
    });
}

async function removeTarget(world: World, target: Target): Promise<void> {
  if (CLIENT === 'better-sqlite3') return removeFile(placeIn(world.folder).path);
  await withTarget(target, async (ask) => {
    for (const table of TABLES) await ask(`drop table if exists {${table} itself}`);
  });
}

function removeFile(file: string): void {
  for (const ending of ['', '-journal', '.lock.json']) rmSync(`${file}${ending}`, { force: true });
}

function placeAt(target: Target) {
  const filename = typeof target.connection === 'object' ? String(target.connection.filename) : '';
  return { path: join(filename), shown: filename, prefix: target.prefix };
}

const GRADES = ['BRONZE', 'SILVER', 'GOLD'];
const LEVELS = ['basic', 'plus', 'top'];

/** Everybody is online, every second one offline too. */
function exportsOf(people: number): { readonly online: string; readonly offline: string } {
  const numbers = Array.from({ length: people }, (_, at) => at);
  return { online: online(numbers, 0), offline: offline(numbers.filter((n) => n % 2 === 0)) };
}

/** Grades and points move, the first two leave online, two come. */
export function writeSecondExports(world: World, people: number): void {
  const numbers = Array.from({ length: people + 2 }, (_, at) => at);
  world.write('online.csv', online(numbers.slice(2), 1));
  world.write('offline.csv', offline(numbers.filter((n) => n % 2 === 0 && n !== 4)));
}

function online(numbers: readonly number[], shift: number): string {
  const rows = numbers.map(
    (n) => `a${n},회원${nameOf(n)},${phoneOf(n)},,,,,${GRADES[(n + shift) % 3]},${n * 10 + shift}`,
  );
  return `id,name,phone,born,sex,ci,state,grade,points\n${rows.join('\n')}\n`;
}

function offline(numbers: readonly number[]): string {
  const rows = numbers.map((n) => `b${n},회원${nameOf(n)},${phoneOf(n)},${LEVELS[n % 2]},${n},${n % 3}`);
  return `code,customer,tel,level,balance,stamps\n${rows.join('\n')}\n`;
}

/** Two syllables, another pair for each number. */
function nameOf(n: number): string {
  return String.fromCodePoint(0xac00 + ((n * 7919) % 11_172), 0xac00 + ((n * 104_729) % 11_172));
}

function phoneOf(n: number): string {
  return `010-${2000 + ((n * 37) % 7919)}-${String(1003 + n * 7).padStart(4, '0')}`;
}
