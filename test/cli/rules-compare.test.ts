import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeWorld, type Outcome, type World } from './program.js';

// Persons: a1 with b1, a2, a3, a4, b2, b3; spend 400,000, 600,000, 50,000, 900,000, 700,000, 0.
const ONLINE = `id,name,phone,grade,spend,points,shop,sms,sms_at
a1,김민수,010-3107-2468,GOLD,100000,100,web,Y,2026-01-01
a2,이서연,010-8214-3579,SILVER,600000,200,web,N,
a3,박지훈,010-5523-9014,BRONZE,50000,0,web,Y,2020-01-01
a4,한지민,010-9921-3345,GOLD,900000,0,web,N,
`;

const OFFLINE = `code,customer,tel,level,amount,balance,stamps,shop
b1,김민수,01031072468,top,300000,50,1,Gangnam
b2,최유진,010-7706-1385,basic,700000,30,2,Gangnam
b3,정하늘,010-6612-4471,,0,0,0,Busan
`;

const SOURCES = {
  online: {
    files: 'online.csv',
    columns: {
      ...{ member_id: 'id', name: 'name', phone: 'phone', grade: 'grade', spend: 'spend', points: 'points' },
      ...{ store: 'shop', consent_sms: 'sms', consent_sms_at: 'sms_at' },
    },
    values: { consent_sms: { Y: true, N: false } },
  },
  offline: {
    files: 'offline.csv',
    columns: {
      ...{ member_id: 'code', name: 'customer', phone: 'tel', grade: 'level', spend: 'amount' },
      ...{ points: 'balance', stamps: 'stamps', store: 'shop' },
    },
  },
};

const MAP = {
  online: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'GOLD' },
  offline: { basic: 'BRONZE', top: 'GOLD' },
};

// GOLD for a1 b1 and a4, SILVER for a2, and for b2 by the floor, BRONZE for a3, none for b3.
const A = {
  version: 1,
  name: 'higher of both',
  grades: ['BRONZE', 'SILVER', 'GOLD'],
  map: MAP,
  measures: { spend: 'sum(spend)' },
  decide: [{ name: 'higher', grade: 'highest(map)' }],
  adjust: [{ name: 'big spender', never_below: 'SILVER', when: 'spend >= 700000' }],
  points: [
    { from: 'points', into: 'points' },
    { from: 'stamps', into: 'points', rate: 500 },
  ],
  fields: { store: ['prefer online'] },
  costs: { SILVER: '1% of spend', GOLD: 12000 },
};

// SILVER for a1 b1, GOLD for a2, a4 and b2, none for a3, BRONZE for b3.
const B = {
  version: 1,
  name: 'by spend',
  grades: ['BRONZE', 'SILVER', 'GOLD', 'VIP'],
  map: MAP,
  measures: { spend: 'sum(spend)' },
  bands: { spend: { BRONZE: 0, SILVER: 200000, GOLD: 500000, VIP: 1000000 } },
  decide: [
    { name: 'too small', when: 'spend between 1 and 60000', grade: 'none' },
    { name: 'band', grade: 'band(spend)' },
  ],
  points: [
    { from: 'points', into: 'points' },
    { from: 'stamps', into: 'stamps' },
  ],
  refuse: [{ when: 'spend > 800000', because: 'ask the shop' }],
  fields: { store: ['prefer offline'], consent_sms: ['strictest', 'expires 24 months'] },
  costs: { SILVER: 1000, GOLD: '2% of spend' },
};

function worldOf(a: object = A, b: object = B): World {
  const world = makeWorld({ online: ONLINE, offline: OFFLINE, config: { sources: SOURCES }, rules: a });
  world.write('a.yaml', JSON.stringify(a, null, 2));
  world.write('b.yaml', JSON.stringify(b, null, 2));
  return world;
}

function compare(world: World, ...args: readonly string[]): Promise<Outcome> {
  return world.type('rules', 'compare', ...args, '--as-of', '2026-06-30', '-q');
}

