import { beforeAll, expect, test } from 'vitest';
import { copyOf, makeWorld, type Parts, type Result, type World } from './program.js';

const HEADER = 'id,name,phone,born,sex,ci,state,grade,points\n';
const NAMES = [
  '강하늘',
  '남궁민',
  '도경수',
  '류준열',
  '마동석',
  '박보검',
  '서현진',
  '안재홍',
  '정유미',
  '차태현',
];
const FIRST = night({});

interface Night {
  readonly changed?: number;
  readonly downgraded?: number;
  readonly gone?: number;
}

/** Ten members of the mall, all SILVER; the first ones changed, the next ones downgraded, the last ones gone. */
function night({ changed = 0, downgraded = 0, gone = 0 }: Night): string {
  const lines = NAMES.slice(0, NAMES.length - gone).map((name, n) => {
    const grade = n < downgraded ? 'BRONZE' : 'SILVER';
    return `a${n},${name},0107301200${n},199${n}-05-01,,,,${grade},${n < changed ? 77 : 10}\n`;
  });
  return HEADER + lines.join('');
}

const NO_OFFLINE = 'code,customer,tel,level,balance,stamps\n';

let first: World;

beforeAll(async () => {
  first = makeWorld({ online: FIRST, offline: NO_OFFLINE });
  expect((await first.run('run')).code).toBe(0);
});

/** The second night of a target that holds the ten: other exports, and limits, which a first run does not have. */
function secondNight(limits: object, change: Night): World {
  const world = copyOf(first);
  const config = world.json<object>('tier-merge.yaml');
  world.write('tier-merge.yaml', JSON.stringify({ ...config, limits }));
  world.write('online.csv', night(change));
  return world;
}

const SECOND_NIGHTS: readonly (readonly [string, Night])[] = [
  ['max_changed', { changed: 3 }],
  ['max_downgraded', { downgraded: 3 }],
  ['max_gone', { gone: 3 }],
];

const CASES = SECOND_NIGHTS.flatMap(([limit, change]) => [
  [limit, 2, 4, change] as const,
  [limit, '29.9%', 4, change] as const,
  [limit, 3, 0, change] as const,
  [limit, '30%', 0, change] as const,
  [limit, 4, 0, change] as const,
]);

test.each(CASES)('%s: three of ten against a limit of %s gives %i', async (limit, allowed, code, change) => {
  const world = secondNight({ [limit]: allowed }, change);
  const plan = await world.run('plan', '-o', 'plan');
  expect(plan.code).toBe(code);
  const [judged] = world.json<Result>('plan/result.json').limits.filter(({ name }) => name === limit);
  expect(judged).toMatchObject({ value: 3, of: 10, limit: String(allowed), passed: code === 0 });
  const applied = await world.run('apply', 'plan', '-q');
  expect(applied.code).toBe(code);
  if (code === 0) return;
  expect(applied.stderr).toBe(
    `tier-merge: ${limit}: 3 of 10 is beyond ${allowed}\n  → look at the report; to let it pass once: tier-merge apply ${world.path('plan')} --allow ${limit}=${`${allowed}`.endsWith('%') ? '30%' : '3'}\n`,
  );
  expect(await ledger(world)).toHaveLength(1);
  expect((await world.run('run', '--allow', `${limit}=3`)).code).toBe(0);
});

/** More members, and points in all of 100 before. */
const GROWN: readonly (readonly [string, string | number, number])[] = [
  ['max_new', 2, 4],
  ['max_new', '29.9%', 4],
  ['max_new', 3, 0],
  ['max_new', '30%', 0],
  ['max_new', 4, 0],
  ['max_points_change', 29, 4],
  ['max_points_change', '29.99%', 4],
  ['max_points_change', 30, 0],
  ['max_points_change', '30%', 0],
  ['max_points_change', 31, 0],
];

test.each(GROWN)(
  '%s: three new members with 30 points beside 100 against %s gives %i',
  async (limit, allowed, code) => {
    const world = secondNight({ [limit]: allowed }, {});
    const more = ['오정세', '유연석', '지창욱'].map(
      (name, n) => `c${n},${name},0109812300${n},,,,,SILVER,10\n`,
    );
    world.write('online.csv', FIRST + more.join(''));
    const plan = await world.run('plan', '-q', '-o', 'plan');
    expect(plan.stderr).toBe('');
    expect(plan.code).toBe(code);
    const judged = world.json<Result>('plan/result.json').limits.find(({ name }) => name === limit);
    expect(judged).toMatchObject(
      limit === 'max_new' ? { value: 3, of: 10, scope: null } : { value: 30, of: 100, scope: 'points' },
    );
  },
);

test('points that shrink are a change of the total too; those of members who are gone stay', async () => {
  const world = secondNight({ max_points_change: 9 }, { gone: 1 });
  expect((await world.run('plan', '-q')).code).toBe(0);
  world.write('online.csv', night({}).replace(/,10\n/, ',0\n'));
  expect((await world.run('plan', '-q')).code).toBe(4);
});

test('run --allow is recorded in the ledger', async () => {
  const world = secondNight({ max_changed: 1 }, { changed: 3 });
  expect((await world.run('run', '-q')).code).toBe(4);
  expect((await world.run('run', '-q', '--allow', 'max_changed=3')).code).toBe(0);
  const [, run] = await ledger(world);
  expect(JSON.parse(JSON.parse(run ?? '').input_summary)['--allow']).toEqual({ max_changed: '3' });
});

