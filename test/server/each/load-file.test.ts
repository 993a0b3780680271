import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../src/engine/engine.js';
import { sql } from '../../../src/engine/sql.js';
import { writeLoadFile } from '../../../src/plan/apply/load-file.js';
import type { Delta } from '../../../src/store/delta.js';
import { deltaOf, emptyFolder, migrated, rowsOf } from '../../store/world.js';

let engine: Engine;
const directory = mkdtempSync(join(tmpdir(), 'tier-merge-load-'));

beforeAll(async () => {
  engine = await openEngine({ threads: 1, memoryBytes: 2 ** 28, spillDirectory: join(directory, 'spill') });
});
afterAll(() => engine.close());

const NASTY = [
  '\\N',
  '\\.',
  'a\n\\.\nb',
  'NULL',
  'null',
  '',
  ' ',
  '"',
  '""',
  'a"b',
  '"a",b',
  "'",
  ',',
  'C:\\',
  '\\',
  '\\"',
  'a\nb',
  'a\r\nb\r',
  '\t',
  '😀각',
  '\u0001\u001a',
  '#x',
  '가'.repeat(50_000),
];

test('a file is loaded byte for byte', async () => {
  await engine.run(sql`create or replace table given (member_id varchar, name varchar, grade varchar)`);
  for (const [at, text] of NASTY.entries()) {
    await engine.run(sql`insert into given values (${`M${String(at).padStart(2, '0')}`}, ${text}, null)`);
  }
  const store = await migrated(emptyFolder());
  const counts = { members_total: NASTY.length, members_new: NASTY.length };
  await store.apply(fromEngine(deltaOf('R1', null, {}, counts)));
  const read = await rowsOf(store, 'members');
  expect(read.map((row) => row.name)).toEqual(NASTY);
  expect(new Set(read.map((row) => row.grade))).toEqual(new Set([null]));
  expect(new Set(read.map((row) => `${row.first_run} ${row.last_run}`))).toEqual(new Set(['R1 R1']));
});

test.each([
  ['a NUL', sql`select 'M1' as member_id, 'a' || chr(0) as name`, 'members.name'],
  ['no key', sql`select cast(null as varchar) as member_id`, 'members.member_id'],
  ['a flag that is none', sql`select 'M1' as member_id, 'Y?' as consent_sms`, 'members.consent_sms'],
])('%s is refused and its value is not told', async (_, from, where) => {
  await engine.run(sql`create or replace table given as ${from}`);
  const store = await migrated(emptyFolder());
  const counts = { members_total: 1, members_new: 1 };
  await expect(store.apply(fromEngine(deltaOf('R1', null, {}, counts)))).rejects.toThrow(
    `${where} cannot hold a value without changing it`,
  );
  expect(await rowsOf(store, 'members')).toEqual([]);
});

/** The same delta with the members from the engine's table `given`, as a file. */
function fromEngine(delta: Delta): Delta {
  return {
    ...delta,
    file: (table, form) => {
      const from =
        table === 'members'
          ? sql`select 'insert' as op, cast(null as varchar) as expected_run, * from given`
          : sql`select * from (select '' as member_id, '' as source, '' as source_member_id, '' as bucket, '' as field) where false`;
      return writeLoadFile(engine, from, { table, form, directory });
    },
  };
}
