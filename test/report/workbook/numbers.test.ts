import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, temporaryFolder, type World, worldIn } from '../../cli/program.js';
import { fixturePath, readNaively } from '../../quickstart/naive-reader.js';
import {
  type Cells,
  type Ladder,
  markdownTable,
  movementOf,
  type Person,
  personsOf,
  tableOf,
  tally,
} from './plan-numbers.js';
import { readWorkbook, recordsIn, tableUnder, type Value, type Workbook } from './read-workbook.js';

interface Shown {
  readonly world: World;
  readonly workbook: Workbook;
  readonly markdown: string;
  readonly ladder: Ladder;
  readonly persons: readonly Person[];
}

const SAME = { WELCOME: 'WELCOME', SILVER: 'SILVER', GOLD: 'GOLD', VIP: 'VIP', VVIP: 'VVIP' };
const QUICKSTART: Ladder = {
  grades: ['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP'],
  map: { online: SAME, offline: { 신규: 'WELCOME', 일반: 'SILVER', 우수: 'GOLD', 최우수: 'VIP' } },
};
const SMALL: Ladder = {
  grades: ['BRONZE', 'SILVER', 'GOLD'],
  map: {
    online: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'GOLD' },
    offline: { basic: 'BRONZE', plus: 'SILVER', top: 'GOLD' },
  },
};

// Night two: a1 loses its grade in the store, a2 falls, a3 is gone, a4 is new, b2 rises.
const NIGHT_TWO = {
  online: `${ONLINE.replace('GOLD,100', 'SILVER,150')
    .replace('SILVER,200', 'BRONZE,200')
    .replace(/a3.*\n/, '')}a4,최우식,010-9001-4412,,,,,GOLD,5\n`,
  offline: OFFLINE.replace('top,50,1', 'basic,50,1').replace('basic,30', 'plus,30'),
};

const worlds: Record<string, Shown> = {};

beforeAll(async () => {
  worlds.quickstart = await quickstart();
  worlds['two nights'] = await twoNights();
}, 120_000);

const names = ['quickstart', 'two nights'];

function shown(name: string): Shown {
  return worlds[name] as Shown;
}

/** Both renderings show these rows under the caption: counts, and of a total also the shares. */
function expectTable(
  { workbook, markdown }: Shown,
  caption: string,
  expected: readonly (readonly Value[])[],
  shares: { readonly of: number } | 'none' = 'none',
): void {
  const [, ...rows] = tableUnder(workbook.sheet('Summary'), caption);
  const share = (value: Value) => (shares === 'none' ? [] : [Number(value) / shares.of]);
  expect(rows, caption).toEqual(expected.map((row) => [...row, ...share(row.at(-1) ?? 0)]));
  const text = (value: Value) => (typeof value === 'number' ? value.toLocaleString('en') : (value ?? ''));
  const shareText = (value: Value) =>
    shares === 'none'
      ? []
      : [`${((100 * Number(value)) / shares.of).toFixed(2)}% of ${shares.of.toLocaleString('en')}`];
  expect(markdownTable(markdown, caption), caption).toEqual(
    expected.map((row) => [...row.map(text), ...shareText(row.at(-1) ?? 0)]),
  );
}

test.each(names)('%s: members by movement are those of its files', (name) => {
  const one = shown(name);
  const moved = tally(one.persons.map((person) => movementOf(person, one.ladder)));
  const { length: of } = one.persons;
  expectTable(
    one,
    'members = up + same + down + left + no comparison',
    [
      ['Up: a higher grade than before', moved.up ?? 0],
      ['Same: the same grade as before', moved.same ?? 0],
      ['Down: a lower grade than before', moved.down ?? 0],
      ['Left: no grade any more', moved.left ?? 0],
      ['No comparison: a grade now, none before', moved.without_baseline ?? 0],
      ['Members', of],
    ],
    { of },
  );
});

test.each(names)('%s: members by grade, before and after, are those of its files', (name) => {
  const one = shown(name);
  const before = tally(one.persons.map(({ baseline }) => baseline ?? 'no grade'));
  const after = tally(one.persons.map(({ grade }) => grade ?? 'no grade'));
  const rows = [...one.ladder.grades, 'no grade'].map(
    (grade) => [grade, before[grade] ?? 0, after[grade] ?? 0] as const,
  );
  const [, ...found] = tableUnder(one.workbook.sheet('Summary'), 'Members by grade, before and after');
  expect(found).toEqual(rows.map(([grade, was, is]) => [grade, was, is, is - was]));
  const signed = (value: number) => (value > 0 ? `+${value}` : String(value));
  expect(markdownTable(one.markdown, 'Members by grade, before and after')).toEqual(
    rows.map(([grade, was, is]) => [grade, String(was), String(is), signed(is - was)]),
  );
});

