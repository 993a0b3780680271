import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { orderWorld } from '../orders/world.js';
import { copyOf, makeWorld, OFFLINE, ONLINE, RULES, records, type World } from './program.js';

const SPEND_RULES = {
  measures: { worth: 'sum(points) + 1' },
  bands: { worth: { SILVER: 200, GOLD: 100_000 } },
  decide: [
    { name: 'left', when: "every(status = 'withdrawn')", grade: 'none' },
    { name: 'best', grade: 'highest(map, band(worth))' },
  ],
  adjust: [{ name: 'no loss', never_below: 'previous' }],
  points: [
    { from: 'points', into: 'points', rate: 0.15, rounding: 'half_up' },
    { from: 'offline.stamps', into: 'points', rate: 500 },
  ],
};

interface Trace {
  readonly differences: readonly unknown[];
}

async function memberEvent(world: World, plan: string, member: string, ...flags: string[]) {
  const { stdout, stderr } = await world.type('show', plan, member, '--json', ...flags);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { readonly trace: Trace | null; readonly untraced: string | null };
}

/** The member to whom a row belongs. */
function memberOf(world: World, plan: string, id: string): string {
  const link = records(world.read(`${plan}/links.csv`)).find((one) => one.source_member_id === id);
  return link?.member_id ?? '';
}

/** Every member of the plan, decided once more, with what differs from the plan. */
async function allTraced(world: World, plan: string) {
  const members = records(world.read(`${plan}/members.csv`)).map(({ member_id = '' }) => member_id);
  const told: unknown[] = [];
  for (const member of members) {
    const { trace, untraced } = await memberEvent(world, plan, member);
    told.push(untraced ?? trace?.differences);
  }
  return told;
}

test('a member is told with its rows, candidates, rules, adjustments, points and the origin of each field', async () => {
  const world = makeWorld({ rules: SPEND_RULES });
  await world.run('plan', '-o', 'plan', '-q');
  const event = await memberEvent(world, 'plan', memberOf(world, 'plan', 'b1'), '--lang', 'en');
  expect(event.untraced).toBeNull();
  expect(event.trace).toEqual({
    rows: [
      {
        source: 'online',
        source_member_id: 'a1',
        values: {
          ...{ name: '김*수', phone: '+82******2468', birth_date: '1980-**-**', gender: 'male' },
          ...{ grade: 'GOLD', points: '100' },
        },
        mapped: 'GOLD',
      },
      {
        source: 'offline',
        source_member_id: 'b1',
        values: { name: '김*수', phone: '+82******2468', grade: 'top', points: '50', stamps: '1' },
        mapped: 'GOLD',
      },
    ],
    measures: [{ name: 'worth', value: '151' }],
    candidates: [
      { code: 'map(online)', words: 'the grades carried over from online', grade: 'GOLD' },
      { code: 'map(offline)', words: 'the grades carried over from offline', grade: 'GOLD' },
      { code: 'band(worth)', words: 'the grade by “worth”', grade: null },
      { code: 'previous', words: 'the previous grade', grade: null },
    ],
    rules: [
      { name: 'left', holds: false, grade: 'none', decides: false },
      { name: 'best', holds: true, grade: 'GOLD', decides: true },
    ],
    adjustments: [{ name: 'no loss', before: 'GOLD', after: 'GOLD' }],
    previous: null,
    best_source: 'GOLD',
    grade: 'GOLD',
    refused: null,
    buckets: [
      {
        bucket: 'points',
        lines: [
          { from: 'points', amount: '150', rate: '0.15', gives: '22.5' },
          { from: 'offline.stamps', amount: '1', rate: '500', gives: '500' },
        ],
        sum: '522.5',
        rounding: 'half_up',
        balance: '523',
        expires_at: null,
      },
    ],
    fields: [
      {
        field: 'name',
        value: '김*수',
        policy: 'prefer online, latest',
        words: 'the one of the online account, then the most recent',
        origins: [{ source: 'online', source_member_id: 'a1' }],
      },
      {
        field: 'phone',
        value: '+82******2468',
        policy: 'latest',
        words: 'the most recent',
        origins: [{ source: 'online', source_member_id: 'a1' }],
      },
      {
        ...{ field: 'birth_date', value: '1980-**-**', policy: 'latest', words: 'the most recent' },
        origins: [{ source: 'online', source_member_id: 'a1' }],
      },
      {
        ...{ field: 'gender', value: 'male', policy: 'latest', words: 'the most recent' },
        origins: [{ source: 'online', source_member_id: 'a1' }],
      },
    ],
    held: [],
    mastered: [],
    differences: [],
  });
});

test('an adjustment is told with the grade before and after it', async () => {
  const world = makeWorld({ rules: SPEND_RULES });
  await world.run('run', '-q');
  world.write('online.csv', ONLINE.replace('GOLD', 'BRONZE'));
  world.write('offline.csv', OFFLINE.replace('top', 'basic'));
  await world.run('plan', '-o', 'plan', '-q');
  const { stdout } = await world.type('show', 'plan', memberOf(world, 'plan', 'a1'), '--lang', 'en');
  expect(stdout).toContain('Adjustment  Before  After\nno loss     BRONZE  GOLD\n');
  expect(stdout).toContain(
    'Rule  Applies  Gives        Decides\nleft  no       none (left)\nbest  yes      BRONZE       yes\n',
  );
  expect(stdout).toContain('Grade of the last run                 GOLD\n');
});

