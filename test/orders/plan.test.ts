import { expect, test } from 'vitest';
import type { OrdersReport } from '../../src/report/model/orders.js';
import { type Counts, type Result, records } from '../cli/program.js';
import { MALL, orderWorld, TILL } from './world.js';

const world = orderWorld();
const planned = await world.run('plan', '-o', 'plan', '-q');
const { orders } = world.json<{ readonly orders: OrdersReport }>('plan/model.json');

test('every record of an order export has one outcome, as those of members have', () => {
  expect(planned.code).toBe(0);
  const { inputs } = world.json<Result>('plan/result.json');
  const sums = ({ records, accepted, repeated, excluded, rejected }: Counts) =>
    `${records} = ${accepted} + ${repeated} + ${excluded} + ${rejected}`;
  expect(Object.entries(inputs).map(([source, counts]) => `${source}: ${sums(counts)}`)).toEqual([
    'online: 3 = 3 + 0 + 0 + 0',
    'offline: 2 = 2 + 0 + 0 + 0',
    'orders.mall: 15 = 10 + 1 + 1 + 3',
    'orders.till: 6 = 5 + 1 + 0 + 0',
  ]);
});

test('the list of orders says of each what is left of it, and why it does not count', () => {
  const found = records(world.read('plan/orders.csv')).map(
    ({ source, source_member_id, order_no, refunded, net_amount, reason }) =>
      [source, source_member_id, order_no, refunded, net_amount, reason || 'counts'].join(' '),
  );
  expect(found.toSorted()).toEqual([
    'offline b1 B1 0 10000 counts',
    'offline b1 R2 0 0 refund_without_order',
    'offline b2 B2 0 900 below_least',
    'offline b2 B3 0 8000 after_as_of',
    'offline b2 R1 0 0 refund',
    'online  A7 0 12000 guest',
    'online a1 A1 0 47000 counts',
    'online a1 A2 0 100000 counts',
    'online a1 A3 0 70000 not_delivered',
    'online a2 A10 40000 60000 counts',
    'online a2 A11 5000 0 refunded',
    'online a2 A4 0 0 below_least',
    'online a2 A5 0 30000 cancelled',
    'online a3 A8 0  no_amount',
    'online zz A6 0 11000 orphan',
  ]);
});

test('orders of one person stand together under the member, by day', () => {
  const list = records(world.read('plan/orders.csv'));
  const links = records(world.read('plan/links.csv'));
  const member = links.find(({ source_member_id }) => source_member_id === 'a1')?.member_id;
  expect(links.find(({ source_member_id }) => source_member_id === 'b1')?.member_id).toBe(member);
  expect(list.filter(({ member_id }) => member_id === member).map(({ order_no }) => order_no)).toEqual([
    ...['A2', 'A1', 'B1', 'R2', 'A3'],
  ]);
  expect(list.map(({ member_id }) => member_id).filter((id) => id !== '')).toEqual(
    list
      .map(({ member_id }) => member_id)
      .filter((id) => id !== '')
      .toSorted(),
  );
});

test('the window, the least amount and the deductions decide the grade to the won', () => {
  const links = records(world.read('plan/links.csv'));
  const members = records(world.read('plan/members.csv'));
  const gradeOf = (id: string) => {
    const link = links.find(({ source_member_id }) => source_member_id === id);
    return members.find(({ member_id }) => member_id === link?.member_id)?.grade;
  };
  // 47,000 and 10,000 within twelve months; 60,000; nothing; nothing.
  expect(['a1', 'a2', 'a3', 'b2'].map(gradeOf)).toEqual(['SILVER', 'GOLD', 'BRONZE', 'BRONZE']);
});

test('the money of the report adds up, and to what the members have', () => {
  expect(
    orders.exports.map(({ amount, refunded, taken_off, net }) => [amount, refunded, taken_off, net]),
  ).toEqual([
    ['253000', '40000', '6000', '207000'],
    ['10000', '0', '0', '10000'],
  ]);
  const counted = records(world.read('plan/orders.csv')).filter((order) => order.counted === 'true');
  expect(counted.reduce((sum, { net_amount }) => sum + Number(net_amount), 0)).toBe(217_000);
});

test('a refund at another till finds its order; one that finds none is told', () => {
  expect(orders.refunds_elsewhere).toBe(1);
  expect(orders.exports[1]?.uncounted).toContainEqual({
    name: 'refund_without_order',
    count: 1,
    amount: '500',
  });
});

test('the report says it in both languages', async () => {
  const english = await world.run('show', 'plan');
  const korean = await world.run('show', 'plan', '--lang', 'ko');
  expect(english.stdout).toContain(`Orders
  accepted = counted + not counted
  Export  Members of  Accepted  Counted  Not counted
  mall    online            10      = 3          + 7
  till    offline            5      = 1          + 4
  Total                     15      = 4         + 11

  Of the orders that count: amount = refunded + taken off + what counts
  Export   Amount  Refunded  Taken off  What counts
  mall    253,000  = 40,000    + 6,000    + 207,000
  till     10,000       = 0        + 0     + 10,000
  Total   263,000  = 40,000    + 6,000    + 217,000
`);
  expect(korean.stdout).toContain('주문은 배송이 끝난 날을 기준으로 반영됩니다.');
  expect(world.read('plan/report.html')).toContain('What counts');
});

test('the sha256 of the list is in the plan, the content hash does not cover it', async () => {
  const other = orderWorld();
  other.write('till.csv', TILL.replace('Gangnam', 'Jongno'));
  await other.run('plan', '-o', 'plan', '-q');
  const [one, two] = [world, other].map((w) =>
    w.json<{ content_hash: string; files: Readonly<Record<string, string>> }>('plan/plan.json'),
  );
  expect(two?.content_hash).toBe(one?.content_hash);
  expect(two?.files['orders.csv']).toMatch(/^[0-9a-f]{64}$/);
  expect(two?.files['orders.csv']).not.toBe(one?.files['orders.csv']);
});

