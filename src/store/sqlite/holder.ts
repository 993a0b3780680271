import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Place } from '../target.js';

/** Who writes to a target, and since when. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly run_id: string;
  readonly since: string;
}

/**
 * SQLite's lock has no name for who holds it. This file has, for information only: it locks nothing, and a run that
 * cannot write it goes on. Where the disk is full, SQLite is about to say so.
 */
export function announce(place: Place, run: Pick<Holder, 'run_id' | 'since'>): void {
  const holder: Holder = { pid: process.pid, host: hostname(), ...run };
  try {
    writeFileSync(fileOf(place), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  } catch {
    remove(fileOf(place));
  }
}

/** Takes the file away if it is still ours. Never throws: by now the outcome of the run is settled. */
export function withdraw(place: Place, run_id: string): void {
  const holder = read(place);
  if (holder?.run_id !== run_id || holder.pid !== process.pid) return;
  remove(fileOf(place));
}

/** The holder in words; a crashed run may have left its name behind. */
export function describeHolder(place: Place): string {
  const holder = read(place);
  if (holder === undefined || !isAlive(holder)) return 'another program';
  const { pid, host, run_id, since } = holder;
  return `run ${run_id} (process ${pid} on ${host}) since ${since}`;
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A file that stays behind names a process that is no longer there, which `isAlive` notices.
  }
}

function fileOf(place: Place): string {
  return `${place.path}.lock.json`;
}

function read(place: Place): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(fileOf(place), 'utf8')) as Partial<Holder> | null;
    const { pid, host, run_id, since } = holder ?? {};
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return typeof run_id === 'string' && typeof since === 'string' ? { pid, host, run_id, since } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
