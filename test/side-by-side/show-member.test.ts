import { expect, test } from 'vitest';
import { OFFLINE, ONLINE, type World } from '../cli/program.js';
import { firstNight, memberOf, night } from './nights.js';

interface Event {
  readonly member: { readonly grade: string };
  readonly trace: {
    readonly rows: readonly { readonly source: string; readonly mapped: string | null }[];
    readonly mastered: readonly string[];
    readonly differences: readonly unknown[];
  };
}

/** What show says of the member of a1 in a plan made now. */
async function shown(world: World, plan: string): Promise<Event> {
  expect((await world.run('plan', '-q', '-o', plan)).code).toBe(0);
  const { stdout } = await world.type('show', plan, await memberOf(world, 'online', 'a1'), '--json');
  return JSON.parse(stdout) as Event;
}

test('a grade that came back from a legacy system counts as what the row says of itself', async () => {
  const world = await firstNight({
    config: {
      legacy_files: {
        online: { file: 'out/grades.csv', columns: { id: 'source_member_id', level: 'label' } },
      },
    },
    online: ONLINE.replace(',GOLD,100', ',SILVER,100'),
  });
  await night(world, { online: ONLINE });
  world.write('offline.csv', OFFLINE.replace('top', 'basic'));
  const { member, trace } = await shown(world, 'fallen');
  expect(member.grade).toBe('SILVER');
  expect(trace.rows).toMatchObject([
    { source: 'online', values: { grade: 'SILVER' }, mapped: 'SILVER' },
    { source: 'offline', mapped: 'BRONZE' },
  ]);
  expect(trace.differences).toEqual([]);
});

test('of what the target is master of, no difference is told', async () => {
  const world = await firstNight({ rules: { masters: { points: 'unified', phone: 'unified' } } });
  world.write('online.csv', ONLINE.replace('010-3107-2468', '010-3107-2469').replace(',100', ',170'));
  const { trace } = await shown(world, 'later');
  expect(trace.mastered).toEqual(['phone', 'points']);
  expect(trace.differences).toEqual([]);
});

test('a floor at the grade that a member was told is told as well', async () => {
  const world = await firstNight({
    rules: { adjust: [{ name: 'as told', never_below: 'announced' }] },
  });
  expect((await world.run('announce', '--by', 'Kim', '--as-of', '2026-06-30')).code).toBe(0);
  world.write('online.csv', ONLINE.replace(',GOLD,100', ',BRONZE,100'));
  world.write('offline.csv', OFFLINE.replace('top', 'basic'));
  const { member, trace } = await shown(world, 'later');
  expect(member.grade).toBe('GOLD');
  expect(trace).toMatchObject({
    adjustments: [{ name: 'as told', before: 'BRONZE', after: 'GOLD' }],
    candidates: expect.arrayContaining([expect.objectContaining({ code: 'announced', grade: 'GOLD' })]),
    differences: [],
  });
});
