import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LotExport, OrderExport } from '../../src/config/config.js';
import type { Engine } from '../../src/engine/engine.js';
import { runExamples } from '../../src/merge/examples.js';
import { loadRules } from '../../src/rules/load.js';
import { temporaryFolder } from '../cli/program.js';
import { OFFLINE, ONLINE, smallEngine, source } from '../rules/support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const SOURCES = [ONLINE, OFFLINE];
const MALL: OrderExport = {
  ...source(
    'orders.mall',
    2,
    'order_no member_id channel ordered_at delivered_at amount brand status items',
    'category',
  ),
  ...({ holds: 'orders', of: 'online', numbers: 'shared' } as const),
};
const TILL: OrderExport = {
  ...source('orders.till', 3, 'order_no member_id ordered_at amount store refund_of'),
  ...({ holds: 'orders', of: 'offline', numbers: 'shared' } as const),
};
const LOTS: LotExport = {
  ...source('lots.mall', 4, 'member_id bucket amount expires_at'),
  ...({ holds: 'lots', of: 'online' } as const),
};

async function load(text: string) {
  const path = join(temporaryFolder(), 'rules.yaml');
  writeFileSync(path, text);
  return loadRules(path, { engine, sources: SOURCES, orders: [MALL, TILL], lots: [LOTS] });
}

/** What the measure is of a person with these orders on 2026-06-30, as a number of points. */
async function measured(measure: string, orders: string, policy = '{ date: ordered }'): Promise<string> {
  const rules = await load(`
version: 1
name: measure
orders: ${policy}
measures: { it: "${measure}" }
points: [{ bonus: it, into: points }]
examples: [{ as_of: 2026-06-30, given: { online: { name: x }, orders: ${orders} }, expect: { points: { points: 123456789 } } }]
`);
  const [result] = await runExamples(engine, rules, SOURCES);
  return result?.differences.map(({ got }) => got).join() ?? '';
}

const ORDERS = `[
  { ordered_at: 2025-06-30, delivered_at: 2025-07-02, amount: 1, brand: A, channel: app, category: shoes },
  { ordered_at: 2025-12-31, delivered_at: 2026-01-02, amount: 20, brand: B, channel: web },
  { ordered_at: 2026-06-30 23:59:59, amount: 300, brand: B, channel: app, items: 3 },
  { export: till, ordered_at: 2026-02-01, amount: 4000, store: Mapo }]`;

test.each([
  ['sum(orders.amount)', '4321'],
  ['sum(orders.amount, last 12 months)', '4320'],
  ['sum(orders.amount, this year)', '4300'],
  ['sum(orders.amount, last year)', '21'],
  ['SUM(orders.amount, Last  12   Months)', '4320'],
  ["sum(orders.amount, channel = 'app')", '301'],
  ["sum(orders.amount, this year, channel = 'app')", '300'],
  ["sum(orders.amount, export = 'till')", '4000'],
  ["sum(orders.amount, source = 'online')", '321'],
  ["sum(orders.amount, category = 'shoes')", '1'],
  ['sum(orders.amount, amount >= 300)', '4300'],
  ['sum(orders.items)', '3'],
  ['count(orders)', '4'],
  ['count(orders, last 12 months)', '3'],
  ['count(orders.brand)', '3'],
  ['count_distinct(orders.brand)', '2'],
  ['count_distinct(orders.brand, this year)', '1'],
  ['max(orders.amount)', '4000'],
  ['min(orders.amount)', '1'],
  ['latest(orders.amount)', '300'],
  ['sum(orders.amount) / count(orders)', '1080'],
  ['month(max(orders.ordered_at))', '6'],
])('%s is %s', async (measure, expected) => {
  expect(await measured(measure, ORDERS)).toBe(expected);
});

test.each([
  ['{ date: delivered }', '4021'],
  ['{ date: ordered, delivered_only: true }', '4021'],
  ['{ date: ordered, least: 20 }', '4320'],
  ['{ date: ordered, least: 20.01 }', '4300'],
])('with %s all orders give %s', async (policy, expected) => {
  expect(await measured('sum(orders.amount)', ORDERS, policy)).toBe(expected);
});

test('who has no orders bought for 0, and has no greatest order', async () => {
  expect(await measured('sum(orders.amount) + count(orders) + 5', '[]')).toBe('5');
  expect(await measured('coalesce(max(orders.amount), 6)', '[]')).toBe('6');
});

test.each([
  ['net', '700'],
  ['ignore', '1000'],
])('of a refund in two parts, with refunds: %s, %s is left', async (refunds, expected) => {
  const orders = `[
    { order_no: A, ordered_at: 2026-01-01, amount: 1000 },
    { export: till, order_no: R1, ordered_at: 2026-01-05, amount: 100, refund_of: A },
    { export: till, order_no: R2, ordered_at: 2026-06-30, amount: -200, refund_of: A },
    { export: till, order_no: R3, ordered_at: 2026-07-01, amount: -400, refund_of: A }]`;
  expect(await measured('sum(orders.amount)', orders, `{ date: ordered, refunds: ${refunds} }`)).toBe(
    expected,
  );
});

