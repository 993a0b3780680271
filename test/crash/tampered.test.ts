import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { CLIENT } from '../store/database.js';
import { type Night, secondNight, stateOf } from './night.js';
import { randomOf } from './random.js';

// A plan is checked before its target is opened, whatever that is.
const onSqlite = test.runIf(CLIENT === 'better-sqlite3');

let night: Night;
let files: readonly string[];

beforeAll(async () => {
  night = await secondNight(20);
  const plan = night.world.json<{ files: Readonly<Record<string, string>> }>(`${night.plan}/plan.json`);
  files = ['plan.json', ...Object.keys(plan.files)];
});

onSqlite(
  'one byte changed anywhere in a file that a plan is written from is exit 5, and names the file',
  async () => {
    const random = randomOf('one byte');
    expect(files).toContain('delta/members.parquet');
    for (const file of files) {
      const path = night.world.path(night.plan, file);
      const bytes = readFileSync(path);
      for (const at of new Set([0, Math.floor(random() * bytes.length), bytes.length - 1])) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        writeFileSync(path, changed);
        const outcome = await night.world.run('apply', night.plan, '-q');
        expect([outcome.code, file, at], outcome.stderr).toEqual([5, file, at]);
        expect(outcome.stderr).toContain(`${path} was changed after the plan was made`);
      }
      writeFileSync(path, bytes);
    }
    expect(await stateOf(night)).toBe('before');
  },
);

onSqlite('a byte too many or too few is exit 5, too', async () => {
  for (const file of files) {
    const path = night.world.path(night.plan, file);
    const bytes = readFileSync(path);
    for (const changed of [Buffer.concat([bytes, Buffer.from('\n')]), bytes.subarray(0, -1)]) {
      writeFileSync(path, changed);
      const outcome = await night.world.run('apply', night.plan, '-q');
      expect([outcome.code, file], outcome.stderr).toEqual([5, file]);
    }
    writeFileSync(path, bytes);
  }
  expect(await stateOf(night)).toBe('before');
  expect((await night.world.run('apply', night.plan)).code).toBe(0);
  expect(await stateOf(night)).toBe('after');
});
