import type { Config, Source } from '../../../src/config/config.js';
import type { Engine } from '../../../src/engine/engine.js';
import { join, raw, sql } from '../../../src/engine/sql.js';
import { makePersons } from '../../../src/match/clusters/persons.js';
import type { ClusterOptions } from '../../../src/match/clusters/rules.js';
import { configOf, source } from '../../standardise/support.js';

/** A row as far as clusters read it. Its id is its place in the list. */
export interface TestRow {
  readonly at?: 'online' | 'offline' | 'app';
  readonly ci?: string;
  readonly phone?: string;
  readonly born?: string;
  readonly gender?: string;
  readonly status?: string;
}

export interface Setting extends Partial<ClusterOptions> {
  readonly vetoes?: Config['identity']['vetoes'];
  /** Sources that hold no duplicates. */
  readonly alone?: readonly string[];
  /** Two unless there are rows of the app. */
  readonly sources?: readonly ('online' | 'offline' | 'app')[];
  /** `l-r` of pairs that wait for a person. */
  readonly review?: string;
}

const SOURCES = ['online', 'offline', 'app'] as const;

/** The tables `rows`, `pairs` (`0-1:50`, or `0-1:must`) and `review`, then the persons as `0+1 2`. */
export async function clustered(
  engine: Engine,
  rows: readonly TestRow[],
  pairs: string,
  { vetoes = ['ci', 'withdrawn'], alone = [], sources, review = '', ...options }: Setting = {},
): Promise<string> {
  await fillRows(engine, rows);
  await fillPairs(engine, pairs);
  await fillReview(engine, review);
  const all = (sources ?? ['online', 'offline']).map((name) => sourceOf(name, alone.includes(name)));
  const config = configOf(...all);
  await makePersons(
    engine,
    { ...config, identity: { ...config.identity, vetoes } },
    { tieMargin: 10, ...options },
  );
  return (
    await texts(
      engine,
      "string_agg(row_id, '+' order by row_id)",
      'person_rows group by person_id order by min(row_id)',
    )
  ).join(' ');
}

export async function fillRows(engine: Engine, rows: readonly TestRow[]): Promise<void> {
  await engine.run(
    raw(`create or replace table rows (row_id bigint, source_no utinyint,
      ci varchar, phone varchar, birth_date date, gender varchar, status varchar)`),
  );
  const values = rows.map(
    ({ at = 'online', ci, phone, born, gender, status }, id) =>
      sql`(${id}, ${SOURCES.indexOf(at)}, ${ci}, ${phone}, ${born}, ${gender}, ${status})`,
  );
  if (values.length > 0) await engine.run(sql`insert into rows values ${join(values)}`);
}

export async function fillPairs(engine: Engine, pairs: string): Promise<void> {
  await engine.run(
    raw('create or replace table pairs (l bigint, r bigint, weight integer, pattern varchar)'),
  );
  const values = pairs
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.replace('must', '1000000000').split(/[-:]/).map(Number))
    .map(([l, r, weight]) => sql`(${l}, ${r}, ${weight}, 'exact')`);
  if (values.length > 0) await engine.run(sql`insert into pairs values ${join(values)}`);
}

async function fillReview(engine: Engine, review: string): Promise<void> {
  await engine.run(raw('create or replace table review (l bigint, r bigint, reason varchar, torn bigint)'));
  const values = review
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.split('-').map(Number))
    .map(([l, r]) => sql`(${l}, ${r}, 'score', null)`);
  if (values.length > 0) await engine.run(sql`insert into review values ${join(values)}`);
}

/** `l-r reason torn` of every pair that a person must look at. */
export function reviews(engine: Engine): Promise<readonly string[]> {
  return texts(engine, "l || '-' || r || ' ' || reason || coalesce(' ' || torn, '')", 'review order by l, r');
}

/** `l-r weight reason`. */
export function cuts(engine: Engine): Promise<readonly string[]> {
  return texts(engine, "l || '-' || r || ' ' || weight || ' ' || reason", 'cut order by l, r');
}

/** `l-r reason`. */
export function contradictions(engine: Engine): Promise<readonly string[]> {
  return texts(engine, "l || '-' || r || ' ' || reason", 'contradictions order by l, r');
}

/** `row>other weight`. */
export function ties(engine: Engine): Promise<readonly string[]> {
  return texts(engine, "row_id || '>' || other || ' ' || weight", 'ties order by row_id');
}

async function texts(engine: Engine, text: string, from: string): Promise<readonly string[]> {
  const found = await engine.rows<{ text: string }>(sql`select ${raw(text)} as text from ${raw(from)}`);
  return found.map(({ text }) => text);
}

function sourceOf(name: (typeof SOURCES)[number], alone: boolean): Source {
  return source('ci phone birth_date gender status', {
    name,
    order: SOURCES.indexOf(name),
    one_row_per_person: alone,
  });
}
