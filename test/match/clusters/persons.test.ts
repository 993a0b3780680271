import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { raw, sql } from '../../../src/engine/sql.js';
import { smallEngine } from '../../engine/small-engine.js';
import { Dice } from '../../read/dice.js';
import { clustered, contradictions, cuts, reviews, type Setting, type TestRow, ties } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const some: TestRow = {};
const a: TestRow = { ci: 'a' };
const b: TestRow = { ci: 'b' };

test('rows that are tied are one person; the others are alone', async () => {
  expect(await clustered(engine, [some, some, some, some], '1-3:50')).toBe('0 1+3 2');
  expect(await clustered(engine, [some, some, some], '0-1:50 1-2:50')).toBe('0+1+2');
  expect(await clustered(engine, [some, some], '')).toBe('0 1');
});

test('no rows are no persons', async () => {
  expect(await clustered(engine, [], '')).toBe('');
});

test('a person is named after its smallest row', async () => {
  await clustered(engine, [some, some, some, some, some], '1-4:50 2-3:50 3-4:40');
  expect(await engine.rows(raw('from person_rows order by row_id'))).toEqual([
    { row_id: 0n, person_id: 0n },
    { row_id: 1n, person_id: 1n },
    { row_id: 2n, person_id: 1n },
    { row_id: 3n, person_id: 1n },
    { row_id: 4n, person_id: 1n },
  ]);
});

describe('what ties a row to its person is', () => {
  test('its only pair', async () => {
    await clustered(engine, [some, some, some], '0-2:50');
    expect(await ties(engine)).toEqual(['0>2 50', '2>0 50']);
  });

  test('its strongest pair, of several the one with the smallest other row', async () => {
    await clustered(engine, [some, some, some, some], '0-1:50 1-2:70 1-3:70 2-3:20');
    expect(await ties(engine)).toEqual(['0>1 50', '1>2 70', '2>1 70', '3>1 70']);
  });

  test('no pair that was cut, ambiguous or only waits for a person', async () => {
    await clustered(engine, [a, some, b, some], '0-1:50 1-2:30 2-3:20', { review: '0-3' });
    expect(await ties(engine)).toEqual(['0>1 50', '1>0 50', '2>3 20', '3>2 20']);
  });
});

describe('a veto holds for the whole cluster', () => {
  test('a chain never joins two CI; the stronger edge of the middle stays', async () => {
    expect(await clustered(engine, [a, some, b], '0-1:50 1-2:30')).toBe('0+1 2');
    expect(await cuts(engine)).toEqual(['1-2 30 ci']);
    expect(await reviews(engine)).toEqual([]);
  });

  test('a chain of four never joins its ends', async () => {
    expect(await clustered(engine, [a, some, some, b], '0-1:50 1-2:20 2-3:30')).toBe('0+1 2+3');
    expect(await cuts(engine)).toEqual(['1-2 20 ci']);
  });

  test('a withdrawn row is reached by no detour, unless the config allows it', async () => {
    const rows: TestRow[] = [some, some, { status: 'withdrawn' }];
    expect(await clustered(engine, rows, '0-1:50 1-2:30')).toBe('0+1 2');
    expect(await cuts(engine)).toEqual(['1-2 30 withdrawn']);
    expect(await clustered(engine, rows, '0-1:50 1-2:30', { vetoes: ['ci'] })).toBe('0+1+2');
  });

  test.each<[veto: 'birth_date' | 'gender', TestRow, TestRow]>([
    ['birth_date', { born: '1990-05-03' }, { born: '1990-05-04' }],
    ['gender', { gender: 'female' }, { gender: 'male' }],
  ])('another %s parts rows only where the config says so', async (veto, one, two) => {
    const rows = [one, some, two];
    expect(await clustered(engine, rows, '0-1:50 1-2:30')).toBe('0+1+2');
    expect(await clustered(engine, rows, '0-1:50 1-2:30', { vetoes: ['ci', veto] })).toBe('0+1 2');
    expect(await cuts(engine)).toEqual([`1-2 30 ${veto}`]);
  });
});