test('rows that did not change since an earlier run are told from the target', async () => {
  const world = makeWorld({ rules: SPEND_RULES, config: { output: { dir: 'runs', format: 'parquet' } } });
  await world.run('run', '-q');
  world.write('online.csv', ONLINE.replace(',200', ',201'));
  await world.run('plan', '-o', 'second', '-q');
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('"parquet"', '"csv"'));
  await world.run('plan', '-o', 'third', '-q');
  expect(await allTraced(world, 'third')).toEqual([[], [], [], []]);
  const member = memberOf(world, 'third', 'a2');
  const { trace } = await memberEvent(world, 'second', member);
  expect(trace).toMatchObject({ differences: [], rows: [{ values: { points: '201' } }] });
});

test('orders and rules that compare a member with all others are told as well', async () => {
  const world = orderWorld();
  await world.run('plan', '-o', 'plan', '-q');
  const told = await allTraced(world, 'plan');
  expect(told).toEqual([[], [], [], []]);
  const top = makeWorld({
    rules: {
      decide: [
        { name: 'top', when: 'top(25%, worth)', grade: 'GOLD' },
        { name: 'others', grade: 'BRONZE' },
      ],
      measures: SPEND_RULES.measures,
    },
  });
  await top.run('plan', '-o', 'plan', '-q');
  expect(
    records(top.read('plan/members.csv'))
      .map(({ rule }) => rule)
      .toSorted(),
  ).toEqual([...['others', 'others', 'others', 'top']]);
  expect(await allTraced(top, 'plan')).toEqual([[], [], [], []]);
});

test('a member whose rules or rows are not there any more is shown without its trace, and says why', async () => {
  const world = makeWorld();
  await world.run('run', '-q');
  await world.run('plan', '-o', 'plan', '-q');
  const member = memberOf(world, 'plan', 'a1');
  const lost = copyOf(world);
  world.write('rules.yaml', JSON.stringify({ ...RULES, name: 'other' }));
  expect(await memberEvent(world, 'plan', member)).toMatchObject({ trace: null, untraced: 'rules_changed' });
  const { stdout } = await world.type('show', 'plan', member, '--lang', 'en');
  expect(stdout).toContain('The rule file is not the one this plan was made with');
  expect(stdout).toMatch(/Bucket|bucket +balance/);
  // A copy of the folder is no longer where the plan was made.
  expect(await memberEvent(lost, 'plan', member)).toMatchObject({ trace: null, untraced: 'plan_changed' });
  world.write('rules.yaml', JSON.stringify(RULES, null, 2));
  rmSync(world.path('members.sqlite'));
  expect(await memberEvent(world, 'plan', member)).toMatchObject({ trace: null, untraced: 'rows_missing' });
});

test('a member decided otherwise once more, since the target has moved on, is told with what differs', async () => {
  const world = makeWorld();
  await world.run('run', '-q');
  await world.run('plan', '-o', 'plan', '-q');
  world.write('online.csv', ONLINE.replace(',100', ',170'));
  await world.run('run', '-q');
  const member = memberOf(world, 'plan', 'a1');
  const { trace } = await memberEvent(world, 'plan', member);
  expect(trace?.differences).toEqual([{ what: 'points:points', plan: '650', recomputed: '720' }]);
  const { stdout } = await world.type('show', 'plan', member, '--lang', 'en');
  expect(stdout).toContain(
    'What           In the plan  Decided once more\npoints:points          650                720\n',
  );
});

test('--html writes one page that loads and runs nothing, with what came from files inert', async () => {
  const world = makeWorld({
    online: ONLINE.replace('김민수', '<img src=x onerror=alert(1)>'),
    rules: { decide: [{ name: '<script>alert(1)</script>', grade: 'highest(map)' }] },
  });
  await world.run('plan', '-o', 'plan', '-q');
  const member = memberOf(world, 'plan', 'a1');
  const outcome = await world.type(
    'show',
    'plan',
    member,
    '--html',
    'member.html',
    '--lang',
    'ko',
    '--unmask',
  );
  expect(outcome.stdout).toContain('페이지를 member.html 파일로 저장했습니다.');
  const page = world.read('member.html');
  expect(page).toMatch(
    /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
  );
  expect(page).toContain('<html lang="ko">');
  expect(page).toContain(`<h1><bdi>회원 ${member}</bdi></h1>`);
  expect(page).toContain('<bdi><span class="long">&#60;script&#62;alert(1)&#60;/script&#62;</span></bdi>');
  expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
  expect(page).not.toMatch(/<script|<img|<link|https?:\/\/(?!www\.w3)|style="/);
  for (const title of [
    '현재 회원 정보',
    '원본 행 나란히 보기',
    '규칙(순서대로)',
    '잔액',
    '항목별 출처',
    '지난 실행 이후 바뀐 것',
  ])
    expect(page).toContain(`>${title}</h2>`);
  const none = await world.type('show', 'plan', '--html', 'member.html');
  expect([none.code, none.stderr]).toEqual([10, expect.stringContaining('--html needs a member')]);
});
