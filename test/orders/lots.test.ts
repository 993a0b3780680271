import { expect, test } from 'vitest';
import type { LotsReport } from '../../src/report/model/lots.js';
import type { BucketReport } from '../../src/report/model/points.js';
import { makeWorld, type Result, records, type World } from '../cli/program.js';

// On 2026-06-30: a1 is one person with b1, a2 and a3 are alone, zz is nobody.
const MALL = `card,kind,left,got,ends
a1,적립금,100,2025-01-01,2026-06-30
a1,적립금,1000,2025-01-02,2026-09-28
a1,적립금,1000,2025-01-02,2026-09-28
a1,적립금,7,2025-01-02,2026-09-29
a2,적립금,500,2025-01-01,2026-06-29
a2,쿠폰,3,2025-01-01,
a3,적립금,,2025-01-01,2027-01-01
zz,적립금,40,2025-01-01,2027-01-01
,적립금,41,2025-01-01,2027-01-01
`;

const TILL = `no,card,left,ends
L1,b1,51,2026-08-01
L1,b1,51,2026-08-01
L2,b1,1,20270101
L3,b2,9,2027-01-01
L3,b2,8,2027-01-01
`;

const LOTS = {
  mall: {
    of: 'online',
    files: 'lots.csv',
    columns: { member_id: 'card', bucket: 'kind', amount: 'left', earned_at: 'got', expires_at: 'ends' },
    values: { bucket: { 적립금: 'points' } },
  },
  stamps: {
    of: 'offline',
    files: 'stamps.csv',
    columns: { lot_no: 'no', member_id: 'card', amount: 'left', expires_at: 'ends' },
  },
};

const POINTS = [
  { from: 'lots.points', into: 'points', expires: 'keep' },
  { from: 'lots.stamps', into: 'points', rate: 0.5 },
  { from: 'online.points', into: 'old' },
];

function lotWorld(config: object = {}): World {
  const world = makeWorld({
    config: { lots: LOTS, limits: { max_rejected: '50%' }, ...config },
    rules: { points: POINTS },
  });
  world.write('lots.csv', MALL);
  world.write('stamps.csv', TILL);
  return world;
}

const world = lotWorld();
const planned = await world.run('plan', '-o', 'plan', '-q');
const model = world.json<{ readonly lots: LotsReport; readonly points: readonly BucketReport[] }>(
  'plan/model.json',
);

test('every record of an export of lots has one outcome; alike lots without a number are two', () => {
  expect(planned.code).toBe(0);
  const { inputs } = world.json<Result>('plan/result.json');
  expect(inputs['lots.mall']).toMatchObject({
    records: 9,
    accepted: 8,
    repeated: 0,
    excluded: 0,
    rejected: 1,
  });
  expect(inputs['lots.stamps']).toMatchObject({
    records: 5,
    accepted: 2,
    repeated: 1,
    excluded: 0,
    rejected: 2,
  });
});

test('a balance is what is not expired, rounded once, and carries the earliest expiry', () => {
  const links = records(world.read('plan/links.csv'));
  const points = records(world.read('plan/points.csv'));
  const of = (id: string) => {
    const member = links.find(({ source_member_id }) => source_member_id === id)?.member_id;
    return points
      .filter(({ member_id }) => member_id === member)
      .map(({ bucket, balance, expires_at }) => `${bucket} ${balance} ${expires_at}`);
  };
  // 100 + 1000 + 1000 + 7 + (51 + 1) / 2
  expect(of('a1')).toEqual(['old 100 ', 'points 2133 2026-06-30']);
  expect(of('a2')).toEqual(['old 200 ']);
  expect(of('a3')).toEqual([]);
});

test('what went in by bucket is what came out', () => {
  expect(
    model.points.map(({ bucket, from, rounded_off, out }) => ({ bucket, from, rounded_off, out })),
  ).toEqual([
    {
      bucket: 'points',
      from: [
        { source: 'lots', column: 'points', sum: '2107', rate: '1', converted: '2107' },
        { source: 'lots', column: 'stamps', sum: '52', rate: '0.5', converted: '26' },
      ],
      rounded_off: '0',
      out: '2133',
    },
    {
      bucket: 'old',
      from: [{ source: 'online', column: 'points', sum: '300', rate: '1', converted: '300' }],
      rounded_off: '0',
      out: '300',
    },
  ]);
});