describe('a row that fits two persons about equally', () => {
  test('stays apart, with both candidates reported', async () => {
    expect(await clustered(engine, [a, b, some], '0-2:50 1-2:45')).toBe('0 1 2');
    expect(await reviews(engine)).toEqual(['0-2 ambiguous 2', '1-2 ambiguous 2']);
    expect(await ties(engine)).toEqual([]);
  });

  test('goes to the one it fits better by the margin', async () => {
    expect(await clustered(engine, [a, b, some], '0-2:50 1-2:40')).toBe('0+2 1');
    expect(await reviews(engine)).toEqual([]);
    expect(await clustered(engine, [a, b, some], '0-2:50 1-2:45', { tieMargin: 5 })).toBe('0+2 1');
  });
});

describe('one row of a source for a person', () => {
  const off: TestRow = { at: 'offline' };

  test('two rows of that source are not joined by a row of another', async () => {
    const setting = { alone: ['online'] };
    expect(await clustered(engine, [some, some, off], '0-2:50 1-2:30', setting)).toBe('0+2 1');
    expect(await cuts(engine)).toEqual(['1-2 30 one_row_per_person:online']);
    expect(await clustered(engine, [some, some, off], '0-2:50 1-2:50', setting)).toBe('0 1 2');
    expect(await reviews(engine)).toEqual(['0-2 ambiguous 2', '1-2 ambiguous 2']);
  });

  test('in one of two sources, the strongest link comes first', async () => {
    const pairs = '0-2:50 0-3:90 1-3:80';
    const setting: Setting = { alone: ['online'], tieMargin: 1 };
    expect(await clustered(engine, [some, some, off, off], pairs, setting)).toBe('0+2+3 1');
  });

  test('in both, the links that add up to the most are made', async () => {
    const setting: Setting = { alone: ['online', 'offline'] };
    expect(await clustered(engine, [some, some, off, off], '0-2:50 0-3:90 1-3:80', setting)).toBe('0+2 1+3');
    expect(await cuts(engine)).toEqual(['0-3 90 one_row_per_person:online']);
    expect(await ties(engine)).toEqual(['0>2 50', '1>3 80', '2>0 50', '3>1 80']);
  });

  test('with a third source, the strongest link comes first again', async () => {
    const setting: Setting = { alone: ['online', 'offline', 'app'], sources: ['online', 'offline', 'app'] };
    expect(await clustered(engine, [some, some, off, off], '0-2:50 0-3:90 1-3:70', setting)).toBe('0+3 1 2');
  });

  test('more rows than can be solved are for a person', async () => {
    const rows = [some, ...Array.from({ length: 201 }, () => off)];
    const pairs = rows.slice(1).map((_, n) => `0-${n + 1}:${n + 1}`);
    await clustered(engine, rows, pairs.join(' '), { alone: ['online', 'offline'] });
    expect(await engine.rows(raw('select reason, torn, count(*) as n from review group by all'))).toEqual([
      { reason: 'too_large', torn: null, n: 201n },
    ]);
    expect(await ties(engine)).toEqual([]);
  });
});

describe('rows that wait for a person', () => {
  test('stay apart when a third row lies between', async () => {
    expect(await clustered(engine, [some, some, some], '0-2:50 1-2:30', { review: '0-1' })).toBe('0+2 1');
    expect(await cuts(engine)).toEqual(['1-2 30 apart']);
    expect(await reviews(engine)).toEqual(['0-1 score']);
  });

  test('stay apart when they are tied themselves, and only they', async () => {
    expect(await clustered(engine, [some, some], '0-1:50', { review: '0-1' })).toBe('0 1');
    expect(await cuts(engine)).toEqual(['0-1 50 apart']);
  });

  test('do not keep anything apart when the caller says what does', async () => {
    const rows = [some, some, some];
    const apart = raw('select 1 as l, 2 as r');
    expect(await clustered(engine, rows, '0-2:50 1-2:30', { review: '0-1', apart })).toBe('0+2 1');
    expect(await clustered(engine, rows, '0-2:30 1-2:50', { review: '0-1', apart })).toBe('0+2 1');
    expect(
      await clustered(engine, rows, '0-1:30 0-2:50', {
        review: '0-1',
        apart: raw('select 0 as l, 0 as r where false'),
      }),
    ).toBe('0+1+2');
  });
});

