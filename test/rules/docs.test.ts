import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { differences } from '../merge/language/support.js';
import { smallEngine, source } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

/** The fenced blocks of the page. */
const blocks = [...readFileSync('docs/rules.md', 'utf8').matchAll(/^```\w*\n(.*?)^```$/gms)].map(
  ([, body = '']) => body,
);

function beginning(words: string): string {
  const found = blocks.find((block) => block.startsWith(words));
  if (found === undefined) throw new Error(`docs/rules.md has no block that begins with ${words}`);
  return found;
}

test('the snippets of docs/rules.md are sound together and do what the page says', async () => {
  const rules = `version: 1
name: docs
grades: [SILVER, GOLD, VIP]
map: { online: { S: SILVER, G: GOLD }, offline: { S: SILVER, G: GOLD } }
measures: { spend: sum(spend), visits: sum(orders), feedback: max(online.feedback), bonus: "table(vip, bonus)" }
${beginning('scores:')}bands: { worth: { SILVER: 0, GOLD: 30 } }
${beginning('matrices:')}${beginning('tables:')}decide:
  - { name: table, when: sources = 1 and worth < 50, grade: table(vip) }
  - { name: matrix, when: bonus is null or bonus = 0, grade: matrix(united) }
  - { name: score, grade: band(worth) }
${beginning('points:')}examples:
  - { given: { online: { grade: G, spend: 1000000 } }, expect: { grade: VIP, rule: table } }
  - { given: { online: { spend: 999999 } }, expect: { grade: GOLD, rule: table } }
  - { given: { online: {} }, expect: { grade: none, rule: no rule applied } }
  - { given: { online: { feedback: "3" } }, expect: { grade: SILVER, rule: table } }
  - { given: { online: { grade: S }, offline: { grade: G } }, expect: { grade: GOLD, rule: matrix } }
  - { given: { online: { grade: G, spend: 500000 }, offline: { grade: G } }, expect: { grade: SILVER, rule: score } }
  - { given: { offline: { stamps: 2, convert: "yes" } }, expect: { points: { points: 1000, legacy_stamps: 0 } } }
  - { given: { offline: { stamps: 2 } }, expect: { points: { points: 0, legacy_stamps: 2 } } }
  - { as_of: 2026-04-01, given: { online: { grade: S, spend: 500000 }, partner: { miles: "10" } }, expect: { points: { points: 5 } } }
  - { as_of: 2026-03-31, given: { partner: { miles: "10", joined_at: 2026-01-01 } }, expect: { points: { points: 510 } } }
`;
  const csv = { 'matrix.csv': beginning('online \\ offline'), 'vip.csv': beginning('spend,online') };
  const sources = [
    source('online', 0, 'member_id grade spend orders points status joined_at', 'feedback'),
    source('offline', 1, 'member_id grade spend stamps', 'convert'),
    source('partner', 2, 'member_id joined_at', 'miles'),
  ];
  expect(await differences(engine, { rules, csv, sources })).toEqual([]);
});
