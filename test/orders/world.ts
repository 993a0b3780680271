import {
  makeWorld,
  OFFLINE_COLUMNS,
  ONLINE_COLUMNS,
  type Parts,
  SOURCES,
  type World,
} from '../cli/program.js';

/** Orders of the mall: what counts, and one of everything that does not. */
export const MALL = `no,member,ordered,delivered,refunded,amount,ship,coupon,points,brand,state,ch,original
A1,a1,2026-05-01 23:30:00,2026-05-03,,53000,3000,2000,1000,X,,app,
A1,a1,2026-05-01 23:30:00,2026-05-03,,53000,3000,2000,1000,X,,app,
A2,a1,2025-06-28,2025-06-30,,100000,0,0,0,X,,app,
A3,a1,2026-06-29,,,70000,0,0,0,X,,app,
A4,a2,2026-04-01,2026-04-02,,20000,0,0,20000,X,,web,
A5,a2,2026-04-01,2026-04-02,,30000,0,0,0,X,취소,web,
A6,zz,2026-04-01,2026-04-02,,11000,0,0,0,X,,web,
A7,,2026-04-01,2026-04-02,,12000,0,0,0,X,,web,
A8,a3,2026-04-01,2026-04-02,,12x,0,0,0,X,,web,
A9,a3,2026-04-01,2026-04-02,,1000,0,0,0,X,,web,
A9,a3,2026-04-01,2026-04-02,,2000,0,0,0,X,,web,
A10,a2,2026-05-05,2026-05-06,,100000,0,0,0,Y,,web,
A11,a2,2026-05-01,2026-05-01,2026-05-02,5000,0,0,0,Z,,web,
,a2,2026-05-01,2026-05-01,,5000,0,0,0,Z,,web,
T1,a2,2026-05-01,2026-05-01,,9000,0,0,0,Z,,TEST,
`;

/** Sales at the tills: A1 was fetched there, R1 takes A10 of the mall back, R2 an order that nobody knows. */
export const TILL = `no,card,day,sum,shop,original
B1,b1,20260601,10000,Gangnam,
A1,b1,20260501,53000,Gangnam,
R1,b2,20260610,-40000,Mapo,A10
R2,b1,20260610,-500,Mapo,A99
B2,b2,20260630,900,Mapo,
B3,b2,20260701,8000,Mapo,
`;

export const MALL_EXPORT = {
  of: 'online',
  files: 'mall.csv',
  columns: {
    ...{
      order_no: 'no',
      member_id: 'member',
      channel: 'ch',
      ordered_at: 'ordered',
      delivered_at: 'delivered',
    },
    ...{
      refunded_at: 'refunded',
      amount: 'amount',
      shipping: 'ship',
      discount: 'coupon',
      points_used: 'points',
    },
    ...{ brand: 'brand', status: 'state', refund_of: 'original' },
  },
  values: { status: { 취소: 'cancelled' } },
  exclude: [{ name: 'test orders', when: "channel = 'TEST'" }],
};

export const TILL_EXPORT = {
  of: 'offline',
  files: 'till.csv',
  columns: {
    ...{
      order_no: 'no',
      member_id: 'card',
      ordered_at: 'day',
      amount: 'sum',
      store: 'shop',
      refund_of: 'original',
    },
  },
  formats: { ordered_at: ['YYYYMMDD'] },
};

export const ORDER_RULES = {
  orders: { date: 'delivered', without: ['shipping', 'discount', 'points_used'], least: 1000 },
  measures: { spend: 'sum(orders.amount, last 12 months)', visits: 'count(orders)' },
  bands: { spend: { SILVER: 57_000, GOLD: 60_000 } },
  decide: [{ name: 'spend', grade: 'highest(band(spend), BRONZE)' }],
};

/** Members a1 with b1, a2, a3, b2, and their orders. */
export function orderWorld({ config, rules, ...parts }: Parts = {}): World {
  const world = makeWorld({
    ...parts,
    config: {
      sources: {
        online: { ...SOURCES.online, columns: ONLINE_COLUMNS },
        offline: { ...SOURCES.offline, columns: OFFLINE_COLUMNS },
      },
      orders: { mall: MALL_EXPORT, till: TILL_EXPORT },
      limits: { max_rejected: '50%' },
      ...config,
    },
    rules: { ...ORDER_RULES, ...rules },
  });
  world.write('mall.csv', MALL);
  world.write('till.csv', TILL);
  return world;
}
