import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { exposition } from './exposition.js';
import { LAST_SUCCESS, type Night, nightMetrics } from './night-metrics.js';

/**
 * Replaces the file at once, readable for everybody: a collector never sees half of it. Synchronous, so that a
 * signal can still be told. Throws what the file system throws.
 */
export function writeMetrics(path: string, night: Omit<Night, 'lastSuccessAt'>): void {
  const isSuccess = night.exitCode === 0 || night.exitCode === 2;
  const lastSuccessAt = isSuccess ? night.finishedAt : lastSuccessIn(path);
  // Collectors read files that end with .prom.
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, exposition(nightMetrics({ ...night, lastSuccessAt })), { mode: 0o644 });
    // Whatever the umask takes away: another user collects it.
    chmodSync(temporary, 0o644);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What the file said before; a file that is not there or is something else says nothing. */
function lastSuccessIn(path: string): number | undefined {
  try {
    const line = new RegExp(`^${LAST_SUCCESS} (\\d+(?:\\.\\d+)?)$`, 'm').exec(readFileSync(path, 'utf8'));
    return line === null ? undefined : Number(line[1]);
  } catch {
    return undefined;
  }
}