test('an order is never worth less than nothing', async () => {
  const orders = `[
    { order_no: A, ordered_at: 2026-01-01, amount: 1000 }, { order_no: B, ordered_at: 2026-01-01, amount: 50 },
    { export: till, order_no: R1, ordered_at: 2026-01-05, amount: 1500, refund_of: A }]`;
  expect(await measured('sum(orders.amount) + count(orders)', orders)).toBe('51');
});

test('lots are converted by bucket; on the last day they still count, the day after they do not', async () => {
  const rules = await load(`
version: 1
name: lots
points:
  - { from: lots.coins, into: points, rate: 0.5, expires: keep }
  - { from: lots.적립금, into: points }
  - { from: points, into: old, expires: keep }
examples:
  - as_of: 2026-06-30
    given:
      online: { points: 7 }
      lots: [{ bucket: coins, amount: 5, expires_at: 2026-06-30 }, { bucket: coins, amount: 100, expires_at: 2026-06-29 },
        { bucket: 적립금, amount: 1000 }, { bucket: else, amount: 9 }]
    expect: { points: { points: 1002, old: 7 } }
`);
  const results = await runExamples(engine, rules, SOURCES);
  expect(results.map(({ differences }) => differences)).toEqual([[]]);
});

async function faults(rules: string): Promise<readonly string[]> {
  const error = await load(`version: 1\nname: faulty\n${rules}`).then(
    () => ({ faults: [] }),
    (thrown: { readonly faults: readonly { message: string; hint?: string }[] }) => thrown,
  );
  return error.faults.map(({ message, hint }) => `${message}${hint === undefined ? '' : ` | ${hint}`}`);
}

test.each([
  [
    'measures: { it: "sum(orders.amuont)" }',
    'measures.it: unknown name amuont (character 5) | did you mean amount?',
  ],
  [
    'measures: { it: "sum(orders.shipping)" }',
    'measures.it: no export of orders has shipping (character 5) | map its column in the config',
  ],
  [
    'measures: { it: "sum(orders.brand)" }',
    'measures.it: orders.brand is not an amount (character 5) | name an amount, such as orders.amount',
  ],
  [
    'measures: { it: "sum(orders.amount, this year, last year)" }',
    'measures.it: sum takes one field, and perhaps a window and a condition (character 1) | such as sum(orders.amount, last 12 months) or count(orders, this year)',
  ],
  [
    'measures: { it: "sum(spend, last 12 months)" }',
    'measures.it: last 12 months can stand only in a measure over orders (character 12) | such as sum(orders.amount, last 12 months), with orders in the config',
  ],
  [
    'measures: { it: "sum(orders.amount, status = \'deliverd\')" }',
    'measures.it: "deliverd" never occurs here (character 29) | did you mean delivered?',
  ],
  [
    'measures: { it: "sum(orders.amount, export = \'mal\')" }',
    'measures.it: "mal" never occurs here (character 29) | did you mean mall?',
  ],
  [
    'points: [{ bonus: 1, when: "sum(orders.amount) > 5", into: a }]',
    'points: orders stand in measures alone | name one: spend: sum(orders.amount)',
  ],
  ['orders: { date: bought }', 'orders.date: must be ordered or delivered, not "bought"'],
  [
    'orders: { date: ordered, without: [shipping] }',
    'no export of orders has shipping | map its column in the config',
  ],
  ['orders: { date: ordered, least: 0.001 }', '0.001 is not an amount | such as least: 1000'],
  [
    'points: [{ from: lots.coins, into: a }, { from: lots.coins, into: b }]',
    'lots.coins is already converted by line 1 of points | take one of the lines out, or give the first a when',
  ],
  ['points: [{ from: lots.coins, into: a, once: true }]', 'a lot counts by itself | leave once out'],
  [
    'points: [{ from: lots.coins.x, into: a }]',
    'points (1st).from: lots are converted by bucket (character 1) | such as lots.points',
  ],
])('%s is a fault', async (rules, message) => {
  expect(await faults(rules)).toEqual([message]);
});

test('examples of orders are checked as rows are', async () => {
  expect(
    await faults(`orders: { date: ordered }
measures: { it: sum(orders.amount) }
examples:
  - given: { online: {}, orders: [{ amuont: 1 }, { amount: much }, { export: shop, amount: 1 }] }
    expect: {}
`),
  ).toEqual([
    'orders.mall has no column for amuont | did you mean amount?',
    '"much" is not a number | write a date as 2026-01-31 and a number as 1200',
    'there is no export shop of orders | leave export out, or write the name that the config has',
  ]);
});
