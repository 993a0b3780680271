import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { name, raw } from '../../../src/engine/sql.js';
import { type TermFrequencyInput, termFrequencies } from '../../../src/match/model/term-frequency.js';
import { smallEngine } from '../../engine/small-engine.js';
import { fill } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

/** In the larger source 10 rows: 6 Kim, 3 Lee, 1 Park; Choi only in the smaller one. */
beforeEach(() =>
  fill(engine, [
    ...Array.from({ length: 6 }, () => [1, 'Kim'] as const),
    ...Array.from({ length: 3 }, () => [1, 'Lee'] as const),
    [1, 'Park'],
    [1, 'Ghost', 'apart'],
    [1, null],
    [0, 'Kim'],
    [0, 'Choi'],
  ]),
);

async function adjusted(input: Partial<TermFrequencyInput>): Promise<readonly string[]> {
  await termFrequencies(engine, {
    table: 'rows',
    comparison: 'name',
    column: name('name'),
    uEqual: 0.25,
    ...input,
  });
  const rows = await engine.rows<{ text: string }>(
    raw("select value || ' ' || adjust as text from name_frequency order by value"),
  );
  return rows.map(({ text }) => text);
}

test('a frequent value weighs less than an average one, a rare one more, an unknown one by the prior', async () => {
  // tf: Kim (6 + 10/4) / 20, Lee (3 + 2.5) / 20, Park (1 + 2.5) / 20, Choi 2.5 / 20.
  expect(await adjusted({ strength: 10 })).toEqual(['Choi 1000', 'Kim -766', 'Lee -138', 'Park 515']);
});

test('the prior says how frequent a value is in the population', async () => {
  const prior = raw("case value when 'Choi' then 0.1 when 'Kim' then 0.2 else 0.05 end");
  // tf: Choi 1/20, Kim 8/20, Lee 3.5/20, Park 1.5/20.
  expect(await adjusted({ strength: 10, prior })).toEqual(['Choi 2322', 'Kim -678', 'Lee 515', 'Park 1737']);
});

test('a value met nowhere before earns at most four bits more than an average one', async () => {
  const prior = raw('0.000001');
  expect((await adjusted({ strength: 1, prior }))[0]).toBe('Choi 4000');
  expect((await adjusted({ strength: 1, prior, floor: 0.125 }))[0]).toBe('Choi 1000');
});

test('the source that is counted can be named', async () => {
  // In source 0: tf Kim (1 + 2.5) / 12, Choi the same, the others 2.5 / 12.
  expect(await adjusted({ strength: 10, source: 0 })).toEqual([
    'Choi -222',
    'Kim -222',
    'Lee 263',
    'Park 263',
  ]);
});

test('without rows the table is empty', async () => {
  await fill(engine, []);
  expect(await adjusted({})).toEqual([]);
});

test('people are counted, not rows: one person with many rows does not make a value frequent', async () => {
  // Of 6 rows Kim 15 pairs are one person: 36 / (6 + 30) = 1; Lee, of whom two rows are one: 9 / (3 + 2) = 1.8.
  const together = raw(
    `select * from (values (1, 'Kim', 15), (1, 'Lee', 1), (0, 'Park', 9)) as t(source_no, value, pairs)`,
  );
  // tf: Kim (1 + 2.5) / 13.8, Lee (1.8 + 2.5) / 13.8, Park as Kim, Choi 2.5 / 13.8.
  expect(await adjusted({ strength: 10, together })).toEqual(['Choi 465', 'Kim -21', 'Lee -318', 'Park -21']);
});
