import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { name, sql } from '../../src/engine/sql.js';
import { trimmed, trimmedColumn } from '../../src/standardise/missing.js';
import { smallEngine } from '../engine/small-engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

test.each([
  ['VIP', 'VIP'],
  [' VIP', 'VIP'],
  ['VIP ', 'VIP'],
  ['\tVIP\r\n', 'VIP'],
  ['\u00a0VIP', 'VIP'],
  ['VIP\u00a0', 'VIP'],
  ['\u3000VIP', 'VIP'],
  ['VIP\u3000', 'VIP'],
  ['\ufeffVIP', 'VIP'],
  ['김 민수', '김 민수'],
  [' \t\u3000\u00a0', ''],
  ['', ''],
  // No blanks for whoever reads: other controls, and a thin space.
  ['\u0001VIP', '\u0001VIP'],
  ['VIP\u2009', 'VIP\u2009'],
  ['!VIP', '!VIP'],
])('%j without the blanks around it is %j', async (text, expected) => {
  const row = await engine.one<{ one: string; other: string }>(
    sql`select ${trimmed(name('text'))} as one, ${trimmedColumn('text')} as other from (select ${text} as text)`,
  );
  expect(row).toEqual({ one: expected, other: expected });
});
