import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { firstNight, lastRun, memberOf, spend } from '../revert/nights.js';
import { OFFLINE, ONLINE, type World } from './program.js';
import { said } from './review-world.js';

let world: World;
const ids: Record<string, string> = {};

// Night two: a2 is in no export any more, a3 and b2 are one person, a1 has 70 points more, a4 is new.
beforeAll(async () => {
  world = await firstNight({
    rules: { masters: { points: 'unified' } },
    config: { report: { lang: 'en' } },
  });
  for (const [source, id] of [
    ['online', 'a1'],
    ['online', 'a2'],
    ['online', 'a3'],
    ['offline', 'b2'],
  ] as const)
    ids[id] = await memberOf(world, source, id);
  await spend(world, ids.a1 ?? '', 600);
  const online = ONLINE.replace('GOLD,100', 'GOLD,170').replace(/a2.*\n/, '');
  world.write('online.csv', `${online}a4,최우식,010-9001-4412,,,,,GOLD,5\n`);
  world.write('offline.csv', OFFLINE.replace('최유진,010-7706-1385', '박지훈,010-5523-9014'));
  expect((await world.run('plan', '-q', '-o', 'plan')).code).toBe(0);
}, 60_000);

const shown = (plan: string, member: string | undefined, ...flags: string[]) =>
  world.type('show', plan, member ?? '', ...flags);

test('a member who is gone is shown as the target has it, masked, with rows and points', async () => {
  const text = said(await shown('plan', ids.a2));
  expect(text).toMatch(/^What the target has of this id\n/);
  expect(text).toContain(
    'The member is in no export any more and is not among the members of this plan. Its rows and points stay in the target.',
  );
  expect(text).toContain('이*연');
  expect(text).not.toContain('이서연');
  const event = JSON.parse((await shown('plan', ids.a2, '--json')).stdout);
  expect(event).toMatchObject({
    ...{ trace: null, untraced: null, ending: { change: 'gone', other: null } },
    rows: [{ source: 'online', source_member_id: 'a2' }],
    points: [{ bucket: 'points', balance: '200' }],
    changes: [{ field: 'gone_since', before: null, after: '2026-06-30' }],
  });
});

test('an id that was merged says into which one, and how to see it; also on a page and in Korean', async () => {
  const [kept, ended] = await keptAndEnded();
  const text = said(await shown('plan', ended));
  expect(text).toContain(
    `its rows are of member ${kept} now. To see that one: tier-merge show PLAN ${kept}\n`,
  );
  expect(text).toMatch(/0$/);
  const page = await shown('plan', ended, '--lang', 'ko', '--html', world.path('ended.html'));
  expect(page.code).toBe(0);
  expect(readFileSync(world.path('ended.html'), 'utf8')).toContain(
    `이 번호의 행은 이제 회원 ${kept}의 것입니다.`,
  );
});

async function keptAndEnded(): Promise<readonly [string, string]> {
  const line =
    world
      .read('plan/member_ids.csv')
      .split('\n')
      .find((one) => one.includes(',merged,')) ?? '';
  const [ended = '', , kept = ''] = line.split(',');
  expect([ids.a3, ids.b2]).toContain(ended);
  return [kept, ended];
}

test('points that belong to the target are told as held before, moved and held then', async () => {
  const event = JSON.parse((await shown('plan', ids.a1, '--json')).stdout);
  expect(event.trace.held).toEqual([{ bucket: 'points', before: '50', moved: '70', after: '120' }]);
  expect(event.trace.differences).toEqual([]);
  expect(said(await shown('plan', ids.a1))).toMatch(
    /Balances that the target holds\nBucket +Held before +Moves by +Holds then\npoints +50 +70 +120\n/,
  );
  const fresh = world.read('plan/links.csv').match(/online,a4,(M\w+)/)?.[1];
  const event2 = JSON.parse((await shown('plan', fresh, '--json')).stdout);
  expect(event2.trace.held).toEqual([{ bucket: 'points', before: null, moved: '5', after: '5' }]);
});

test('of a plan that takes a run back, a member is as it was before, and one that it removes is told so', async () => {
  expect((await world.run('apply', 'plan', '-q')).code).toBe(0);
  const a4 = await memberOf(world, 'online', 'a4');
  const run = await lastRun(world);
  expect((await world.type('revert', run, '-q', '-o', 'back', '--as-of', '2026-06-30')).code).toBe(0);
  const text = said(await shown('back', ids.a1));
  expect(text).toContain(
    'This plan takes a run back: the member is as it was before that run, and no rule decided.',
  );
  expect(text).toMatch(/points +50 +-\n[\s\S]*0$/);
  const event = JSON.parse((await shown('back', a4, '--json')).stdout);
  expect(event.ending).toEqual({ change: 'removed', other: null });
  expect(JSON.parse((await shown('back', ids.a2, '--json')).stdout)).toMatchObject({
    untraced: 'taken_back',
  });
});

test('an id that nobody knows is refused', async () => {
  expect(said(await shown('plan', 'M0'))).toMatch(/M0 is not a member of .*plan\n[\s\S]*10$/);
});
