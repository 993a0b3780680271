import { describe, expect, test } from 'vitest';
import {
  copyOf,
  makeWorld,
  OFFLINE,
  ONLINE,
  type Result,
  RULES,
  records,
  SOURCES,
  type World,
} from '../cli/program.js';
import { type Cells, expectInvariants, expectScopedInvariants, query } from './invariants.js';

const GOLD = "grade = 'GOLD'";

test('a first pilot loads its persons alone, with all of their rows', async () => {
  const world = makeWorld();
  const result = await pilot(world, GOLD);
  expect(result.members).toMatchObject({ total: 1, new: 1, changed: 0, gone: 0 });
  expect(await rows(world)).toEqual(['offline b1', 'online a1']);
  expect(await query(world, 'select count(*) as n from members')).toEqual([{ n: 1 }]);
  expect(await query(world, 'select balance from points')).toEqual([{ balance: 650 }]);
});

test('a pilot again changes nothing, a wider one adds, a full run adds the rest and changes nobody', async () => {
  const world = makeWorld();
  await pilot(world, GOLD);
  const first = await query(world, 'select * from members');
  expect((await pilot(world, GOLD)).members).toMatchObject({ total: 1, new: 0, changed: 0, gone: 0 });
  const wider = await pilot(world, `${GOLD} or source = 'offline'`);
  expect(wider.members).toMatchObject({ total: 2, new: 1, changed: 0, unchanged: 1, gone: 0 });
  expect(records(world.read(`${wider.plan}/member_ids.csv`)).map(({ change }) => change)).toEqual(['new']);
  const full = await night(world);
  expect(full.members).toMatchObject({ total: 4, new: 2, changed: 0, unchanged: 2, gone: 0 });
  expect(await query(world, `select * from members where grade = 'GOLD'`)).toEqual(first);
});

test('who is not in scope is neither new nor changed nor gone', async () => {
  const world = makeWorld();
  await night(world);
  world.write(
    'online.csv',
    `${ONLINE.replace('SILVER,200', 'GOLD,7').replace(/a3.*\n/, '')}a4,최우식,,,,,,BRONZE,5\n`,
  );
  const before = await tables(world, "select * from source_rows where source_member_id <> 'a1'");
  const result = await pilot(world, "member_id = 'a1'");
  expect(result.members).toMatchObject({ total: 1, new: 0, changed: 0, gone: 0 });
  expect(await tables(world, "select * from source_rows where source_member_id <> 'a1'")).toEqual(before);
  expect((await night(world)).members).toMatchObject({ total: 4, new: 1, changed: 1, gone: 1 });
});

test('what changes within the scope is written, and nothing else', async () => {
  const world = makeWorld();
  await night(world);
  world.write('online.csv', ONLINE.replaceAll(/SILVER|BRONZE/g, 'GOLD'));
  const result = await pilot(world, "member_id = 'a2'");
  expect(result.members).toMatchObject({ total: 1, changed: 1 });
  expect(
    await query(world, 'select grade, count(*) as n from members group by grade order by grade'),
  ).toEqual([
    { grade: 'BRONZE', n: 2 },
    { grade: 'GOLD', n: 2 },
  ]);
});

test('who leaves the scope is untouched from then on', async () => {
  const world = makeWorld();
  await pilot(world, GOLD);
  const before = await tables(world, 'select * from source_rows');
  world.write('online.csv', ONLINE.replace('GOLD,100', 'SILVER,3'));
  expect((await pilot(world, GOLD)).members).toMatchObject({ total: 0, new: 0, changed: 0, gone: 0 });
  expect(await tables(world, 'select * from source_rows')).toEqual(before);
});

test('a member all of whose rows vanished is gone when one satisfied the condition as last seen', async () => {
  const world = makeWorld();
  await night(world);
  world.write('online.csv', ONLINE.replace(/a[23].*\n/g, ''));
  const result = await pilot(world, "grade = 'SILVER'");
  expect(result.members).toMatchObject({ total: 0, gone: 1 });
  expect(await query(world, 'select grade from members where gone_since is not null')).toEqual([
    { grade: 'SILVER' },
  ]);
});

