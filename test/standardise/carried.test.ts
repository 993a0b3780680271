import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Source } from '../../src/config/config.js';
import type { Engine } from '../../src/engine/engine.js';
import { join, name, raw, sql } from '../../src/engine/sql.js';
import { carryAbsent } from '../../src/standardise/carried.js';
import { listEmptied } from '../../src/standardise/emptied.js';
import { standardise } from '../../src/standardise/rows.js';
import { TABLES } from '../../src/store/tables.js';
import { smallEngine } from '../engine/small-engine.js';
import { AS_OF, configOf, exclusionsOf, read, source, type Texts } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

type Stored = Readonly<Record<string, string | null>>;

/** The rows of the last run as the target gives them back: text, and NULL for what a row does not say. */
async function previous(rows: readonly Stored[]): Promise<void> {
  const columns = TABLES.source_rows.columns.map((c) => c.name);
  const types = columns.map(
    (c) => sql`${name(c)} ${raw(c.startsWith('consent_') && !c.endsWith('_at') ? 'boolean' : 'varchar')}`,
  );
  await engine.run(sql`create or replace table previous_source_rows (${join(types)})`);
  if (rows.length === 0) return;
  const values = rows.map((row) => sql`(${join(columns.map((c) => sql`${row[c] ?? null}`))})`);
  await engine.run(sql`insert into previous_source_rows values ${join(values)}`);
}

async function tonight(of: Source, rows: readonly Texts[]): Promise<void> {
  const config = configOf(of);
  await read(engine, of, rows);
  await standardise(engine, config, { asOf: AS_OF, ciKey: 'k', exclusions: await exclusionsOf(engine, of) });
  await listEmptied(engine, config, AS_OF);
  await carryAbsent(engine, config);
}

async function rows(fields: string): Promise<readonly string[]> {
  const found = await engine.rows<{ text: string }>(
    raw(`select concat_ws(' ', ${fields}) as text from rows order by row_id`),
  );
  return found.map(({ text }) => text);
}

const old = (id: string, more: Stored = {}): Stored => ({
  source: 'online',
  source_member_id: id,
  name: id,
  name_key: id,
  ...more,
});
const delta = (fields: string, more: Partial<Source> = {}) => source(fields, { mode: 'delta', ...more });

test('a delta export leaves the members it does not name as they were, among the others in their order', async () => {
  await previous([old('a'), old('c'), old('d')]);
  await tonight(delta('name'), [
    { member_id: 'b', name: 'new' },
    { member_id: 'c', name: 'changed' },
  ]);
  expect(await rows('row_id, member_id, name')).toEqual(['0 a a', '1 b new', '2 c changed', '3 d d']);
});

test('a full export does not bring anybody back', async () => {
  await previous([old('a')]);
  await tonight(source('name'), [{ member_id: 'b', name: 'b' }]);
  expect(await rows('member_id')).toEqual(['b']);
});

test('who was gone before, or is of another source, stays away', async () => {
  await previous([old('a', { gone_since: '2026-01-01' }), old('b', { source: 'offline' }), old('c')]);
  await tonight(delta('name'), []);
  expect(await rows('member_id')).toEqual(['c']);
});

test('what was stored comes back in its types, with what it is compared by', async () => {
  await previous([
    old('a', {
      phone: '+821023456789',
      points: '9007199254740993',
      birth_date: '1990-05-03',
      joined_at: '2020-01-02 03:04:05',
      consent_sms: 'true',
      ci_hash: 'abc',
    }),
    old('b', { phone: '+8250412345678', joined_at: '2020-01-02' }),
  ]);
  await tonight(delta('name phone points birth_date joined_at consent_sms ci'), []);
  expect(
    await rows(
      'member_id, phone, phone_key, name_key, points, birth_date, joined_at, recency, consent_sms, ci',
    ),
  ).toEqual([
    'a +821023456789 821023456789 a 9007199254740993.00 1990-05-03 2020-01-02 03:04:05 2020-01-02 03:04:05 true abc',
    'b +8250412345678 b 2020-01-02 00:00:00 2020-01-02 00:00:00',
  ]);
});

test('who is excluded or rejected tonight is not carried over', async () => {
  await previous([old('a'), old('b'), old('c')]);
  const exclude = [
    { name: 'tests', when: "name = 'test'", keep_apart: false, place: { line: 1, column: 1 } },
  ];
  await tonight(delta('name', { exclude }), [
    { member_id: 'a', name: 'test' },
    { member_id: 'b', name: '1' },
    { member_id: 'b', name: '2' },
    { member_id: 'c\t', name: 'test' },
  ]);
  expect(await rows('member_id')).toEqual([]);
});

test('who is kept apart stays apart on the nights when nothing is said of them', async () => {
  const exclude = [
    { name: 'staff', when: "name = 'staff'", keep_apart: true, place: { line: 1, column: 1 } },
  ];
  await previous([old('a', { name: 'staff' }), old('b')]);
  await tonight(delta('name', { exclude }), []);
  expect(await rows('member_id, keep_apart')).toEqual(['a true', 'b false']);
});

test('what was emptied is still found by its record when other rows have come between', async () => {
  await previous([old('a')]);
  await tonight(delta('name phone'), [{ member_id: 'b', name: 'b', phone: '12' }]);
  const found = await engine.rows(
    raw('select member_id, value from emptied join rows using (source_no, read_row)'),
  );
  expect(found).toEqual([{ member_id: 'b', value: '12' }]);
});

test('an extra column is carried over too', async () => {
  await previous([
    old('a', { extra: '{"feedback":"4.5"}' }),
    old('b', { extra: '{"feedback":null}' }),
    old('c'),
  ]);
  await tonight(delta('name', { extra: { feedback: 'f' } }), [{ member_id: 'd', feedback: '3' }]);
  expect(await rows("member_id, coalesce(feedback, 'none')")).toEqual(['a 4.5', 'b none', 'c none', 'd 3']);
});