test('shuffled exports give the same bytes', async () => {
  const other = orderWorld();
  const shuffled = (csv: string) => {
    const [header = '', ...lines] = csv.trimEnd().split('\n');
    return `${[header, ...lines.toReversed()].join('\n')}\n`;
  };
  other.write('mall.csv', shuffled(MALL));
  other.write('till.csv', shuffled(TILL));
  await other.run('plan', '-o', 'plan', '-q');
  expect(other.read('plan/orders.csv')).toBe(world.read('plan/orders.csv'));
  expect(other.read('plan/members.csv')).toBe(world.read('plan/members.csv'));
});

test('two exports that disagree about one order: both records are rejected', async () => {
  const other = orderWorld();
  other.write('till.csv', TILL.replace('A1,b1,20260501,53000', 'A1,b1,20260501,53001'));
  await other.run('plan', '-o', 'plan', '-q');
  const rejects = records(other.read('plan/rejects.csv')).map(
    ({ source, line, reason }) => `${source}:${line} ${reason}`,
  );
  expect(rejects).toEqual([
    'orders.mall:2 exports_differ',
    'orders.mall:11 repeated_differs',
    'orders.mall:12 repeated_differs',
    'orders.mall:15 missing_order_no',
    'orders.till:3 exports_differ',
  ]);
});

test('numbers of their own mean other orders', async () => {
  const config = orderWorld().json<{ orders: { till: object; mall: object } }>('tier-merge.yaml');
  const till = { ...config.orders.till, numbers: 'own' };
  const other = orderWorld({ config: { orders: { ...config.orders, till } } });
  await other.run('plan', '-o', 'plan', '-q');
  const list = records(other.read('plan/orders.csv'));
  expect(list.filter(({ order_no }) => order_no === 'A1').map(({ export: of }) => of)).toEqual([
    'till',
    'mall',
  ]);
  expect(list.find(({ order_no }) => order_no === 'R1')?.reason).toBe('refund_without_order');
});

test('a moment of another zone counts on its day here; a day without a time stays', async () => {
  const config = orderWorld().json<{ orders: { till: object; mall: object } }>('tier-merge.yaml');
  const mall = { ...config.orders.mall, time_zone: 'UTC' };
  const other = orderWorld({ config: { orders: { ...config.orders, mall } } });
  await other.run('plan', '-o', 'plan', '-q');
  const days = records(other.read('plan/orders.csv'))
    .filter(({ order_no }) => order_no === 'A2')
    .map(({ ordered_at }) => ordered_at);
  expect(days).toEqual(['2025-06-28']);
  expect(records(other.read('plan/rejects.csv')).map(({ reason }) => reason)).toContain('exports_differ');
});

test('a plan with orders is applied as any other, and a changed list stops it', async () => {
  const other = orderWorld();
  await other.run('plan', '-o', 'plan', '-q');
  other.write('plan/orders.csv', `${other.read('plan/orders.csv')}x\n`);
  expect((await other.type('apply', 'plan', '-q')).code).toBe(5);
  await other.run('plan', '-o', 'second', '-q');
  expect((await other.type('apply', 'second', '-q')).code).toBe(0);
  await other.run('plan', '-o', 'third', '-q');
  expect(other.json<Result>('third/result.json').status).toBe('nothing_to_do');
});

test('a missing export of orders stops the plan; few records against the last run are a limit', async () => {
  const other = orderWorld({ config: { limits: { max_rejected: '50%', min_rows_vs_last: '80%' } } });
  expect((await other.run('run', '-q')).code).toBe(0);
  other.write('mall.csv', `${MALL.split('\n').slice(0, 5).join('\n')}\n`);
  expect((await other.run('plan', '-o', 'few', '-q')).code).toBe(3);
  expect(other.json<Result>('few/result.json').limits.filter(({ passed }) => !passed)).toMatchObject([
    { name: 'min_rows_vs_last', scope: 'orders.mall', value: 4, of: 15 },
  ]);
});

test('a status that is on no list does not count, and is told', async () => {
  const other = orderWorld();
  other.write(
    'mall.csv',
    MALL.replace('0,0,0,Y,,web', '0,-500,0,Y,반송중,web').replaceAll('3000,2000,1000', '3000,-2000,1000'),
  );
  await other.run('plan', '-o', 'plan', '-q');
  const list = records(other.read('plan/orders.csv'));
  const of = (number: string) => list.filter(({ order_no }) => order_no === number);
  expect(of('A10').map(({ reason }) => reason)).toEqual(['unknown_status']);
  expect(of('A1').map(({ export: from, net_amount }) => `${from} ${net_amount}`)).toEqual(['mall 47000']);
  expect(other.read('plan/emptied.csv')).toContain('orders.mall,A10,status,unknown_value,반송중');
});

test('orders of members that a delta export leaves out stay theirs', async () => {
  const other = orderWorld();
  expect((await other.run('run', '-q')).code).toBe(0);
  const config = other.json<{ sources: { online: object; offline: object } }>('tier-merge.yaml');
  const online = { ...config.sources.online, mode: 'delta' };
  other.write('tier-merge.yaml', JSON.stringify({ ...config, sources: { ...config.sources, online } }));
  other.write('online.csv', 'id,name,phone,born,sex,ci,state,grade,points\n');
  await other.run('plan', '-o', 'plan', '-q');
  expect(other.json<Result>('plan/result.json').status).toBe('nothing_to_do');
  expect(other.read('plan/orders.csv')).toBe(world.read('plan/orders.csv'));
});