test('a row that vanished from a member in scope is marked, that of another member is not', async () => {
  const world = makeWorld({ offline: `${OFFLINE}b3,이서연,01082143579,top,7,0\n` });
  await night(world);
  world.write('offline.csv', 'code,customer,tel,level,balance,stamps\nb2,최유진,010-7706-1385,basic,30,0\n');
  await pilot(world, "member_id = 'a1'");
  expect(await query(world, 'select source_member_id from source_rows where gone_since is not null')).toEqual(
    [{ source_member_id: 'b1' }],
  );
});

test('a member out of scope that turns out to be one in scope is merged into it', async () => {
  const world = makeWorld({ online: `${ONLINE}a4,최유진,,,,,,SILVER,5\n` });
  await night(world);
  world.write('online.csv', `${ONLINE}a4,최유진,010-7706-1385,,,,,SILVER,5\n`);
  const result = await pilot(world, "member_id = 'a4'");
  expect(result.members).toMatchObject({ total: 1, changed: 1, merged: 1 });
  expect(await rows(world)).toEqual([
    'offline b1',
    'offline b2',
    'online a1',
    'online a2',
    'online a3',
    'online a4',
  ]);
  expect((await night(world)).members).toMatchObject({ new: 0, changed: 0, merged: 0 });
});

test('who shares a member with a person in scope comes along: no member keeps the rows of another', async () => {
  const world = makeWorld();
  await night(world);
  // b1 leaves a1 and becomes a person of its own.
  world.write('offline.csv', OFFLINE.replace('01031072468', '01099912345'));
  const result = await pilot(world, "source = 'online' and grade = 'GOLD'");
  expect(result.members).toMatchObject({ total: 2, new: 1, changed: 1, split: 1 });
  expect(world.json<{ scope: object }>(`${result.plan}/report.json`).scope).toEqual({
    condition: "source = 'online' and grade = 'GOLD'",
    persons: 2,
    along: 1,
    all_persons: 5,
  });
  expect((await night(world)).members).toMatchObject({ new: 0, changed: 0 });
});

const TOP = {
  measures: { balance: 'sum(points)' },
  decide: [
    { name: 'the best third', grade: 'GOLD', when: 'top(34%, balance)' },
    { name: 'others', grade: 'BRONZE' },
  ],
};

test('a measure among all members is among all of them: grades are those of the full plan', async () => {
  const world = makeWorld({ rules: { ...RULES, ...TOP } });
  expect((await world.run('plan', '-q', '-o', 'full')).stderr).toBe('');
  for (const id of ['a1', 'a2', 'a3', 'b2']) {
    await world.run('plan', '-q', '-o', `only-${id}`, '--scope', `member_id = '${id}'`);
    const [member] = records(world.read(`only-${id}/members.csv`));
    const [same] = records(world.read('full/members.csv')).filter(
      (one) => one.member_id === member?.member_id,
    );
    expect(member).toEqual(same);
  }
});

test('points, lots and bonuses of others are neither written nor counted', async () => {
  const lots = {
    mall: { of: 'online', files: 'lots.csv', columns: { member_id: 'card', bucket: 'kind', amount: 'left' } },
  };
  const points = [
    { from: 'lots.coupons', into: 'coupons', rate: 10 },
    { from: 'points', into: 'points', rate: 2, when: "grade = 'SILVER'" },
    { bonus: 7, into: 'points', when: "grade = 'SILVER'" },
  ];
  const world = makeWorld({ config: { lots }, rules: { points } });
  world.write('lots.csv', 'card,kind,left\na1,coupons,3\na2,coupons,5\nzz,coupons,9\n');
  const result = await pilotWithout(world, "member_id = 'a2'");
  expect(records(world.read(`${result.plan}/lots.csv`)).map((lot) => lot.source_member_id)).toEqual(['a2']);
  expect(await query(world, 'select bucket, balance from points order by bucket')).toEqual([
    { bucket: 'coupons', balance: 50 },
    { bucket: 'points', balance: 407 },
  ]);
  const { points: told } = world.json<{ points: readonly { bucket: string; out: string }[] }>(
    `${result.plan}/report.json`,
  );
  expect(told.map(({ bucket, out }) => [bucket, out])).toEqual([
    ['coupons', '50'],
    ['points', '407'],
  ]);
});

