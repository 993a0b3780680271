import { expect, test } from 'vitest';
import { orderWorld } from './world.js';

async function faults(
  change: (orders: { mall: object; till: object }) => object,
): Promise<readonly string[]> {
  const world = orderWorld();
  const config = world.json<{ orders: { mall: object; till: object } }>('tier-merge.yaml');
  world.write('tier-merge.yaml', JSON.stringify({ ...config, ...change(config.orders) }, null, 2));
  const { code, stderr } = await world.type('check', '-q');
  expect(code).toBe(10);
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^(tier-merge: )?\S*tier-merge\.yaml:\d+:\d+: /, '').trim());
}

test('a sound config with orders passes check, headers and all', async () => {
  const { code, stderr } = await orderWorld().type('check', '-q');
  expect([code, stderr]).toEqual([0, '']);
});

test.each([
  [{ of: 'onlin' }, ['of: there is no source onlin', 'did you mean online?']],
  [
    { columns: { order_no: 'no', member_id: 'card', amount: 'sum' } },
    [
      'till: columns has no ordered_at',
      'add the header of that column, such as ordered_at: ordered_at',
      'formats.ordered_at: ordered_at is not among the columns of till',
      'add ordered_at: ITS HEADER to columns, or take this line out',
    ],
  ],
  [
    { values: { status: { x: 'active' } } },
    [
      'values.status: status is not among the columns of till',
      'add status: ITS HEADER to columns, or take this line out',
    ],
  ],
  [{ time_zone: 'Seoul' }, ['orders.till.time_zone: there is no zone Seoul', 'such as Asia/Seoul or UTC']],
  [
    { on_repeat: { latest: 'store' } },
    ['on_repeat: store is no date', 'name a date among the columns, such as updated_at'],
  ],
  [
    { extra: { net_amount: 'sum' } },
    ['extra.net_amount: the program needs this name for itself', 'choose another name'],
  ],
  [{ mode: 'delta' }, expect.arrayContaining(['unknown key mode in orders.till'])],
  [{ numbers: 'mine' }, ['orders.till.numbers: must be shared or own, not "mine"']],
])('%o of an export of orders is a fault', async (change, expected) => {
  expect(await faults(({ mall, till }) => ({ orders: { mall, till: { ...till, ...change } } }))).toEqual(
    expected,
  );
});

test('a status that orders do not have is a fault', async () => {
  const values = { status: { 정상: 'active' } };
  expect(await faults(({ mall, till }) => ({ orders: { mall: { ...mall, values }, till } }))).toEqual([
    'values.status: status cannot be active',
    'it can be: ordered, delivered, cancelled, refunded',
  ]);
});

test('an exclusion names the fields of an order', async () => {
  const exclude = [{ name: 'tests', when: "chanel = 'TEST'" }];
  const found = await faults(({ mall, till }) => ({ orders: { mall: { ...mall, exclude }, till } }));
  expect(found).toEqual([
    'orders.mall.exclude (1st).when: unknown name chanel (character 1)',
    'did you mean channel?',
  ]);
});

test('a header that an export of orders lacks is told at check', async () => {
  const world = orderWorld();
  world.write('till.csv', 'no,card,day,total,shop,original\n');
  const { code, stderr } = await world.type('check', '-q');
  expect(code).toBe(10);
  expect(stderr).toContain('column "sum" (amount) is not in the header');
});

test('one file for a source and for orders is refused', async () => {
  const world = orderWorld();
  const config = world.json<{ orders: { mall: object; till: object } }>('tier-merge.yaml');
  const orders = { ...config.orders, mall: { ...config.orders.mall, files: 'till.csv' } };
  world.write('tier-merge.yaml', JSON.stringify({ ...config, orders }));
  const { code, stderr } = await world.run('plan', '-o', 'plan', '-q');
  expect(code).toBe(3);
  expect(stderr).toContain('correct orders.till.files');
});
