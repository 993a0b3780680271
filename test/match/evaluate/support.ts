import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { join, name, raw, sql } from '../../../src/engine/sql.js';
import { configOf, source } from '../../standardise/support.js';

const FIELDS = 'name phone email birth_date gender ci card_no status';

export const CONFIG = configOf(source(FIELDS), source(FIELDS, { name: 'offline', order: 1 }));

/**
 * The tables `rows`, `person_rows`, `truth` and `absent` from words under headings: `at` and `id` of a row, the
 * `member` that it was put into, the person it is in `truth`, and its fields. `-` is no value. Rows stand in the
 * order of their ids, from 0.
 */
export async function makeRows(engine: Engine, text: string): Promise<void> {
  const rows = records(text);
  const fields = FIELDS.split(' ');
  await engine.run(sql`create or replace table rows (row_id bigint, source_no utinyint, member_id varchar,
    keep_apart boolean, name_key varchar, phone_key varchar,
    ${join(fields.map((field) => sql`${name(field)} varchar`))})`);
  await engine.run(sql`create or replace table person_rows (row_id bigint, person_id bigint)`);
  await engine.run(sql`create or replace table truth (row_id bigint, person varchar)`);
  await engine.run(sql`create or replace table absent (person varchar)`);
  for (const [at, row] of rows.entries()) {
    const cells = join(fields.map((field) => sql`${row[field]}`));
    await engine.run(
      sql`insert into rows values (${at}, ${row.at === 'offline' ? 1 : 0}, ${row.id}, false, ${row.name}, ${row.phone}, ${cells})`,
    );
    const first = row.member === undefined ? at : rows.findIndex((one) => one.member === row.member);
    await engine.run(sql`insert into person_rows values (${at}, ${first})`);
    if (row.truth !== undefined) await engine.run(sql`insert into truth values (${at}, ${row.truth})`);
  }
}

/**
 * The tables `compared` and `patterns` from lines of `l r weight outcome` and, where it is not the score that
 * decides, `rule`, `veto`, or `alone` for agreement in one thing.
 */
export async function makeCompared(engine: Engine, text = ''): Promise<void> {
  await engine.run(
    sql`create or replace table compared (l bigint, r bigint, block utinyint, pattern bigint, weight integer, outcome varchar)`,
  );
  await engine.run(sql`create or replace table patterns as
    select * from (values (0, 'score', 'link'), (1, 'link', 'link'), (2, 'veto', 'link'), (3, 'score', 'none'))
      as patterns(pattern, outcome, most)`);
  for (const { l, r, weight, outcome, by = 'score' } of records(`l r weight outcome by\n${text}`)) {
    const pattern = ['score', 'rule', 'veto', 'alone'].indexOf(by);
    const [left, right, bits] = [l, r, weight].map((number) => raw(number ?? ''));
    await engine.run(
      sql`insert into compared values (${left}, ${right}, 0, ${pattern}, ${bits}, ${outcome})`,
    );
  }
}

/** Words under headings, without those that are `-`. */
function records(text: string): readonly Readonly<Record<string, string | undefined>>[] {
  const [headings = [], ...lines] = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== '');
  return lines.map((words) =>
    Object.fromEntries(headings.flatMap((heading, at) => (words[at] === '-' ? [] : [[heading, words[at]]]))),
  );
}

const folder = mkdtempSync(joinPath(tmpdir(), 'tier-merge-evaluate-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const workDirectory = folder;

/** A file with this text; gives its path. */
export function fileOf(text: string | Buffer, file = 'truth.csv'): string {
  const path = joinPath(folder, file);
  writeFileSync(path, text);
  return path;
}

export function pathOf(file: string): string {
  return joinPath(folder, file);
}