describe('a decision of a person', () => {
  test('links before any score', async () => {
    expect(await clustered(engine, [a, some, b], '0-1:900000 1-2:must')).toBe('0 1+2');
    expect(await cuts(engine)).toEqual(['0-1 900000 ci']);
  });

  test('that a veto forbids is reported, also of two rows that share no pair', async () => {
    expect(await clustered(engine, [a, b], '0-1:must')).toBe('0 1');
    expect(await contradictions(engine)).toEqual(['0-1 ci']);
    expect(await cuts(engine)).toEqual([]);
  });
});

describe('a person holds', () => {
  const [p, q]: readonly TestRow[] = [{ phone: 'p' }, { phone: 'q' }] as const;

  test('no more rows than allowed', async () => {
    const rows = [some, some, some];
    expect(await clustered(engine, rows, '0-1:50 1-2:60 0-2:30', { maxRows: 2 })).toBe('0 1+2');
    expect(await cuts(engine)).toEqual(['0-1 50 max_rows', '0-2 30 max_rows']);
  });

  test('no more values than allowed, also in a single pair', async () => {
    const rows = [p ?? some, q ?? some, p ?? some];
    expect(await clustered(engine, rows, '0-1:50 1-2:30', { maxValues: { phone: 2 } })).toBe('0+1+2');
    expect(await clustered(engine, rows, '0-1:50', { maxValues: { phone: 1 } })).toBe('0 1 2');
    expect(await cuts(engine)).toEqual(['0-1 50 max_values:phone']);
    expect(await clustered(engine, rows, '0-2:50', { maxValues: { phone: 1 } })).toBe('0+2 1');
  });

  test.each<[Setting, string]>([
    [{ maxRows: 1 }, 'maxRows is 1, not 2 or more'],
    [{ maxValues: { phone: 0 } }, 'maxValues of phone is 0, not 1 or more'],
  ])('%o is refused', async (setting, message) => {
    await expect(clustered(engine, [some], '', setting)).rejects.toThrow(message);
  });
});

/** What must be nothing whatever the input. */
const FAULTS = raw(`with members as (select * from person_rows join rows using (row_id)),
  told as (select l, r from cut union all select l, r from contradictions
    union all select l, r from review where reason in ('ambiguous', 'too_large')),
  judged as (select l, r, pl.person_id = pr.person_id as inside, (select count(*) from told where told.l = pairs.l and told.r = pairs.r) as times
    from pairs join person_rows as pl on pl.row_id = l join person_rows as pr on pr.row_id = r)
  select
    (select count(*) from rows) - (select count(*) from members) as lost,
    (select count(*) - count(distinct row_id) from person_rows) as twice,
    (select count(*) from (select person_id from members group by person_id having count(distinct ci) > 1)) as ci,
    (select count(*) from (select person_id from members group by person_id having count(distinct phone) > 2)) as phones,
    (select count(*) from (select person_id from members group by person_id having count(distinct status is not distinct from 'withdrawn') > 1)) as withdrawn,
    (select count(*) from (select person_id from members where source_no = 0 group by person_id having count(*) > 1)) as online,
    (select count(*) from (select person_id from members group by person_id having min(row_id) <> person_id)) as unnamed,
    (select count(*) from review join person_rows as pl on pl.row_id = l join person_rows as pr on pr.row_id = r where pl.person_id = pr.person_id) as decided,
    (select count(*) from judged where times <> case when inside then 0 else 1 end) as untold,
    (select count(*) from members where (row_id in (select row_id from ties)) <> (person_id in (select person_id from members group by person_id having count(*) > 1))) as untied,
    (select count(*) - count(distinct row_id) from ties) as tied_twice,
    (select count(*) from ties join person_rows as pl using (row_id) join person_rows as pr on pr.row_id = other where pl.person_id <> pr.person_id) as tied_outside`);

