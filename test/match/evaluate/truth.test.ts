import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { raw, sql } from '../../../src/engine/sql.js';
import { loadTruth, type Truth } from '../../../src/match/evaluate/truth.js';
import { rowsHash } from '../../../src/match/rows-hash.js';
import { smallEngine } from '../../engine/small-engine.js';
import { CONFIG, fileOf, makeRows, workDirectory } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

beforeEach(() =>
  makeRows(
    engine,
    `at      id  name
     online  a1  김민수
     online  a2  이서연
     offline b1  김민수
     offline =b2 최유진`,
  ),
);

const load = (text: string | Buffer): Promise<Truth> =>
  loadTruth(engine, CONFIG, { path: fileOf(text), workDirectory });

const known = () => engine.rows(sql`select row_id::integer as row_id, person from truth order by row_id`);

const labelled = () =>
  engine.rows(sql`select l::integer as l, r::integer as r, is_link from labels order by l, r`);

describe('a file of persons', () => {
  test('says who the accepted rows are; other ids and unnamed rows are counted', async () => {
    const truth = await load(
      'source,source_member_id,person\nonline,a1,p1\noffline,b1,p1\noffline,gone,p1\nonline,rejected,p9\n',
    );
    expect(truth).toMatchObject({ kind: 'persons', ids: 4, rows: 2, unknown_rows: 2 });
    expect(await known()).toEqual([
      { row_id: 0, person: 'p1' },
      { row_id: 2, person: 'p1' },
    ]);
    expect(await engine.rows(raw('select person from absent order by person'))).toEqual([
      { person: 'p1' },
      { person: 'p9' },
    ]);
  });

  test('may have other columns in any order, semicolons, and a line twice', async () => {
    await load('person;note;source_member_id;source\np1;x;a1;online\np1;y;a1;online\n');
    expect(await known()).toEqual([{ row_id: 0, person: 'p1' }]);
  });

  test.each<[string, string, string]>([
    [
      'an unknown source',
      'onlin,a1,p1',
      ':3:1: there is no source "onlin"\n  sources of the config: online, offline',
    ],
    ['what may be somebody in the column of sources', '010-3107-2468,a1,p1', ':3:1: there is no source\n'],
    ['no source', ',a1,p1', ':3:1: the source is missing'],
    ['no id', 'online,,p1', ':3:8: source_member_id is missing'],
    ['no person', 'online,"a,1",', ':3:14: person is missing'],
    ['a field too few', 'online,a1', ':3:1: the record cannot be read (field_count)'],
    [
      'another person than before',
      'online,a2,p1',
      ':3:11: another line says that this row is another person',
    ],
  ])('is refused for a line with %s', async (_what, line, message) => {
    const text = `source,source_member_id,person\nonline,a2,p2\n${line}\n`;
    await expect(load(text)).rejects.toThrow(message);
  });

  test('tells all lines that are wrong, together', async () => {
    const faults = load('source,source_member_id,person\nx,a1,p1\nonline,a1,p1\ny,a1,p1\n');
    await expect(faults).rejects.toMatchObject({ code: 'usage', faults: [{ line: 2 }, { line: 4 }] });
  });

  test('is refused when it knows none of the rows', async () => {
    await expect(load('source,source_member_id,person\nonline,1,p1\n')).rejects.toThrow(
      ':2:8: not one of the ids in this file is an accepted row',
    );
  });
});

describe('a file of decided pairs', () => {
  const header = 'source_l,id_l,source_r,id_r,decision';

  test('gives each decided pair once, the smaller row first', async () => {
    const truth = await load(
      `${header},by\noffline,b1,online,a1,link,kim\nonline,a1,offline,b1,LINK,lee\nonline,a1,online,a2,no_link,kim\nonline,a2,offline,b1,,\n`,
    );
    expect(truth).toEqual({
      kind: 'pairs',
      path: expect.stringContaining('truth.csv'),
      lines: 4,
      decided: 3,
      absent: 0,
      changed: 0,
      pairs: 2,
    });
    expect(await labelled()).toEqual([
      { l: 0, r: 1, is_link: false },
      { l: 0, r: 2, is_link: true },
    ]);
  });

  test('counts pairs whose rows are not accepted, and leaves them out', async () => {
    const truth = await load(`${header}\nonline,gone,offline,b1,link\nonline,a1,offline,b1,link\n`);
    expect(truth).toMatchObject({ decided: 2, absent: 1, pairs: 1 });
    expect(await labelled()).toEqual([{ l: 0, r: 2, is_link: true }]);
  });

  test('may be saved by a spreadsheet in CP949, with an id that was made inert', async () => {
    await load(iconv.encode(`note,${header}\n확인함,online,a1,offline,'=b2,link\n`, 'cp949'));
    expect(await labelled()).toEqual([{ l: 0, r: 3, is_link: true }]);
  });

  test('leaves out a decision about rows that say something else now', async () => {
    const [row] = await engine.rows<{ hash: string }>(
      sql`select ${rowsHash(raw('a'), raw('b'), ['name'])} as hash from rows a, rows b where a.row_id = 0 and b.row_id = 2`,
    );
    const text = `${header},rows_hash\nonline,a1,offline,b1,link,${row?.hash}\nonline,a2,offline,b1,no_link,0123456789abcdef\n`;
    expect(await load(text)).toMatchObject({ decided: 2, changed: 1, pairs: 1 });
    expect(await labelled()).toEqual([{ l: 0, r: 2, is_link: true }]);
  });

  test.each<[string, string, string]>([
    ['an unknown source', 'online,a1,store,b1,link', ':3:11: there is no source "store"'],
    ['an id missing', 'online,,offline,b1,link', ':3:8: id_l is missing'],
    [
      'a row beside itself',
      'online,a1,online,a1,link',
      ':3:18: id_r is missing, or the same row as the other',
    ],
    [
      'another decision',
      'online,a1,offline,b1,maybe',
      ':3:22: the decision is neither link nor no_link nor alone',
    ],
    ['the opposite decision', 'offline,b1,online,a2,no_link', ':3:22: another line decides the opposite'],
  ])('is refused for a line with %s', async (_what, line, message) => {
    await expect(load(`${header}\nonline,a2,offline,b1,link\n${line}\n`)).rejects.toThrow(message);
  });

  test('is refused for a stratum without its size', async () => {
    const text = `${header},stratum,stratum_pairs\nonline,a1,offline,b1,link,"joined, from 30",many\n`;
    await expect(load(text)).rejects.toThrow(':2:45: a stratum without its number of pairs');
  });
});

describe('a file that is neither', () => {
  test.each<[string, string, string]>([
    [
      'another header',
      'id,who\n1,2\n',
      ':1:1: the header is neither that of known persons nor that of decided pairs',
    ],
    ['a column too few', 'source,person\nonline,p1\n', 'missing: source_member_id'],
    ['nothing in it', '', ':1:1: the header is neither'],
  ])('is refused: %s', async (_what, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  test('is refused where there is none', async () => {
    await expect(
      loadTruth(engine, CONFIG, { path: '/nowhere/truth.csv', workDirectory }),
    ).rejects.toMatchObject({ code: 'usage', message: '/nowhere/truth.csv cannot be read: ENOENT' });
  });
});
