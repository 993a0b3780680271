import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixturePath } from './naive-reader.js';

const WRITTEN = [
  'exports/online.csv',
  'exports/offline.csv',
  'truth.csv',
  'expected/persons.csv',
  'expected/arithmetic.json',
  'expected/rejects.csv',
  'expected/emptied.csv',
  'expected/undecided.csv',
  'README.md',
];

test('writing the world again gives the bytes that are checked in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
  try {
    execFileSync(process.execPath, [fixturePath('world.mjs'), folder]);
    for (const file of WRITTEN) {
      const same = readFileSync(join(folder, file)).equals(readFileSync(fixturePath(file)));
      expect(same, `${file} is not what world.mjs writes; run node fixtures/quickstart/world.mjs`).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
