import { utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { query } from '../plan/invariants.js';
import { makeWorld, OFFLINE, ONLINE, type Result, SOURCES, type World } from './program.js';

/** A day that is over wherever the tests run; it ended in Seoul at 15:00 UTC. */
const DAY = '2020-01-02';
const NEXT = '2020-01-03';
const END = Date.parse('2020-01-02T15:00:00Z');

function worldWith(online: object, exported: string = ONLINE): World {
  const world = makeWorld({
    online: exported,
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, ...online } } },
  });
  written(world, 0);
  return world;
}

/** The export was written so long before the end of the day. */
function written(world: World, hours: number, end = END): void {
  const moment = new Date(end - hours * 3_600_000);
  utimesSync(world.path('online.csv'), moment, moment);
}

function limit(world: World, name: string): object | undefined {
  return world.json<Result>('plan/result.json').limits.find((one) => one.name === name);
}

describe('freshness by the file', () => {
  test.each([
    ['36h', 35, 0],
    ['36h', 36, 0],
    ['36h', 36.01, 3],
    ['36 hours', 37, 3],
    ['2 days', 48, 0],
    ['2d', 49, 3],
    ['90m', 1.5, 0],
    ['90 minutes', 2, 3],
  ])('%s, and the export is %d hours old: %i', async (freshness, hours, code) => {
    const world = worldWith({ freshness });
    written(world, hours);
    const outcome = await world.run('plan', '-q', '-o', 'plan', '--as-of', DAY);
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(code);
    expect(limit(world, 'freshness')).toMatchObject({
      scope: 'online',
      value: hours,
      limit: freshness,
      passed: code === 0,
    });
  });

  test('run writes nothing, says what to type, and may be allowed once', async () => {
    const world = worldWith({ freshness: '36h' });
    written(world, 50.25);
    const refused = await world.run('run', '-q', '--as-of', DAY);
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('age of the export in hours, online: 50.25, at most 36h');
    expect(refused.stdout).toContain('--allow freshness=50.25');
    expect(world.list('.')).not.toContain('members.sqlite');
    expect((await world.run('run', '-q', '--as-of', DAY, '--allow', 'freshness=50h')).code).toBe(3);
    expect((await world.run('run', '-q', '--as-of', DAY, '--allow', 'freshness=3 days')).code).toBe(0);
    const [run] = await query(world, 'select input_summary from runs');
    expect(JSON.parse(String(run?.input_summary))['--allow']).toEqual({ freshness: '3 days' });
  });

  test('the oldest of several files counts', async () => {
    const world = worldWith({ freshness: '36h', files: ['online.csv', 'more.csv'] });
    world.write('more.csv', `${ONLINE.split('\n')[0]}\n`);
    written(world, 40);
    expect((await world.run('plan', '-q', '--as-of', DAY)).code).toBe(3);
  });
});

describe('freshness by the newest date', () => {
  const columns = { ...SOURCES.online.columns, updated_at: 'born' };
  const freshness = { max_age: '2 days', by: 'newest updated_at' };

  test.each([
    ['1980-01-02', DAY, 3],
    ['2019-12-31', DAY, 0],
    ['2019-12-30', DAY, 3],
    ['2020-01-02', DAY, 0],
    ['2020-01-09', DAY, 3],
  ])('the newest row is of %s, the day %s: %i', async (day, asOf, code) => {
    const world = worldWith(
      { freshness, columns },
      ONLINE.replace('1980-01-02', day).replace('1990-11-30', '1990-01-01'),
    );
    expect((await world.run('plan', '-q', '--as-of', asOf)).code).toBe(code);
  });

  test.each([
    [
      { max_age: '2 days', by: 'newest joined_at' },
      'freshness: joined_at is not among the columns of online',
    ],
    [{ max_age: '2 days', by: 'newest name' }, 'freshness: name is no date'],
    [{ max_age: '2 weeks' }, 'a time such as 36h, 36 hours or 2 days'],
    ['soon', 'a time such as 36h, 36 hours or 2 days'],
  ])('%j is exit 10', async (wrong, message) => {
    const outcome = await worldWith({ freshness: wrong }).run('plan', '-q');
    expect(outcome.code).toBe(10);
    expect(outcome.stderr).toContain(message);
  });
});

