import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { raw, sql } from '../../src/engine/sql.js';
import { smallEngine } from './small-engine.js';

const logged: string[] = [];
let engine: Engine;
beforeAll(async () => {
  // Far from UTC, on whatever machine this runs.
  vi.stubEnv('TZ', 'Asia/Seoul');
  engine = await smallEngine((step, statement) => logged.push(`${step}: ${statement}`));
});
afterAll(() => {
  vi.unstubAllEnvs();
  engine.close();
});

test('a step makes a table of a select and says how many rows it has', async () => {
  expect(await engine.step('three', raw('select * from range(3) as t(n)'))).toBe(3);
  expect(await engine.rows(raw('select n from three order by n'))).toEqual([{ n: 0n }, { n: 1n }, { n: 2n }]);
});

test('a step without rows is an empty table', async () => {
  expect(await engine.step('none', raw('select * from range(0) as t(n)'))).toBe(0);
  expect(await engine.rows(raw('from none'))).toEqual([]);
});

test('a step replaces the table of that name, also when it reads from it', async () => {
  await engine.step('grown', raw('select 1 as n'));
  expect(await engine.step('grown', raw('select n + 1 as n from grown union all select 10'))).toBe(2);
  expect(await engine.rows(raw('from grown order by n'))).toEqual([{ n: 2 }, { n: 10 }]);
});

test('a table may have any name', async () => {
  await engine.step('a "b"; --', raw('select 1 as n'));
  await engine.drop('a "b"; --', 'one that never was');
  expect(await engine.rows(raw("select 1 from duckdb_tables() where table_name like 'a %'"))).toEqual([]);
});

test('the first row is asked for where there must be one', async () => {
  expect(await engine.one(raw('select n from range(5) as t(n) order by n desc'))).toEqual({ n: 4n });
  await expect(engine.one(raw('select 1 where false'))).rejects.toThrow('no row from: select 1 where false');
});

test('batches give every row once, in the order of the select', async () => {
  let next = 99_999n;
  for await (const rows of engine.batches<{ n: bigint }>(
    raw('select n from range(100000) as t(n) order by n desc'),
  )) {
    for (const { n } of rows) expect(n).toBe(next--);
  }
  expect(next).toBe(-1n);
});

test('batches go on while other statements run', async () => {
  await engine.step('many', raw('select n from range(50000) as t(n)'));
  await engine.run(raw('create or replace table seen (n bigint)'));
  let rows = 0;
  for await (const batch of engine.batches<{ n: bigint }>(raw('select n from many order by n'))) {
    rows += batch.length;
    await engine.run(sql`insert into seen values (${batch[0]?.n})`);
    await engine.one(raw('select count(*) as n from many'));
    await engine.step('meanwhile', raw('select 1 as n'));
  }
  expect(rows).toBe(50_000);
  expect((await engine.one(raw('select count(*) > 10 as n from seen'))).n).toBe(true);
});

test('two streams may be read side by side', async () => {
  const left = engine.batches<{ n: bigint }>(raw('from range(10000) as t(n)'))[Symbol.asyncIterator]();
  const right = engine
    .batches<{ n: bigint }>(raw('from range(10000, 20000) as t(n)'))
    [Symbol.asyncIterator]();
  const counts = [0, 0];
  for (let open = true; open; ) {
    const [l, r] = [await left.next(), await right.next()];
    counts[0] = (counts[0] ?? 0) + (l.done ? 0 : l.value.length);
    counts[1] = (counts[1] ?? 0) + (r.done ? 0 : r.value.length);
    open = !(l.done && r.done);
  }
  expect(counts).toEqual([10_000, 10_000]);
});

test('a stream may be left early', async () => {
  for await (const _rows of engine.batches(raw('from range(100000) as t(n)'))) break;
  expect(await engine.one(raw('select 1 as n'))).toEqual({ n: 1 });
});

test('a day does not depend on where the machine stands', async () => {
  const row = await engine.one(
    raw(`select current_setting('TimeZone') as zone,
      cast(timestamptz '2026-01-01 23:30:00+00' as varchar) as late,
      cast(cast(timestamptz '2026-01-01 23:30:00+00' as date) as varchar) as day`),
  );
  expect(row).toEqual({ zone: 'UTC', late: '2026-01-01 23:30:00+00', day: '2026-01-01' });
});

test.each(['2026-01-01 00:30:00+00', '2026-01-01 23:30:00+00'])(
  'a stream reads the day of %s in UTC too',
  async (moment) => {
    const day = sql`select cast(cast(${moment}::timestamptz as date) as varchar) as day`;
    expect(await engine.one(day)).toEqual({ day: '2026-01-01' });
    for await (const rows of engine.batches(day)) expect(rows).toEqual([{ day: '2026-01-01' }]);
  },
);

test('every statement is told before it runs, a step with its name', async () => {
  logged.length = 0;
  await engine.step('told', raw('select 1 as n'));
  await expect(engine.run(raw('select broken from nowhere'))).rejects.toThrow('nowhere');
  expect(logged).toEqual([
    'told: create or replace table "told" as select 1 as n',
    ': select broken from nowhere',
  ]);
});

test('nothing is fetched from outside', async () => {
  const row = await engine.one(
    raw(
      "select current_setting('autoinstall_known_extensions') as i, current_setting('autoload_known_extensions') as l",
    ),
  );
  expect(row).toEqual({ i: false, l: false });
});
