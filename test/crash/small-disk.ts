import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A file system of 4 MB. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all space but so many bytes. */
  fill(free: number): void;
  /** Gives back what `fill` took. */
  clear(): void;
}

const mounted: string[] = [];

/** Mounts one at a folder, which takes root: where that is not possible the test fails with the reason. */
export function mountSmallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0755', 'tmpfs', folder], { stdio: 'pipe' });
  mounted.push(folder);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    clear: () => rmSync(ballast, { force: true }),
    fill: (free) => {
      rmSync(ballast, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      const file = openSync(ballast, 'w');
      const page = Buffer.alloc(4_096);
      for (let left = bavail * bsize - free; left >= page.length; left -= page.length) writeSync(file, page);
      closeSync(file);
    },
  };
}

afterAll(() => {
  for (const folder of mounted) execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
});