async function compared(world: World, a = 'a.yaml', b = 'b.yaml') {
  const { code, stdout, stderr } = await compare(world, a, b, '--report', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const NOBODY = { up: 0, same: 0, down: 0, left: 0, entered: 0, incomparable: 0 };

test('who moves where is counted, and adds up to the members', async () => {
  const found = await compared(worldOf());
  expect(found).toMatchObject({
    schema: 1,
    as_of: '2026-06-30',
    a: { path: 'a.yaml', name: 'higher of both' },
    b: { path: 'b.yaml', name: 'by spend' },
    members: 6,
    movement: { up: 2, same: 1, down: 1, left: 1, entered: 1, incomparable: 0 },
    matrix: [
      { a: 'BRONZE', b: null, members: 1 },
      { a: 'SILVER', b: 'GOLD', members: 2 },
      { a: 'GOLD', b: 'SILVER', members: 1 },
      { a: 'GOLD', b: 'GOLD', members: 1 },
      { a: null, b: 'BRONZE', members: 1 },
    ],
  });
});

test('members are counted by the rule of A and the rule of B, with masked examples of those who move', async () => {
  const { pairs } = await compared(worldOf());
  const [both, small, floor, none] = pairs.shown;
  expect({ total: pairs.total, rest: pairs.rest }).toEqual({ total: 4, rest: null });
  expect(both).toEqual({
    a: { rule: 'higher', adjusted_by: null },
    b: { rule: 'band', adjusted_by: null },
    ...{ ...NOBODY, members: 3, up: 1, same: 1, down: 1 },
    examples: [
      {
        name: '김*수',
        rows: [
          {
            source: 'online',
            source_member_id: 'a1',
            values: [
              { field: 'grade', value: 'GOLD' },
              { field: 'points', value: '100' },
              { field: 'spend', value: '100000' },
            ],
          },
          {
            source: 'offline',
            source_member_id: 'b1',
            values: [
              { field: 'grade', value: 'top' },
              { field: 'points', value: '50' },
              { field: 'stamps', value: '1' },
              { field: 'spend', value: '300000' },
            ],
          },
        ],
        a: 'GOLD',
        b: 'SILVER',
      },
      expect.objectContaining({ name: '이*연', a: 'SILVER', b: 'GOLD' }),
    ],
  });
  expect(small).toMatchObject({ b: { rule: 'too small' }, members: 1, left: 1 });
  expect(floor).toMatchObject({ a: { rule: 'higher', adjusted_by: 'big spender' }, members: 1, up: 1 });
  expect(none).toMatchObject({ a: { rule: 'no rule applied' }, members: 1, entered: 1 });
});

test('points, costs, fields, consents and refusals stand side by side', async () => {
  expect(await compared(worldOf())).toMatchObject({
    points: [
      // 100 + 50 + 200 + 30 and three stamps of 500, which B does not convert.
      { bucket: 'points', a: '1880', b: '380', more: 0, less: 2, same: 4 },
      { bucket: 'stamps', a: null, b: '3', more: 2, less: 0, same: 4 },
    ],
    costs: {
      ...{ a: '37000', b: '45000' },
      by_grade: [
        { grade: 'BRONZE', members_a: 1, members_b: 1, a: '0', b: '0' },
        // 1% of 600,000 and 700,000; 1,000 once.
        { grade: 'SILVER', members_a: 2, members_b: 1, a: '13000', b: '1000' },
        // 12,000 twice; 2% of 600,000, 700,000 and 900,000.
        { grade: 'GOLD', members_a: 2, members_b: 3, a: '24000', b: '44000' },
        { grade: 'VIP', members_a: 0, members_b: 0, a: '0', b: '0' },
        { grade: null, members_a: 1, members_b: 1, a: '0', b: '0' },
      ],
    },
    fields: [
      { field: 'name', a: 6, b: 6, different: 0 },
      { field: 'phone', a: 6, b: 6, different: 0 },
      { field: 'store', a: 6, b: 6, different: 1 },
    ],
    consents: [{ field: 'consent_sms', a: 2, b: 1, different: 1 }],
    refusals: [{ because: 'ask the shop', stops: false, a: 0, b: 1 }],
  });
});

test('a balance that would stop a plan is counted, and stops no comparison', async () => {
  const points = [{ from: 'points', into: 'points', negative: 'refuse' }];
  const world = worldOf(A, { ...B, points });
  world.write('online.csv', ONLINE.replace('600000,200', '600000,-200'));
  const { refusals } = await compared(world);
  expect(refusals).toEqual([
    { because: 'the balance of points is below 0', stops: true, a: 0, b: 1 },
    { because: 'ask the shop', stops: false, a: 0, b: 1 },
  ]);
});

test('orders are read once and counted as each file says', async () => {
  const counting = (orders: object, spend: string) => ({
    ...{ version: 1, name: spend, grades: ['BRONZE', 'SILVER', 'GOLD'], map: MAP, orders },
    measures: { spend },
    bands: { spend: { SILVER: 50000 } },
    decide: [{ name: 'bought', grade: 'highest(band(spend), BRONZE)' }],
  });
  const a = counting({ date: 'ordered' }, 'sum(orders.amount, last 12 months)');
  const b = counting({ date: 'ordered', least: 85000 }, 'sum(orders.amount)');
  const columns = { order_no: 'no', member_id: 'member', ordered_at: 'day', amount: 'sum' };
  const mall = { of: 'online', files: 'mall.csv', columns };
  const config = { sources: SOURCES, orders: { mall } };
  const world = makeWorld({ online: ONLINE, offline: OFFLINE, config });
  world.write(
    'mall.csv',
    'no,member,day,sum\n1,a1,2026-05-01,80000\n2,a2,2026-05-01,30000\n3,a2,2024-01-01,90000\n',
  );
  world.write('a.yaml', JSON.stringify(a));
  world.write('b.yaml', JSON.stringify(b));
  // a1 has 80,000 of the last year, which is too little for B; a2 has 90,000 of an earlier one.
  expect((await compared(world)).matrix).toEqual([
    { a: 'BRONZE', b: 'BRONZE', members: 4 },
    { a: 'BRONZE', b: 'SILVER', members: 1 },
    { a: 'SILVER', b: 'BRONZE', members: 1 },
  ]);
});

test('a file compared with itself moves nobody and changes nothing', async () => {
  const found = await compared(worldOf(), 'b.yaml', 'b.yaml');
  expect(found.movement).toEqual({ ...NOBODY, same: 6 });
  expect(found.points).toEqual([
    { bucket: 'points', a: '380', b: '380', more: 0, less: 0, same: 6 },
    { bucket: 'stamps', a: '3', b: '3', more: 0, less: 0, same: 6 },
  ]);
  expect(found.costs).toMatchObject({ a: '45000', b: '45000' });
  expect([...found.fields, ...found.consents].filter(({ different }) => different > 0)).toEqual([]);
  expect(found.pairs.shown.flatMap(({ examples }: { examples: unknown[] }) => examples)).toEqual([]);
});

test('grades of two ladders are compared where both stand on one, and are not comparable elsewhere', async () => {
  const named = (grades: readonly string[], online: Readonly<Record<string, string>>) => {
    const [first = ''] = grades;
    const { name, version } = A;
    const decide = [{ name: 'online', grade: 'highest(map(online))' }];
    return { version, name, grades, map: { online, offline: { basic: first, top: first } }, decide };
  };
  const world = worldOf(
    named(['GREEN', 'GOLD', 'VIP'], { BRONZE: 'GREEN', SILVER: 'GOLD', GOLD: 'VIP' }),
    named(['BLUE', 'GOLD', 'SILVER'], { BRONZE: 'BLUE', SILVER: 'SILVER', GOLD: 'GOLD' }),
  );
  const { movement, matrix } = await compared(world);
  // VIP falls to GOLD on A's ladder, GOLD rises to SILVER on B's, GREEN and BLUE never meet.
  expect(matrix).toEqual([
    { a: 'GREEN', b: 'BLUE', members: 1 },
    { a: 'GOLD', b: 'SILVER', members: 1 },
    { a: 'VIP', b: 'GOLD', members: 2 },
    { a: null, b: null, members: 2 },
  ]);
  expect(movement).toEqual({ ...NOBODY, incomparable: 1, same: 2, down: 2, up: 1 });
});

test('the console says it with sums, and each share beside its whole', async () => {
  const { stdout } = await compare(worldOf(), 'a.yaml', 'b.yaml');
  expect(stdout).toContain('A: a.yaml (higher of both)\nB: b.yaml (by spend)\n');
  expect(stdout).toContain('Members whose grade differs: 5 of 6 (83.33%).\n');
  expect(stdout).toMatch(/down: a lower grade under B +1 +16\.67% of 6\n/);
  expect(stdout).toMatch(/ {2}GOLD +0 +1 +1 +0 +2\n/);
  expect(stdout).toMatch(/ {2}points +1,880 +380 +-1,500 +0 +4 +2\n/);
  expect(stdout).toMatch(/ {2}Total +6 +6 +37,000 +45,000 +\+8,000\n/);
  expect(stdout).toContain(
    'online a1: grade GOLD, points 100, spend 100,000; offline b1: grade top, points 50',
  );
  expect(stdout).not.toMatch(/김민수|do not add up/);
});

test('speaks Korean', async () => {
  const { stdout } = await compare(worldOf(), 'a.yaml', 'b.yaml', '--lang', 'ko');
  expect(stdout).toContain('등급이 달라지는 회원: 6 중 5 (83.33%).\n');
});

test('the page loads nothing, runs nothing, and admits exactly its own style', async () => {
  const { stdout: page } = await compare(worldOf(), 'a.yaml', 'b.yaml', '--report', 'html');
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).not.toMatch(/<script|<link|<img|<iframe|<form|@import|url\(|https?:|\son\w+=|\sstyle=/i);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'`);
  expect(page).toContain('<td class="number">45,000</td><td class="number">+8,000</td>');
  expect(page).not.toMatch(/김민수|do not add up/);
});

test('names of rules are shown, never obeyed', async () => {
  const world = worldOf(A, { ...B, name: '<b>by\u202e spend</b>' });
  const { stdout: page } = await compare(world, 'a.yaml', 'b.yaml', '--report', 'html');
  expect(page).not.toContain('<b>by');
  expect(page).not.toContain('\u202e');
});

test('writes only the file that -o names, and never over another', async () => {
  const world = worldOf();
  const before = world.list('.');
  const first = await compare(world, 'a.yaml', 'b.yaml', '-o', 'difference.html');
  expect(first.stdout).toContain('\nWritten: difference.html\n');
  expect(world.list('.')).toEqual([...before, 'difference.html'].sort());
  expect(world.read('difference.html')).toMatch(/^<!doctype html>/);
  const again = await compare(world, 'a.yaml', 'b.yaml', '-o', 'difference.html');
  expect(again).toMatchObject({ code: 10, stderr: expect.stringContaining('exists already') });
});

test('--json gives the comparison as one event', async () => {
  const { stdout } = await compare(worldOf(), 'a.yaml', 'b.yaml', '--json');
  const event = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  expect(event).toMatchObject({ event: 'rule_comparison', schema: 1, members: 6, file: null });
});

test('what cannot be compared is exit 10', async () => {
  const world = worldOf(A, { ...B, map: { ...MAP, offline: { basic: 'BRONZE' } } });
  world.write('bad.yaml', 'version: 1\nname: bad\ngrades: [GOLD]\n');
  world.write('worse.yaml', 'version: 1\nname: worse\ngrades: [GOLD, GOLD]\n');
  const stderr = async (...args: readonly string[]) => {
    const outcome = await compare(world, ...args);
    expect(outcome.code).toBe(10);
    return outcome.stderr;
  };
  expect(await stderr('a.yaml', 'b.yaml')).toContain('the grade "top" of offline (1 rows) is not in the map');
  expect(await stderr('a.yaml', 'none.yaml')).toContain('none.yaml: there is no such file');
  expect(await stderr('bad.yaml', 'worse.yaml')).toMatch(/bad\.yaml:3:\d+: [\s\S]*worse\.yaml:3:/);
  expect(await stderr('a.yaml', 'b.yaml', '-o', 'difference')).toContain('--report html or --report json');
  expect(await stderr('a.yaml', 'b.yaml', '--json', '--report', 'html')).toContain('both write to stdout');
});
