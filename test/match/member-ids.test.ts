import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { join, raw, sql } from '../../src/engine/sql.js';
import { nameMembers } from '../../src/match/member-ids.js';
import { smallEngine } from '../engine/small-engine.js';
import { fill, settingOf } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

/** A night: who is one person now, and what the target knows from the nights before. */
interface Night {
  /** Persons as `a+b c-`: member ids of online rows, a minus behind one that has withdrawn. */
  readonly persons: string;
  /** Old links as `a>M1 b>M1`. */
  readonly links?: string;
  /** The run in which an old member was born; 1 unless it is said. */
  readonly born?: Readonly<Record<string, number>>;
  readonly head?: string | null;
}

async function night({ persons, links = '', born = {}, head = null }: Night): Promise<void> {
  const groups = persons
    .split(' ')
    .filter(Boolean)
    .map((person) => person.split('+'));
  const rows = groups.flat().toSorted();
  await fill(
    engine,
    rows.map((row) => ({ id: row.replace('-', ''), ...(row.endsWith('-') ? { status: 'withdrawn' } : {}) })),
  );
  const place = (row: string) => rows.indexOf(row);
  const tied = groups.flatMap((group) =>
    group.map((row) => sql`(${place(row)}, ${Math.min(...group.map(place))})`),
  );
  await table('person_rows', 'row_id bigint, person_id bigint', tied);
  const old = links
    .split(' ')
    .filter(Boolean)
    .map((link) => link.split('>') as [string, string]);
  await table(
    'previous_links',
    'source varchar, source_member_id varchar, member_id varchar',
    old.map(([row, id]) => sql`('online', ${row}, ${id})`),
  );
  const members = [...new Set(old.map(([, id]) => id))];
  await table(
    'previous_members',
    'member_id varchar, first_run varchar',
    members.map((id) => sql`(${id}, ${`run${born[id] ?? 1}`})`),
  );
  await table(
    'previous_runs',
    'run_id varchar, sequence bigint',
    [1, 2, 3].map((run) => sql`(${`run${run}`}, ${run})`),
  );
  await nameMembers(engine, settingOf(), head);
}

async function table(name: string, columns: string, rows: readonly ReturnType<typeof sql>[]): Promise<void> {
  await engine.run(raw(`create or replace table ${name} (${columns})`));
  if (rows.length > 0) await engine.run(sql`insert into ${raw(name)} values ${join(rows)}`);
}

/** `smallest row>id` of each person, `new` for an id that was not there before, with what it was split from. */
async function ids(): Promise<string> {
  const rows = await engine.rows<{ text: string }>(
    raw(`select rows.member_id || '>' || case when is_new then 'new' else person_ids.member_id end || coalesce(' of ' || split_from, '') as text
      from person_ids join rows on row_id = person_id order by person_id`),
  );
  return rows.map(({ text }) => text).join(', ');
}

async function merged(): Promise<string> {
  const rows = await engine.rows<{ text: string }>(
    raw("select member_id || '>' || merged_into as text from merged_ids order by 1"),
  );
  return rows.map(({ text }) => text).join(', ');
}

async function exact(): Promise<readonly string[]> {
  const rows = await engine.rows<{ member_id: string }>(
    raw('select member_id from person_ids order by person_id'),
  );
  return rows.map(({ member_id }) => member_id);
}

describe('the ids of a first run', () => {
  test('follow from the smallest source key of each person alone', async () => {
    await night({ persons: 'a+b c' });
    const first = await exact();
    expect(first.every((id) => /^M[0-9a-f]{20}$/.test(id))).toBe(true);
    await night({ persons: 'c b+a' });
    expect(await exact()).toEqual(first);
    await night({ persons: 'a c+d' });
    expect(await exact()).toEqual(first);
  });

  test('are these, on every machine', async () => {
    await night({ persons: 'a' });
    // sha256 of '', 'online' and 'a', each on a line of its own.
    expect(await exact()).toEqual(['M67cd943a04e52038df59']);
  });
});

test('the head of the ledger changes new ids, so that an id that ended is never given again', async () => {
  const seen = new Set<string>();
  for (const head of [null, 'run1', 'run2']) {
    await night({ persons: 'a', head });
    for (const id of await exact()) seen.add(id);
  }
  expect(seen.size).toBe(3);
});

