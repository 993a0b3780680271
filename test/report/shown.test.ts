import { expect, test } from 'vitest';
import { renderConsole } from '../../src/report/console.js';
import { renderHtml } from '../../src/report/html.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { ReportModel } from '../../src/report/model.js';
import { outlineOf } from '../../src/report/outline/outline.js';
import { plan } from './model.js';

const model: ReportModel = {
  ...plan,
  orders: {
    date: 'ordered',
    refunds_elsewhere: 2,
    file: 'orders.csv',
    exports: [
      {
        ...{ export: 'mall', of: 'online', accepted: 12, counted: 9 },
        ...{ amount: '1000.5', refunded: '100', taken_off: '0.5', net: '900' },
        uncounted: [
          { name: 'orphan', count: 2, amount: '30' },
          { name: 'a new reason', count: 1, amount: '7' },
        ],
      },
    ],
  },
  lots: {
    expiring_within_days: 30,
    file: 'lots.csv',
    buckets: [
      {
        ...{ export: 'mall', bucket: '<b>points</b>', converted: false, no_amount: 0, earliest_expiry: null },
        all: { count: 3, amount: '60' },
        carried: { count: 2, amount: '50' },
        expired: { count: 1, amount: '10' },
        orphan: { count: 0, amount: '0' },
        expiring: { count: 1, amount: '20' },
      },
    ],
  },
  costs: {
    before: '10',
    after: '30',
    by_grade: [{ grade: 'GOLD', members_before: 1, members: 3, before: '10', after: '30' }],
    by_sources: [{ sources: ['online', 'offline'], members: 3, before: '10', after: '30' }],
    by_store: [{ store: 'Mapo', members: 2, before: '10', after: '20' }],
    other_stores: { stores: 4, members: 1, before: '0', after: '10' },
  },
};

const WRONG = 'These numbers do not add up.';

function consoleOf(of: ReportModel): string {
  return renderConsole(of, { lang: 'en', color: false, width: 100 });
}

test('the page shows what the console shows, and nothing from an export is markup', () => {
  const page = renderHtml(model, { lang: 'en' });
  expect(page).toContain('<h2 id="orders-title">Orders</h2>');
  expect(page).toContain('&#60;b&#62;points');
  expect(page).not.toContain('<b>points');
  for (const words of [
    'of a member id that no accepted row has',
    'a new reason',
    '4 other stores',
    'Expires soon',
  ])
    expect([page, consoleOf(model)].map((text) => text.includes(words))).toEqual([true, true]);
  expect([page, consoleOf(model)].some((text) => text.includes(WRONG))).toBe(false);
});

test('the workbook has their numbers as numbers, without the signs of a sum', () => {
  const { sections } = outlineOf(model, 'en');
  const rows = (id: string) => sections.find((one) => one.id === id)?.tables[0]?.rows;
  const numbers = (...decimals: readonly string[]) =>
    decimals.map((decimal) => ({ kind: 'amount', decimal }));
  expect(rows('costs')?.[0]).toEqual([
    { kind: 'text', text: 'GOLD' },
    ...numbers('1', '3', '10', '30', '20'),
  ]);
  expect(rows('orders')?.[0]?.slice(2)).toEqual(numbers('12', '9', '3'));
});

test('the Markdown says what they say, and nothing from an export is markup', () => {
  const markdown = renderMarkdown(model, { lang: 'en' });
  expect(markdown).toContain('| GOLD | 1 | 3 | 10 | 30 | 20 |');
  expect(markdown).toContain('<b>points</b>');
  expect(markdown.replace(/`[^`]*`/g, '')).not.toContain('<b>');
});

test('the JSON holds them as they are', () => {
  const { orders, lots, costs } = JSON.parse(renderJson(model));
  expect({ orders, lots, costs }).toEqual({ orders: model.orders, lots: model.lots, costs: model.costs });
});

const [mall] = model.orders?.exports ?? [];
const [points] = model.lots?.buckets ?? [];

test.each([
  ['an order too many', { orders: { ...model.orders, exports: [{ ...mall, counted: 10 }] } }],
  ['money too much', { orders: { ...model.orders, exports: [{ ...mall, net: '900.01' }] } }],
  [
    'a lot too few',
    { lots: { ...model.lots, buckets: [{ ...points, carried: { count: 1, amount: '50' } }] } },
  ],
  [
    'points too many',
    { lots: { ...model.lots, buckets: [{ ...points, carried: { count: 2, amount: '51' } }] } },
  ],
  ['a cost that no store bears', { costs: { ...model.costs, other_stores: null } }],
])('%s is not passed over', (_what, wrong) => {
  const of = { ...model, ...wrong } as ReportModel;
  expect(consoleOf(of)).toContain(WRONG);
  expect(renderHtml(of, { lang: 'en' })).toContain(WRONG);
});