test('the scope stands in plan, result, report, event and ledger', async () => {
  const world = makeWorld();
  const scope = "name like '김%' -- <b>";
  expect((await world.run('plan', '-q', '--scope', scope)).code).toBe(10);
  const outcome = await world.run('run', '--json', '--scope', "name like '<김%'");
  expect(outcome.code).toBe(0);
  const [plan] = world.list('runs');
  for (const file of ['plan', 'result'])
    expect(world.json<{ scope: string }>(`runs/${plan}/${file}.json`).scope).toBe("name like '<김%'");
  expect(world.json(`runs/${plan}/report.json`)).toMatchObject({ scope: { persons: 0, all_persons: 4 } });
  expect(world.read(`runs/${plan}/report.html`)).toContain('name like &#39;&#60;김%&#39;');
  const events = outcome.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-1)).toMatchObject({ event: 'result', scope: "name like '<김%'" });
  expect(await query(world, 'select scope from runs')).toEqual([{ scope: "name like '<김%'" }]);
  const shown = await world.run('plan', '--scope', GOLD);
  expect(shown.stdout).toContain("Scope: grade = 'GOLD'");
  expect(shown.stdout).toContain('This plan is for 1 of 4 persons; everybody else stays as they are.');
  const korean = await world.run('plan', '--scope', GOLD, '--lang', 'ko');
  expect(korean.stdout).toContain('이 계획은 전체 4명 가운데 1명만 다루며, 나머지는 그대로 둡니다.');
});

describe('a condition that cannot be read is exit 10, with the position and a hint', () => {
  test.each([
    ['stroe = 1', '--scope: unknown name stroe (character 1)', 'known here: '],
    ["sorce = 'online'", '--scope: unknown name sorce (character 1)', 'did you mean source?'],
    ["source = 'onlin'", '--scope: "onlin" never occurs here (character 10)', 'did you mean online?'],
    ["gender = 'men'", '--scope: "men" never occurs here (character 10)', 'possible: male, female'],
    ["joined_at >= '2026-01-01'", '--scope: unknown name joined_at (character 1)', 'known here: '],
    ['grade', '--scope: a text alone is not a condition (character 1)', 'compare it with something'],
  ])('%s', async (scope, message, hint) => {
    const outcome = await makeWorld().run('plan', '-q', '-o', 'plan', '--scope', scope);
    expect(outcome.code).toBe(10);
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain(hint);
  });

  test('nothing at all', async () => {
    expect((await makeWorld().run('plan', '-q', '--scope', '')).code).toBe(10);
  });
});

test('a delta export refuses a scope: what it says of others would be lost', async () => {
  const sources = { ...SOURCES, online: { ...SOURCES.online, mode: 'delta' } };
  const outcome = await makeWorld({ config: { sources } }).run('plan', '-q', '--scope', GOLD);
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain('--scope: online is a delta export');
});

test('limits of changes are judged on persons in scope, those of the inputs on all records', async () => {
  const world = makeWorld({ config: { limits: { max_changed: '50%', min_rows_vs_last: '100%' } } });
  await night(world);
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  const scoped = await world.run('plan', '-q', '-o', 'pilot', '--scope', "member_id = 'a2'");
  expect(scoped.code).toBe(4);
  expect(world.json<Result>('pilot/result.json').limits).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'max_changed', value: 1, of: 1, passed: false }),
      expect.objectContaining({ name: 'min_rows_vs_last', scope: 'online', value: 3, of: 3, passed: true }),
    ]),
  );
  expect((await world.run('plan', '-q')).code).toBe(0);
});

const ROUNDS = Number(process.env.ROUNDS ?? 1);

// Few phones and names, so that persons meet, part and meet again.
test(
  'random worlds: a pilot leaves all others alone and gives its own what a full plan gives',
  async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const dice = diceOf(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const world = makeWorld(randomExports(dice));
      if (dice(2) === 0) await night(world);
      else await pilot(world, randomScope(dice));
      for (const [source, csv] of Object.entries(randomExports(dice))) world.write(`${source}.csv`, csv);
      await expectPilotIsLocal(world, randomScope(dice), `seed ${seed}, round ${round}`);
      await night(world);
    }
  },
  ROUNDS * 60_000,
);