test('what is expired, what expires soon, and what nobody owns is told', () => {
  expect(model.lots).toEqual({
    expiring_within_days: 90,
    file: 'lots.csv',
    buckets: [
      {
        ...{ export: 'mall', bucket: 'points', converted: true },
        all: { count: 7, amount: '2647' },
        carried: { count: 4, amount: '2107' },
        expired: { count: 1, amount: '500' },
        orphan: { count: 1, amount: '40' },
        no_amount: 1,
        expiring: { count: 3, amount: '2100' },
        earliest_expiry: '2026-06-30',
      },
      {
        ...{ export: 'mall', bucket: '쿠폰', converted: false },
        all: { count: 1, amount: '3' },
        carried: { count: 1, amount: '3' },
        expired: { count: 0, amount: '0' },
        orphan: { count: 0, amount: '0' },
        no_amount: 0,
        expiring: { count: 0, amount: '0' },
        earliest_expiry: null,
      },
      {
        ...{ export: 'stamps', bucket: 'stamps', converted: true },
        all: { count: 2, amount: '52' },
        carried: { count: 2, amount: '52' },
        expired: { count: 0, amount: '0' },
        orphan: { count: 0, amount: '0' },
        no_amount: 0,
        expiring: { count: 1, amount: '51' },
        earliest_expiry: '2026-08-01',
      },
    ],
  });
});

test('how soon is soon stands in the config', async () => {
  const other = lotWorld({ report: { expiring_within: '0 days' } });
  await other.run('plan', '-o', 'plan', '-q');
  const { lots } = other.json<{ readonly lots: LotsReport }>('plan/model.json');
  expect(lots.buckets[0]?.expiring).toEqual({ count: 1, amount: '100' });
});

test('the console says it in both languages', async () => {
  const english = await world.run('show', 'plan');
  expect(english.stdout).toContain(`Points by expiry
  all = carried + expired + of nobody + without an amount
  Lots of        All  Carried  Expired  Of nobody
  mall.points  2,647  = 2,107    + 500       + 40
  mall.쿠폰        3      = 3      + 0        + 0
  stamps          52     = 52      + 0        + 0
`);
  expect(english.stdout).toContain('No line of the rules converts: mall.쿠폰.');
  expect((await world.run('show', 'plan', '--lang', 'ko')).stdout).toContain('소멸일별 포인트');
});

test('the list of lots says what becomes of each', () => {
  const found = records(world.read('plan/lots.csv')).map(
    ({ source, source_member_id, bucket, amount, expires_at, state }) =>
      [source, source_member_id, bucket, amount, expires_at, state].join(' '),
  );
  expect(found.toSorted()).toEqual([
    'offline b1 stamps 1 2027-01-01 carried',
    'offline b1 stamps 51 2026-08-01 carried',
    'online a1 points 100 2026-06-30 carried',
    'online a1 points 1000 2026-09-28 carried',
    'online a1 points 1000 2026-09-28 carried',
    'online a1 points 7 2026-09-29 carried',
    'online a2 points 500 2026-06-29 expired',
    'online a2 쿠폰 3  carried',
    'online a3 points  2027-01-01 no_amount',
    'online zz points 40 2027-01-01 orphan',
  ]);
});

test('the next night, when a lot has ended, its points are gone', async () => {
  const other = lotWorld();
  expect((await other.run('run', '-q')).code).toBe(0);
  await other.run('plan', '-o', 'plan', '-q', '--as-of', '2026-07-01');
  const changes = records(other.read('plan/changes.csv')).map(({ field, before, after }) => [
    field,
    before,
    after,
  ]);
  expect(changes).toEqual([['points:points', '2133', '2033']]);
  const points = records(other.read('plan/points.csv')).filter(({ bucket }) => bucket === 'points');
  expect(points.map(({ expires_at }) => expires_at)).toEqual(['2026-08-01']);
});
