import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { raw, type Sql, sql } from '../../src/engine/sql.js';
import { matchRows } from '../../src/match/match.js';
import { rowsHash } from '../../src/match/rows-hash.js';
import { rowFields } from '../../src/standardise/typed.js';
import { smallEngine } from '../engine/small-engine.js';
import { fill, reviews, type Setting, settingOf, type TestRow } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const folder = mkdtempSync(join(tmpdir(), 'tier-merge-decisions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash';

// The first two are one person by phone and name; the third and the fourth have nothing in common with anybody.
const KIM: TestRow = { name: '김민수', phone: '01031072468' };
const WORLD: readonly TestRow[] = [
  KIM,
  { ...KIM, at: 'offline' },
  { name: '이서연', phone: '01082143579' },
  { at: 'offline', name: '최유진', phone: '01077061385' },
];

/** Matches under these decisions; gives the persons as `0+1 2`. */
async function decided(
  lines: readonly string[],
  rows: readonly TestRow[] = WORLD,
  setting: Setting = {},
): Promise<string> {
  const decisions = join(folder, 'decisions.csv');
  writeFileSync(decisions, [HEADER, ...lines, ''].join('\n'));
  await fill(engine, rows);
  const config = settingOf({ ...setting, identity: { ...setting.identity, decisions } });
  await matchRows(engine, config, folder);
  const persons = await texts(
    sql`select string_agg(row_id, '+' order by row_id) as text from person_rows group by person_id order by min(row_id)`,
  );
  return persons.join(' ');
}

async function texts(select: Sql): Promise<readonly string[]> {
  return (await engine.rows<{ text: string }>(select)).map(({ text }) => text);
}

const states = () =>
  texts(
    sql`select concat_ws(' ', line, decision, coalesce(l, -1), coalesce(r, -1), state) as text from decisions order by line`,
  );

const contradicted = () =>
  texts(sql`select concat_ws(' ', line, l || '-' || r, reason) as text from contradicted order by line`);

/** The hash of two rows of the last world. */
async function hashOf(l: number, r: number): Promise<string> {
  const hash = rowsHash(raw('a'), raw('b'), rowFields(settingOf().sources));
  const [text = ''] = await texts(
    sql`select ${hash} as text from rows as a, rows as b where a.row_id = ${l} and b.row_id = ${r}`,
  );
  return text;
}

describe('a person decides', () => {
  test('nothing: the rows are as their evidence says', async () => {
    expect(await decided([])).toBe('0+1 2 3');
  });

  test('link: rows that agree in nothing are one person, by a decision, with the score they have', async () => {
    expect(await decided(['online,m2,offline,m3,link,kim,2026-06-01,seen at the till,'])).toBe('0+1 2+3');
    const ties = await engine.rows(
      sql`select row_id::integer as row_id, other::integer as other, how, agreement, weight < 0 as speaks_against
        from ties join patterns using (pattern) where how = 'decision' order by row_id`,
    );
    const agreement = 'phone=differs name=differs';
    expect(ties).toEqual([
      { row_id: 2, other: 3, how: 'decision', agreement, speaks_against: true },
      { row_id: 3, other: 2, how: 'decision', agreement, speaks_against: true },
    ]);
  });

  test('link: a third row that ties with one of them is of that person too', async () => {
    expect(await decided(['online,m0,online,m2,link,,,,'])).toBe('0+1+2 3');
  });

  test('no_link: rows that agree in all are two persons, and nobody is asked again', async () => {
    expect(await decided(['offline,m1,online,m0,no_link,,,,'])).toBe('0 1 2 3');
    expect(await reviews(engine)).toEqual([]);
  });

  test('no_link: no third row joins them', async () => {
    const rows = [KIM, { ...KIM, at: 'offline', card: '77' }, { ...KIM, card: '77' }] as const;
    expect(await decided([], rows)).toBe('0+1+2');
    expect(await decided(['online,m0,offline,m1,no_link,,,,'], rows)).toBe('0 1+2');
  });

  test('alone: the left row is a person of its own', async () => {
    expect(await decided(['online,m0,,,alone,,,,'])).toBe('0 1 2 3');
    expect(await decided(['offline,m1,online,m2,alone,,,,'])).toBe('0 1 2 3');
    expect(await decided(['online,m2,offline,m1,alone,,,,'])).toBe('0+1 2 3');
  });

  test('a pair that waited for review: it waits no more', async () => {
    const ci = 'a'.repeat(64);
    const parent: TestRow = { ci, name: '김민수', born: '1980-01-02' };
    const child: TestRow = { at: 'offline', ci, name: '이하늘', born: '2012-05-06' };
    expect(await decided([], [parent, child])).toBe('0 1');
    expect(await reviews(engine)).toEqual(['0-1 same_ci_other_person']);
    expect(await decided(['online,m0,offline,m1,link,,,,'], [parent, child])).toBe('0+1');
    expect(await reviews(engine)).toEqual([]);
    expect(await decided(['online,m0,offline,m1,no_link,,,,'], [parent, child])).toBe('0 1');
    expect(await reviews(engine)).toEqual([]);
  });

  test('which of two candidates: the other is cut, and nothing is ambiguous', async () => {
    const rows: readonly TestRow[] = [KIM, KIM, { ...KIM, at: 'offline' }];
    const setting: Setting = { online: { one_row_per_person: true } };
    expect(await decided([], rows, setting)).toBe('0 1 2');
    expect(await reviews(engine)).toEqual(['0-2 ambiguous 2', '1-2 ambiguous 2']);
    expect(await decided(['online,m1,offline,m2,link,,,,'], rows, setting)).toBe('0 1+2');
    expect(await reviews(engine)).toEqual([]);
  });
});

describe('a decision counts', () => {
  test('while its rows say what they said, whichever of them is on the left', async () => {
    await decided([]);
    const hash = await hashOf(2, 3);
    expect(await decided([`offline,m3,online,m2,link,,,,${hash}`])).toBe('0+1 2+3');
    expect(await states()).toEqual(['2 link 2 3 in_force']);
  });

  test('no more once they say something else: the pair is shown again', async () => {
    expect(await decided(['online,m0,offline,m1,no_link,,,,0123456789abcdef'])).toBe('0+1 2 3');
    expect(await states()).toEqual(['2 no_link 0 1 changed']);
    expect(await reviews(engine)).toEqual(['0-1 rows_changed']);
  });

  test('again once it is made anew, below the line that counts no more', async () => {
    await decided([]);
    const lines = [
      'online,m0,offline,m1,link,,,,0123456789abcdef',
      `online,m0,offline,m1,no_link,,,,${await hashOf(0, 1)}`,
    ];
    expect(await decided(lines)).toBe('0 1 2 3');
    expect(await states()).toEqual(['3 no_link 0 1 in_force']);
    expect(await reviews(engine)).toEqual([]);
  });

  test('for a row that is to stay alone, by its hash beside the row shown with it, or beside itself', async () => {
    await decided([]);
    expect(await decided([`online,m0,offline,m1,alone,,,,${await hashOf(0, 1)}`])).toBe('0 1 2 3');
    expect(await decided([`online,m0,,,alone,,,,${await hashOf(0, 0)}`])).toBe('0 1 2 3');
    expect(await decided(['offline,m1,online,m0,alone,,,,0123456789abcdef'])).toBe('0+1 2 3');
    expect(await reviews(engine)).toEqual(['0-1 rows_changed 1']);
    expect(await decided(['online,m0,,,alone,,,,0123456789abcdef'])).toBe('0+1 2 3');
    expect(await texts(sql`select concat_ws(' ', l, r, reason) as text from review`)).toEqual([
      '0 rows_changed',
    ]);
  });

  test('not while one of its rows is not there', async () => {
    const lines = [
      'online,gone,offline,m3,link,,,,',
      'online,m0,offline,gone,no_link,,,,',
      'online,away,,,alone,,,,',
    ];
    expect(await decided(lines)).toBe('0+1 2 3');
    expect(await states()).toEqual([
      '2 link -1 -1 dormant',
      '3 no_link -1 -1 dormant',
      '4 alone -1 -1 dormant',
    ]);
  });

  test('once, however often it is written', async () => {
    const lines = ['online,m2,offline,m3,link,kim,,,', 'offline,m3,online,m2,LINK,lee,,,'];
    expect(await decided(lines)).toBe('0+1 2+3');
    expect(await states()).toEqual(['2 link 2 3 in_force']);
  });

  test('not while it is not made: a line without a decision may say anything', async () => {
    expect(await decided(['online,m0,offline,m1,,,,,', 'shop,,,,,,,,'])).toBe('0+1 2 3');
    expect(await states()).toEqual([]);
  });
});

describe('a link is not followed, but told with its line, where', () => {
  const link = 'online,m0,offline,m1,link,,,,';
  const ONE_CI = 'a'.repeat(64);

  test.each<[string, readonly TestRow[], Setting, string]>([
    [
      'the rows have two CI',
      [
        { ...KIM, ci: ONE_CI },
        { ...KIM, at: 'offline', ci: 'b'.repeat(64) },
      ],
      {},
      'ci',
    ],
    [
      'one of them is withdrawn',
      [
        { ...KIM, status: 'withdrawn' },
        { ...KIM, at: 'offline' },
      ],
      {},
      'withdrawn',
    ],
    [
      'the config keeps one of them apart',
      [
        { ...KIM, apart: true },
        { ...KIM, at: 'offline' },
      ],
      {},
      'keep_apart',
    ],
    [
      'a person has one card only',
      [
        { ...KIM, card: '1' },
        { ...KIM, at: 'offline', card: '2' },
      ],
      { identity: { max_values: { card_no: 1 } } },
      'max_values:card_no',
    ],
  ])('%s', async (_where, rows, setting, reason) => {
    expect(await decided([link], rows, setting)).toBe('0 1');
    expect(await contradicted()).toEqual([`2 0-1 ${reason}`]);
  });

  test('the source holds one row of a person', async () => {
    const setting: Setting = { online: { one_row_per_person: true } };
    expect(await decided(['online,m0,online,m2,link,,,,'], WORLD, setting)).toBe('0+1 2 3');
    expect(await contradicted()).toEqual(['2 0-2 one_row_per_person:online']);
  });

  test('other decisions keep its rows apart', async () => {
    const lines = [
      'online,m0,online,m2,link,,,,',
      'online,m2,offline,m3,link,,,,',
      'online,m0,offline,m3,no_link,,,,',
    ];
    expect(await decided(lines)).toBe('0+1+2 3');
    expect(await contradicted()).toEqual(['3 2-3 apart']);
  });

  test('a chain of decisions would join two CI: the first of them is followed', async () => {
    const rows: readonly TestRow[] = [
      { ...KIM, ci: ONE_CI },
      { at: 'offline', name: '이서연' },
      { name: '박지훈', ci: 'b'.repeat(64) },
    ];
    expect(await decided([link, 'offline,m1,online,m2,link,,,,'], rows)).toBe('0+1 2');
    expect(await contradicted()).toEqual(['3 1-2 ci']);
  });
});

describe('a file is refused for', () => {
  test.each<[string, readonly string[], string]>([
    ['an unknown source', ['onlin,m0,offline,m1,link,,,,'], ':2:1: there is no source "onlin"'],
    [
      'another decision',
      ['online,m0,offline,m1,yes,,,,'],
      ':2:22: the decision is neither link nor no_link nor alone',
    ],
    ['a pair of one row', ['online,m0,,,link,,,,'], ':2:11: the source is missing'],
    [
      'a row beside itself',
      ['online,m0,online,m0,link,,,,'],
      ':2:18: id_r is missing, or the same row as the other',
    ],
    [
      'half a row beside one that is to stay alone',
      ['online,m0,offline,,alone,,,,'],
      ':2:19: id_r is missing',
    ],
    [
      'link and no_link',
      ['online,m0,offline,m1,link,,,,', '', 'offline,m1,online,m0,no_link,,,,'],
      ':4:22: another line decides the opposite about this pair: line 2',
    ],
    [
      'link and alone',
      ['online,m0,,,alone,,,,', 'offline,m1,online,m0,link,,,,'],
      ':3:22: another line decides the opposite about this row: line 2',
    ],
    ['a line that is none', ['online,m0'], ':2:1: the record cannot be read (field_count)'],
  ])('%s', async (_what, lines, message) => {
    await expect(decided(lines)).rejects.toThrow(message);
  });

  test('all of its faults together', async () => {
    const faults = decided([
      'x,m0,offline,m1,link,,,,',
      'online,m0,offline,m1,link,,,,',
      'y,m0,offline,m1,link,,,,',
    ]);
    await expect(faults).rejects.toMatchObject({ code: 'usage', faults: [{ line: 2 }, { line: 4 }] });
  });

  test('another header, or for not being there', async () => {
    const match = (decisions: string) => matchRows(engine, settingOf({ identity: { decisions } }), folder);
    const path = join(folder, 'other.csv');
    writeFileSync(path, 'source_l,id_l,decision\n');
    await fill(engine, WORLD);
    await expect(match(path)).rejects.toThrow(`${path}:1:1: the header lacks source_r, id_r`);
    await expect(match('/nowhere/decisions.csv')).rejects.toMatchObject({
      code: 'usage',
      message: '/nowhere/decisions.csv cannot be read: ENOENT',
    });
  });
});
