import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CLIENT, query, targetIn } from './database.js';
import { emptyFolder, open, rowsOf } from './world.js';

const ROUNDS = 20;
const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));

test(`killed at ${ROUNDS} random moments, the target is always as before a run or as after it`, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);
  console.log(`seed ${seed} (SEED=${seed} repeats it)`);
  const random = mulberry32(seed);
  const folder = emptyFolder();
  let applied = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await killedAfter(folder, random() * 350);
    applied = await requireWhole(folder, applied);
  }
  spawnSync(process.execPath, [WRITER, folder, targetText(folder), String(applied + 2)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await requireWhole(folder, applied)).toBe(applied + 2);
});

/** Starts the writer and kills it some milliseconds after it began its work. */
async function killedAfter(folder: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [WRITER, folder, targetText(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  if (child.stdout !== null) await once(child.stdout, 'data');
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
}

/** Gives the number of runs in the ledger, which never gets smaller. */
async function requireWhole(folder: string, before: number): Promise<number> {
  const store = await open(folder, false);
  const runs = await store.runs();
  expect(runs.length).toBeGreaterThanOrEqual(before);
  expect(runs.map((run) => run.sequence)).toEqual(runs.map((_, at) => at + 1));
  const last = runs.at(-1);
  const grade = last === undefined ? [] : [`G${runs.length - 1} ${last.run_id}`];
  const members = await rowsOf(store, 'members');
  expect(members).toHaveLength(last?.members_total ?? 0);
  expect([...new Set(members.map((row) => `${row.grade} ${row.last_run}`))]).toEqual(grade);
  const links = await rowsOf(store, 'links');
  expect(links).toHaveLength(last?.links_total ?? 0);
  expect([...new Set(links.map((row) => `${row.how} ${row.last_run}`))]).toEqual(grade);
  const points = await rowsOf(store, 'points');
  expect([...new Set(points.map((row) => `G${row.balance} ${row.last_run}`))]).toEqual(grade);
  await requireIntegrity(folder, runs.length);
  return runs.length;
}

async function requireIntegrity(folder: string, runs: number): Promise<void> {
  if (CLIENT === 'better-sqlite3') {
    expect(await query(folder, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  }
  if (runs === 0) return;
  const [found] = await query(folder, 'select count(distinct run_id) as runs, count(*) as n from {changes}');
  expect([Number(found?.runs), Number(found?.n)]).toEqual([runs, runs * 3_000]);
}

function targetText(folder: string): string {
  return JSON.stringify(targetIn(folder));
}

/** A small generator whose whole state is its seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