describe('an id that was born survives', () => {
  test.each<[string, Night, string, string]>([
    ['a row that joins inherits it', { persons: 'a+b', links: 'b>M1' }, 'a>M1', ''],
    ['a member that stays keeps it', { persons: 'a+b c', links: 'a>M1 b>M1 c>M2' }, 'a>M1, c>M2', ''],
    ['a row of nobody gets a new one', { persons: 'a b', links: 'a>M1' }, 'a>M1, b>new', ''],
    [
      'of two that merge the older stays',
      { persons: 'a+b', links: 'a>M1 b>M2', born: { M1: 2, M2: 1 } },
      'a>M2',
      'M1>M2',
    ],
    ['of two equally old the larger', { persons: 'a+b+c', links: 'a>M1 b>M2 c>M2' }, 'a>M2', 'M1>M2'],
    ['of two as old and as large the smaller id', { persons: 'a+b', links: 'a>M2 b>M1' }, 'a>M1', 'M2>M1'],
    [
      'the larger counts the rows of the night before, not of tonight',
      { persons: 'a+b', links: 'a>M1 b>M2 x>M2' },
      'a>M2',
      'M1>M2',
    ],
    [
      'three merge into one',
      { persons: 'a+b+c', links: 'a>M3 b>M1 c>M2', born: { M1: 2, M2: 1, M3: 3 } },
      'a>M2',
      'M1>M2, M3>M2',
    ],
    [
      'of a split the part with most rows has it',
      { persons: 'a b+c', links: 'a>M1 b>M1 c>M1' },
      'a>new of M1, b>M1',
      '',
    ],
    [
      'rows that have withdrawn do not count',
      { persons: 'a b-+c-', links: 'a>M1 b>M1 c>M1' },
      'a>M1, b->new of M1',
      '',
    ],
    [
      'of a split in halves the part with the smallest key',
      { persons: 'b a', links: 'a>M1 b>M1' },
      'a>M1, b>new of M1',
      '',
    ],
    [
      'rows that join a part do not count for it',
      { persons: 'a b+x+y', links: 'a>M1 b>M1' },
      'a>M1, b>new of M1',
      '',
    ],
    [
      'of a split in three two are new',
      { persons: 'a b c+d', links: 'a>M1 b>M1 c>M1 d>M1' },
      'a>new of M1, b>new of M1, c>M1',
      '',
    ],
    [
      'a part that wins several ids keeps the oldest',
      { persons: 'a+b+c d', links: 'a>M1 b>M1 d>M1 c>M2', born: { M1: 2, M2: 1 } },
      'a>M2, d>new of M1',
      'M1>M2',
    ],
    [
      'a part that wins its own id is not split from the one it lost',
      { persons: 'a+b c+d', links: 'a>M1 b>M1 c>M1 d>M2' },
      'a>M1, c>M2',
      '',
    ],
    [
      'a part that wins nothing is split from the id that most of its rows had',
      { persons: 'a+b+c d+e f+g+h', links: 'a>M1 d>M1 e>M1 b>M2 c>M2 f>M2 g>M2 h>M2' },
      'a>new of M2, d>M1, f>M2',
      '',
    ],
    ['a member without a row tonight gives its id to nobody', { persons: 'a', links: 'x>M1' }, 'a>new', ''],
    ['a member whose rows all withdrew keeps its id', { persons: 'a-', links: 'a>M1' }, 'a->M1', ''],
  ])('%s', async (_what, what, expected, into) => {
    await night({ head: 'run3', ...what });
    expect((await ids()).replaceAll('->', '>')).toBe(expected.replaceAll('->', '>'));
    expect(await merged()).toBe(into);
  });
});

test('the same member id in two sources is two rows', async () => {
  await fill(engine, [{ id: 'a' }, { id: 'a', at: 'offline' }]);
  await table('person_rows', 'row_id bigint, person_id bigint', [sql`(0, 0)`, sql`(1, 1)`]);
  await table('previous_links', 'source varchar, source_member_id varchar, member_id varchar', [
    sql`('offline', 'a', 'M1')`,
  ]);
  await table('previous_members', 'member_id varchar, first_run varchar', [sql`('M1', 'run1')`]);
  await nameMembers(engine, settingOf(), 'run1');
  expect((await exact()).indexOf('M1')).toBe(1);
});

test('no person has two ids, and no id two persons', async () => {
  await night({ persons: 'a+b+c d e+f', links: 'a>M1 d>M1 e>M1 b>M2 f>M2', head: 'run3' });
  expect(
    await engine.one(
      raw(
        'select count(*) as n, count(distinct person_id) as p, count(distinct member_id) as m from person_ids',
      ),
    ),
  ).toEqual({ n: 3n, p: 3n, m: 3n });
});