test.each<[string, Setting]>([
  ['one source without duplicates', { alone: ['online'] }],
  ['two sources without duplicates', { alone: ['online', 'offline'] }],
  ['three sources', { alone: ['online', 'app'], sources: ['online', 'offline', 'app'], maxRows: 6 }],
])(
  'in random worlds of %s every row has one person that breaks nothing, and every pair is told',
  async (_what, setting) => {
    const seed = 7_331;
    const dice = new Dice(seed);
    for (let n = 0; n < 15; n++) {
      const { rows, pairs, review } = randomWorld(dice, setting);
      await clustered(engine, rows, pairs, { ...setting, review, maxValues: { phone: 2 } });
      const faults = Object.entries(await engine.one(FAULTS)).filter(([, count]) => count !== 0n);
      expect(faults, `seed ${seed}, world ${n}`).toEqual([]);
    }
  },
);

function randomWorld(dice: Dice, { sources = ['online', 'offline'], alone = [] }: Setting) {
  const maybe = (values: readonly string[]) => (dice.chance(2) ? undefined : dice.pick(values));
  const unsorted = dice.times(40, (): TestRow => {
    const row = {
      ci: maybe(['a', 'b', 'c']),
      phone: maybe(['p', 'q', 'r']),
      status: dice.chance(6) ? 'withdrawn' : undefined,
    };
    const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
    return { ...known, at: dice.pick(sources) };
  });
  // As the program numbers them: source by source.
  const rows = sources.flatMap((name) => unsorted.filter(({ at }) => at === name));
  const pairs = new Map<string, string>();
  const review = new Set<string>();
  for (let n = 0; n < 70; n++) {
    const [l, r] = [dice.below(40), dice.below(40)].toSorted((x, y) => x - y);
    if (l === r) continue;
    if (dice.chance(10)) review.add(`${l}-${r}`);
    else if (dice.chance(20)) pairs.set(`${l}-${r}`, 'must');
    else if (mayLink(rows[l ?? 0], rows[r ?? 0], alone)) pairs.set(`${l}-${r}`, String(dice.below(20) + 20));
  }
  for (const decided of review) pairs.delete(decided);
  return {
    rows,
    pairs: [...pairs].map(([pair, weight]) => `${pair}:${weight}`).join(' '),
    review: [...review].join(' '),
  };
}

/** Scored pairs come without those that a veto or the source forbids by themselves. */
function mayLink(l: TestRow | undefined, r: TestRow | undefined, alone: readonly string[]): boolean {
  if (l?.status !== r?.status || (l?.at === r?.at && alone.includes(l?.at ?? ''))) return false;
  return l?.ci === undefined || r?.ci === undefined || l.ci === r.ci;
}

test('the order of the tables changes nothing', async () => {
  const dice = new Dice(4_711);
  const { rows, pairs, review } = randomWorld(dice, {});
  const outcome = async (text: string) => [
    await clustered(engine, rows, text, { alone: ['online'], review }),
    await ties(engine),
    await cuts(engine),
    await reviews(engine),
    await contradictions(engine),
  ];
  expect(await outcome(pairs.split(' ').toReversed().join(' '))).toEqual(await outcome(pairs));
});

test('nothing is left behind but the tables that were promised', async () => {
  await clustered(engine, [a, some, b], '0-1:50 1-2:30');
  const tables = await engine.rows<{ name: string }>(
    sql`select table_name as name from duckdb_tables() order by 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual([
    'contradictions',
    'cut',
    'pairs',
    'person_rows',
    'review',
    'rows',
    'ties',
  ]);
});