test.each(names)('%s: each cell of the matrix counts its members', (name) => {
  const one = shown(name);
  const side = (value: string | null | undefined) => (value === '-' ? 'no row' : (value ?? 'no grade'));
  const cells = tally(
    one.persons.map(({ sides, grade }) =>
      [side(sides.online), grade ?? 'no grade', side(sides.offline)].join(),
    ),
  );
  const [, heads = [], ...rows] = one.workbook.sheet('Matrix').rows;
  const columns = heads.slice(2, -1).map((head) => String(head).replace('offline: ', ''));
  const foot = rows.at(-1) ?? [];
  for (const [row, unified, ...counts] of rows.slice(0, -1)) {
    const expected = columns.map((column) => cells[[row, unified, column].join()] ?? 0);
    expect(counts).toEqual([...expected, sum(expected)]);
  }
  expect(foot.at(-1)).toBe(one.persons.length);
  expect(sum(rows.slice(0, -1).map((row) => Number(row.at(-1))))).toBe(one.persons.length);
  const caption = 'Members by grade in online (rows) and in offline (columns)';
  expect(markdownTable(one.markdown, caption)).toEqual(
    rows.map((row) => row.map((value) => (value === null ? '' : String(value)))),
  );
});

test.each(names)('%s: members by rule are those of its files', (name) => {
  const one = shown(name);
  const [, ...rows] = tableUnder(
    one.workbook.sheet('Summary'),
    'Members by the rule that decided and the adjustment after it',
  );
  const found = Object.fromEntries(rows.slice(0, -1).map(([rule, , members]) => [rule, members]));
  expect(found).toEqual(tally(one.persons.map(({ rule }) => rule)));
  const down = one.persons.filter((person) => movementOf(person, one.ladder) === 'down').length;
  expect(rows.at(-1)?.slice(2, 4)).toEqual([one.persons.length, down]);
});

test.each(names)('%s: links, clusters, review and ambiguous rows are those of its files', (name) => {
  const { world, workbook, markdown } = shown(name);
  const links = tableOf(world, 'plan/links.csv');
  const how = links.filter((link) => link.how !== 'alone').length;
  const sizes = Object.values(tally(links.map((link) => link.member_id ?? '')));
  const review = tableOf(world, 'plan/review.csv');
  const torn = review.filter(({ outcome }) => outcome === 'ambiguous').map(({ id_l: id = '' }) => id);
  const expected = [
    how,
    sizes.filter((size) => size > 1).length,
    Math.max(...sizes),
    review.filter(({ outcome }) => outcome === 'review').length,
    new Set(torn).size,
  ];
  const [, ...rows] = tableUnder(workbook.sheet('Summary'), 'Rows and pairs');
  expect(rows.map(([, count]) => count)).toEqual(expected);
  expect(markdownTable(markdown, 'Rows and pairs').map(([, count]) => Number(count))).toEqual(expected);
});

test.each(names)('%s: points out are the balances of its files', (name) => {
  const { world, workbook } = shown(name);
  const balances = tableOf(world, 'plan/points.csv').map(({ balance }) => Number(balance));
  const [, [, converted, roundedOff, out] = []] = tableUnder(
    workbook.sheet('Summary'),
    'converted = rounded off + out',
  );
  expect(out).toBe(sum(balances));
  expect(converted).toBe(Number(roundedOff) + sum(balances));
});

test.each(names)('%s: rejects, downgrades and pairs are listed one for one', (name) => {
  const { world, workbook, persons, ladder } = shown(name);
  const rejects = recordsIn(workbook.sheet('Rejects')).map(({ source, file, line }) => [source, file, line]);
  expect(rejects).toEqual(
    tableOf(world, 'plan/rejects.csv').map(({ source, file, line }) => [source, file, Number(line)]),
  );
  const losers = persons.filter((person) => ['down', 'left'].includes(movementOf(person, ladder)));
  expect(
    recordsIn(workbook.sheet('Downgrades'))
      .map(({ member_id: id }) => id)
      .toSorted(),
  ).toEqual(losers.map(({ member }) => member).toSorted());
  const pairs = [...recordsIn(workbook.sheet('Review')), ...recordsIn(workbook.sheet('Ambiguous'))];
  const key = (row: Readonly<Record<string, Value | undefined>>) =>
    [row.source_l, row.id_l, row.source_r, row.id_r, row.rows_hash].join();
  const waiting = tableOf(world, 'plan/review.csv').filter(({ outcome }) => outcome !== 'cut');
  expect(pairs.map(key).toSorted()).toEqual(waiting.map(key).toSorted());
});

