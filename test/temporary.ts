import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** All temporary files of a round of tests lie in one folder, which goes with it. A short name: sockets have little room. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'tm-'));
  // Some tests run the program as another user.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