test('what was allowed to the plan is recorded by apply', async () => {
  const world = secondNight({ max_changed: 1 }, { changed: 3 });
  await world.run('plan', '-q', '-o', 'plan', '--allow', 'max_changed=3');
  expect((await world.run('apply', 'plan', '-q')).code).toBe(0);
  const [, run] = await ledger(world);
  expect(JSON.parse(JSON.parse(run ?? '').input_summary)['--allow']).toEqual({ max_changed: '3' });
});

// One person with three rows; a1 has a namesake with the same phone at the till, twice.
const CLUSTER: Parts = {
  online: `${HEADER}a1,남궁민,01073012001,,,,,GOLD,0\na2,정유미,01073012002,,,,,GOLD,0\n`,
  offline:
    'code,customer,tel,level,balance,stamps\nb1,남궁민,01073012001,top,0,0\nb2,남궁민,01073012001,top,0,0\n',
};

test.each([
  ['max_cluster', 2, 4],
  ['max_cluster', 3, 0],
  ['max_cluster', 4, 0],
  ['max_unmatched', 0, 4],
  ['max_unmatched', 1, 0],
  ['max_unmatched', 2, 0],
  ['max_unmatched', '49.9%', 4],
  ['max_unmatched', '50%', 0],
])('%s %s on a first run gives %i', async (limit, allowed, code) => {
  const world = makeWorld({ ...CLUSTER, config: { limits: { [limit]: allowed } } });
  const outcome = await world.run('run', '-q');
  expect(outcome.code).toBe(code);
  expect(outcome.stderr).toBe('');
  if (code === 4) expect(outcome.stdout).toMatch(new RegExp(`--allow ${limit}=(3|1|50%)`));
});

// Both accounts of the mall fit the row of the till, and the mall promises one row a person.
const AMBIGUOUS: Parts = {
  online: `${HEADER}a1,남궁민,01073012001,,,,,GOLD,0\na2,남궁민,01073012001,,,,,GOLD,0\n`,
  offline: 'code,customer,tel,level,balance,stamps\nb1,남궁민,01073012001,top,0,0\n',
};

test('an ambiguous row stays apart and does not stop a run, unless max_review counts it', async () => {
  const world = makeWorld(AMBIGUOUS);
  const config = world.json<{ sources: { online: object } }>('tier-merge.yaml');
  const sources = { ...config.sources, online: { ...config.sources.online, one_row_per_person: true } };
  world.write('tier-merge.yaml', JSON.stringify({ ...config, sources }));
  expect((await world.run('plan', '-o', 'free')).code).toBe(0);
  expect(world.json<Result>('free/result.json')).toMatchObject({
    members: { total: 3 },
    matching: { ambiguous: 1 },
  });
  for (const [allowed, code] of [
    [0, 4],
    [1, 0],
    [2, 0],
  ] as const) {
    world.write('tier-merge.yaml', JSON.stringify({ ...config, sources, limits: { max_review: allowed } }));
    expect((await world.run('plan')).code).toBe(code);
  }
});

test('two limits that are not kept must both be allowed', async () => {
  const world = secondNight({ max_changed: 0, max_gone: 0 }, { changed: 1, gone: 1 });
  await world.run('plan', '-o', 'plan');
  expect((await world.run('apply', 'plan', '--allow', 'max_changed=1')).code).toBe(4);
  expect((await world.run('apply', 'plan', '--allow', 'max_gone=1')).code).toBe(4);
  expect((await world.run('apply', 'plan', '--allow', 'max_changed=1', '--allow', 'max_gone=1')).code).toBe(
    0,
  );
});

test('what was allowed is recorded in the plan', async () => {
  const world = secondNight({ max_gone: 0 }, { gone: 1 });
  expect((await world.run('plan', '-o', 'plan', '--allow', 'max_gone=1')).code).toBe(0);
  const plan = world.json<{ limits: readonly { name: string; allowed: string | null }[] }>('plan/plan.json');
  expect(plan.limits.find(({ name }) => name === 'max_gone')).toMatchObject({
    allowed: '1',
    passed: true,
    limit: '0',
  });
  expect((await world.run('apply', 'plan')).code).toBe(0);
});

test.each(['max_change=1', '__proto__=1'])(
  '--allow %s is refused with the names of all limits',
  async (text) => {
    const outcome = await makeWorld().run('plan', '-q', '--allow', text);
    expect(outcome.stderr).toBe(
      `tier-merge: --allow ${text}: there is no such limit\n  → --allow NAME=VALUE with one of: max_rejected, max_emptied, min_rows_vs_last, max_cut, max_changed, max_downgraded, max_gone, max_new, max_points_change, max_unmatched, max_review, max_cluster, min_precision, min_recall, freshness, same_as_last\n`,
    );
    expect(outcome.code).toBe(10);
  },
);

test.each([
  ['max_changed', 'the value is missing'],
  ['max_changed=', 'the value is missing'],
  ['max_changed=-1', '-1 is no number or percentage'],
  ['max_changed=x', 'x is no number or percentage'],
])('--allow %s is refused: %s', async (text, why) => {
  const outcome = await makeWorld().run('plan', '-q', '--allow', text);
  expect(outcome.stderr).toContain(
    `tier-merge: --allow ${text}: ${why}\n  → such as --allow max_changed=5%;`,
  );
  expect(outcome.code).toBe(10);
});

async function ledger(world: World): Promise<readonly string[]> {
  const { stdout } = await world.run('runs', '--json');
  return stdout.split('\n').filter((line) => line !== '');
}