async function expectPilotIsLocal(world: World, scope: string, where: string): Promise<void> {
  const full = copyOf(world);
  const before = await snapshot(world);
  const result = await pilot(world, scope);
  await night(full);
  const touched = new Set(records(world.read(`${result.plan}/links.csv`)).map(({ member_id }) => member_id));
  const after = await snapshot(world);
  const wanted = await snapshot(full);
  for (const { member_id, ...member } of after.members) {
    const same = (of: Snapshot) => of.members.find((one) => one.member_id === member_id);
    const { member_id: _, ...was } = same(before) ?? { member_id };
    const { member_id: __, ...would } = same(wanted) ?? { member_id };
    if (touched.has(String(member_id))) expect(member, where).toEqual(would);
    else if (member.merged_into === null && member.gone_since === null) expect(member, where).toEqual(was);
  }
}

interface Snapshot {
  readonly members: readonly Cells[];
}

async function snapshot(world: World): Promise<Snapshot> {
  return {
    members: await query(
      world,
      `select member_id, grade, name, phone, merged_into, gone_since,
        (select group_concat(source || ' ' || source_member_id) from (
          select * from links where links.member_id = members.member_id order by source, source_member_id)) as links,
        (select sum(balance) from points where points.member_id = members.member_id) as points
      from members order by member_id`,
    ),
  };
}

function diceOf(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function randomExports(dice: (sides: number) => number): {
  readonly online: string;
  readonly offline: string;
} {
  const grades = ['BRONZE', 'SILVER', 'GOLD'];
  const levels = ['basic', 'plus', 'top'];
  const phone = () => `0107301${['1357', '2468', '9142'][dice(3)]}`;
  const name = () => ['남궁민', '도경수'][dice(2)];
  const online = Array.from({ length: 8 }, (_, n) =>
    dice(4) === 0 ? '' : `a${n},${name()},${phone()},,,,,${grades[dice(3)]},${dice(50)}\n`,
  );
  const offline = Array.from({ length: 6 }, (_, n) =>
    dice(4) === 0 ? '' : `b${n},${name()},${phone()},${levels[dice(3)]},${dice(50)},0\n`,
  );
  return {
    online: `id,name,phone,born,sex,ci,state,grade,points\n${online.join('')}`,
    offline: `code,customer,tel,level,balance,stamps\n${offline.join('')}`,
  };
}

function randomScope(dice: (sides: number) => number): string {
  const scopes = [
    GOLD,
    "source = 'offline'",
    "name = '도경수'",
    'points > 25',
    "member_id in ('a1', 'b3', 'a5')",
  ];
  return scopes[dice(scopes.length)] ?? GOLD;
}

interface Night extends Result {
  readonly plan: string;
}

let nights = 0;

/** Plans and applies for some persons alone. */
async function pilot(world: World, scope: string): Promise<Night> {
  const plan = await apply(world, '--scope', scope);
  await expectScopedInvariants(world, plan, scope);
  return { ...world.json<Result>(`${plan}/result.json`), plan };
}

/** Without the invariants that are of the usual rules of points. */
async function pilotWithout(world: World, scope: string): Promise<Night> {
  const plan = await apply(world, '--scope', scope);
  return { ...world.json<Result>(`${plan}/result.json`), plan };
}

async function night(world: World): Promise<Night> {
  const plan = await apply(world);
  await expectInvariants(world, plan);
  return { ...world.json<Result>(`${plan}/result.json`), plan };
}

async function apply(world: World, ...flags: readonly string[]): Promise<string> {
  nights += 1;
  const plan = `plan-${nights}`;
  const made = await world.run('plan', '-q', '-o', plan, ...flags);
  expect(made.stderr).toBe('');
  const applied = await world.run('apply', plan, '-q', '--allow', 'max_cluster=99');
  expect(applied.stderr).toBe('');
  expect(applied.code).toBe(0);
  return plan;
}

async function rows(world: World): Promise<readonly string[]> {
  const found = await query(world, 'select * from links order by source, source_member_id');
  return found.map(({ source, source_member_id }) => `${source} ${source_member_id}`);
}

function tables(world: World, sql: string): Promise<readonly Cells[]> {
  return query(world, `${sql} order by 1, 2`);
}