describe("yesterday's file", () => {
  test('is refused on another day, is nothing to do on the same, and may be allowed once', async () => {
    const world = worldWith({ freshness: '36h' });
    expect((await world.run('run', '-q', '--as-of', DAY)).code).toBe(0);
    const again = await world.run('run', '-q', '--as-of', DAY, '--detailed-exitcode');
    expect([again.stderr, again.code]).toEqual(['', 0]);
    written(world, 0, END + 86_400_000);
    const refused = await world.run('run', '-q', '--as-of', NEXT);
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('days with the same bytes, online: 1, at most 0');
    expect(refused.stdout).toContain('online: the same bytes as in the last run (2020-01-02).');
    expect((await world.run('run', '-q', '--as-of', NEXT, '--allow', 'same_as_last=1')).code).toBe(0);
  });

  test('is no less fresh when the same day is run again later', async () => {
    const world = worldWith({ freshness: '36h' });
    expect((await world.run('run', '-q', '--as-of', DAY)).code).toBe(0);
    written(world, 99);
    expect((await world.run('run', '-q', '--as-of', DAY)).code).toBe(0);
  });

  test('is accepted where the config says so, and refused without freshness where it says so', async () => {
    const accepts = worldWith({ freshness: '99 days', same_as_last: 'accept' });
    await accepts.run('run', '-q', '--as-of', DAY);
    expect((await accepts.run('run', '-q', '--as-of', NEXT)).code).toBe(0);
    const refuses = worldWith({ same_as_last: 'refuse' });
    await refuses.run('run', '-q', '--as-of', DAY);
    expect((await refuses.run('run', '-q', '--as-of', NEXT)).code).toBe(3);
  });

  test('without a record says nothing, and may come every day', async () => {
    const sources = { mode: 'delta', freshness: '99 days' };
    const world = worldWith(sources, `${ONLINE.split('\n')[0]}\n`);
    await world.run('run', '-q', '--as-of', DAY);
    expect((await world.run('run', '-q', '--as-of', NEXT)).code).toBe(0);
  });

  test('the report tells what the last run read', async () => {
    const world = worldWith({});
    await world.run('run', '-q', '--as-of', DAY);
    world.write('online.csv', ONLINE.replace(/a3.*\n/, ''));
    const outcome = await world.run('plan', '-o', 'plan', '--as-of', NEXT);
    expect(outcome.stdout).toContain('online: 2 records, 66.67% of the 3 of the last run (2020-01-02).');
    expect(world.read('plan/report.html')).toContain(
      'online: 2 records, 66.67% of the 3 of the last run (2020-01-02).',
    );
    const { inputs } = world.json<{ inputs: readonly { arrival: object }[] }>('plan/report.json');
    expect(inputs[0]?.arrival).toEqual({ last: { as_of: DAY, records: 3, same: false }, cut: [] });
  });
});

test('a day before that of the last run is exit 10', async () => {
  const world = worldWith({});
  await world.run('run', '-q', '--as-of', NEXT);
  const outcome = await world.run('plan', '-q', '--as-of', DAY);
  expect(outcome.code).toBe(10);
  expect(outcome.stderr).toContain('the plan is for 2020-01-02, and the last run (');
  expect(outcome.stderr).toContain(') was for 2020-01-03');
  expect((await world.run('plan', '-q', '--as-of', NEXT)).code).toBe(0);
});

describe('half an export', () => {
  const LAST = 'a4,"최, 우식",010-9001-4412,,,,,GOLD,5\n';
  const WHOLE = Buffer.from(ONLINE + LAST);

  test('that ends anywhere within its last record is refused after a whole one', async () => {
    const world = worldWith({}, ONLINE + LAST);
    world.write(
      'tier-merge.yaml',
      JSON.stringify({ ...world.json<object>('tier-merge.yaml'), limits: { max_rejected: '100%' } }),
    );
    await world.run('run', '-q', '--as-of', DAY);
    const first = WHOLE.length - Buffer.byteLength(LAST) + 1;
    for (let end = first; end < WHOLE.length; end += 2) {
      world.write('online.csv', WHOLE.subarray(0, end));
      const outcome = await world.run('plan', '-q', '--as-of', DAY);
      expect(outcome.stderr).toBe('');
      expect([end, outcome.code]).toEqual([end, 3]);
      expect(outcome.stdout).toContain('files that look cut off, online: 1, at most 0');
    }
  }, 60_000);

  test.each([
    ['a4,"최', 'the quote in its last record is never closed'],
    ['a4,"최\n우\n식\n', 'the quote in its last record is never closed'],
    ['a4,최우식,010', 'its last record has too few fields and no line end'],
    [Buffer.from('a4,최').subarray(0, 5), 'it ends within a character'],
  ])('%j at the end is told in one line, and refused', async (end, sign) => {
    const world = worldWith({}, ONLINE);
    world.write('online.csv', Buffer.concat([Buffer.from(ONLINE), Buffer.from(end)]));
    const outcome = await world.run('plan', '-q', '--allow', 'max_rejected=9');
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toContain(`online.csv looks cut off: ${sign}.`);
    expect((await world.run('plan', '-q', '--allow', 'max_rejected=9', '--allow', 'max_cut=1')).code).toBe(0);
  });

  test.each([
    ['an unclosed quote in the middle', `${ONLINE.replace('a2,', 'a2,"')}`],
    ['no line end where there never was one', ONLINE.trimEnd()],
    ['a short record with a line end', `${ONLINE}a4,x\n`],
  ])('%s is no sign of it', async (_what, online) => {
    const outcome = await worldWith({}, online).run('plan', '-q', '--allow', 'max_rejected=9');
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
  });

  test.each([
    [0, 3],
    [1, 0],
    [2, 0],
  ])('max_cut: %i, and one file is cut: %i', async (max_cut, code) => {
    const world = makeWorld({ online: `${ONLINE}a4,x`, config: { limits: { max_cut, max_rejected: 1 } } });
    expect((await world.run('plan', '-q')).code).toBe(code);
  });
});

test('a file that lost its line end is refused where all files had one, in both languages', async () => {
  const world = makeWorld({ offline: OFFLINE });
  await world.run('run', '-q');
  world.write('offline.csv', OFFLINE.trimEnd());
  const outcome = await world.run('plan', '--lang', 'ko');
  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toContain('offline.csv: 중간에 잘린 파일로 보입니다.');
});