test('on a first run the sheet of changes has every member whose grade is not the best of its sources', () => {
  const { workbook, persons, ladder } = shown('quickstart');
  const moved = persons.filter((person) => movementOf(person, ladder) !== 'same');
  expect(moved.length).toBe(76);
  const rows = recordsIn(workbook.sheet('Changes'));
  expect(rows.map(({ member_id: id, before, after }) => [id, before, after].join()).toSorted()).toEqual(
    moved
      .map(({ member, baseline, grade }) => [member, baseline ?? 'no grade', grade ?? 'no grade'].join())
      .toSorted(),
  );
});

test('on a later night it has every change of the plan, losses first, as numbers where they are numbers', () => {
  const { world, workbook } = shown('two nights');
  const rows = recordsIn(workbook.sheet('Changes'));
  const points = (row: Cells) => row.field?.startsWith('points:') === true && row.before !== '';
  const expected = tableOf(world, 'plan/changes.csv');
  expect(rows.length).toBe(expected.length);
  expect(rows.map(({ change }) => change)).toEqual([
    'lower grade',
    'lower grade',
    'gone',
    'higher grade',
    'more points',
  ]);
  const [change] = expected.filter(points);
  expect(rows.at(-1)).toMatchObject({
    member_id: change?.member_id,
    before: Number(change?.before),
    after: Number(change?.after),
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function quickstart(): Promise<Shown> {
  const world = worldIn(temporaryFolder());
  const config = fixturePath('tier-merge.yaml');
  const { code } = await world.run('plan', '-c', config, '-o', 'plan', '--report', 'xlsx,md', '--lang', 'en');
  expect(code).toBe(0);
  const labels = new Map<string, string>();
  for (const source of ['online', 'offline'] as const)
    for (const { row = {} } of readNaively(source).records)
      labels.set(`${source} ${row.회원번호 ?? row.고객코드}`, row.회원등급 ?? row.등급 ?? '');
  return read(world, QUICKSTART, { isFirstRun: true, labels });
}

async function twoNights(): Promise<Shown> {
  const world = makeWorld({ config: { limits: { max_downgraded: '100%' } } });
  expect((await world.run('run')).code).toBe(0);
  world.write('online.csv', NIGHT_TWO.online);
  world.write('offline.csv', NIGHT_TWO.offline);
  const { code } = await world.run('plan', '-o', 'plan', '--report', 'xlsx,md', '--as-of', '2026-07-01');
  expect(code).toBe(0);
  const labels = new Map<string, string>();
  for (const line of NIGHT_TWO.online.trimEnd().split('\n').slice(1))
    labels.set(`online ${line.split(',')[0]}`, line.split(',')[7] ?? '');
  for (const line of NIGHT_TWO.offline.trimEnd().split('\n').slice(1))
    labels.set(`offline ${line.split(',')[0]}`, line.split(',')[3] ?? '');
  return read(world, SMALL, { isFirstRun: false, labels });
}

function read(
  world: World,
  ladder: Ladder,
  { isFirstRun, labels }: { readonly isFirstRun: boolean; readonly labels: ReadonlyMap<string, string> },
): Shown {
  const tables = { members: tableOf(world, 'plan/members.csv'), links: tableOf(world, 'plan/links.csv') };
  return {
    world,
    ladder,
    workbook: readWorkbook(readFileSync(join(world.folder, 'plan', 'report.xlsx'))),
    markdown: world.read('plan/report.md'),
    persons: personsOf(tables, (source, id) => labels.get(`${source} ${id}`) ?? '', { ladder, isFirstRun }),
  };
}

test('a band of negative weights reads as one, and not as a formula behind an apostrophe', () => {
  const caption = 'Compared pairs by weight: what became of them before clusters, ties and limits';
  const [, ...bands] = tableUnder(shown('quickstart').workbook.sheet('Summary'), caption);
  const names = bands.map(([name]) => String(name));
  expect(names.some((name) => /^−\d+ to /.test(name))).toBe(true);
  for (const name of names) expect(name).not.toMatch(/^'/);
});
