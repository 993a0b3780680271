const MALL = `id,name,phone,mail,born,sex,ci,level,points,bought,state
a1,김민수,010-3107-2468,minsu@naver.com,1980-01-02,M,CI-0001,GOLD,1200,450000,ok
a2,이서연,010-8214-3579,,1990-11-30,F,,SILVER,300.5,90000,ok
a3,박지훈,010-5523-9014,park@daum.net,,M,,BRONZE,0,210000,ok
a4,최유진,010-7706-1385,,1975-05-05,F,,GOLD,"1,500",1000000,left
a5,남궁민,010-7301-2001,,,M,,SILVER,70,0,ok
a6,남궁민,010-7301-2001,,,M,,BRONZE,80,0,ok
a7,정유미,010-7301-2009,yumi@naver.com,1988-02-03,F,,GOLD,90,0,ok
a8,정도현,010-7301-2009,dohyun@naver.com,1990-02-03,M,,BRONZE,10,0,ok
a9,한지우,010-6000-7001,jiwoo@naver.com,1991-04-04,F,CI-0009,SILVER,40,0,ok
a10,서태지,010-6000-7002,nobody,1900-13-45,M,,VIP,12x,5000,ok
a10b,너무,많은,필드,가,있,는,줄,이,다,요,하나더
a11,오세훈,,,,M,,BRONZE,5,100,ok
a12,테스트,010-1111-2222,,,M,,BRONZE,5,100,ok
a13,윤아름,010-6000-7003,ah@naver.com,1985-07-07,F,,GOLD,33,100,ok
a13,윤아름,010-6000-7003,ah@naver.com,1985-07-07,F,,GOLD,33,100,ok
a14,둘다른,010-6000-7004,,1985-07-07,F,,GOLD,33,100,ok
a14,둘다른,010-6000-7004,,1985-07-07,F,,GOLD,34,100,ok

a15,"줄
바꿈",010-6000-7005,,1985-08-08,F,,SILVER,44,100,ok
합계,,,,,,,,3000,,
`;

const TILL = `code,customer,tel,born,class,stamps,balance,total,shop
b1,김민수,01031072468,,top,4,50,60000,Gangnam
b2,이서연,01082143578,1990-11-30,plus,3,30,70000,Mapo
b3,남궁민,01073012001,,basic,2,20,0,Mapo
b4,임시완,010-4455-6677,1988-12-01,top,1,,700000,Gangnam
b5,임시완,010-4455-6677,1988-12-01,basic,0,15,1000,Jongno
b6,윤아름,01060007003,,plus,9,100.25,1000,
b7,한서우,010-6000-7001,1993-05-05,plus,9,100,1000,Mapo
b8,최유진,01077061385,,top,1,1,1,
b9,이름만,,,basic,0,0,0,Busan
`;

const APP = `uid,nick,mobile,mail,rank
c1,Kim Minsu,+82 10 3107 2468,minsu@naver.com,2
c2,정유미,010-7301-2009,jym@daum.net,1
c3,강하늘,010-9999-0001,sky@naver.com,3
c4,오직앱,010-9999-0002,,
`;

const ORDERS = `no,member,ordered,delivered,total,postage,used,state
W1,a1,2026-05-30,2026-06-02,53000,3000,1000,done
W1,a1,2026-05-30,2026-06-02,53000,3000,1000,done
W2,a1,2026-06-28,,20000,0,0,
W3,a2,2026-01-05,2026-01-07,8000,0,8000,done
W4,,2026-06-01,2026-06-03,15000,0,0,done
W5,a9,2026-06-01,2026-06-03,1234567.89,0,0,done
W6,zz,2026-06-01,2026-06-03,700,0,0,done
W7,a3,2026-02-01,2026-02-03,44000,0,0,void
`;

const RECEIPTS = `receipt,card,day,sum,shop,of
T1,b1,2026-06-10,12000,Mapo,
T2,b1,2026-06-15,-10000,Mapo,W1
T3,b2,2026-06-16,-500,Mapo,W9
T4,b4,2026-07-16,900,Mapo,
`;

const LOTS = `card,kind,left,got,ends
a1,points,100.5,2025-01-01,2026-06-30
a1,points,1000,2025-01-02,2026-09-28
a2,points,500,2025-01-01,2026-06-29
a2,coupon,3,2025-01-01,
a3,points,,2025-01-01,2027-01-01
zz,points,40,2025-01-01,2027-01-01
`;

const CONFIG = {
  version: 1,
  project: 'town',
  time_zone: 'Asia/Seoul',
  sources: {
    mall: {
      files: 'mall.csv',
      one_row_per_person: true,
      columns: {
        ...{
          member_id: 'id',
          name: 'name',
          phone: 'phone',
          email: 'mail',
          birth_date: 'born',
          gender: 'sex',
        },
        ...{ ci: 'ci', grade: 'level', points: 'points', spend: 'bought', status: 'state' },
      },
      values: { gender: { M: 'male', F: 'female' }, status: { ok: 'active', left: 'withdrawn' } },
      exclude: [{ name: 'tests', when: "name like '%테스트%'" }],
      drop_rows: [{ name: 'totals', first: '합계' }],
    },
    till: {
      files: 'till.csv',
      columns: {
        ...{ member_id: 'code', name: 'customer', phone: 'tel', birth_date: 'born', grade: 'class' },
        ...{ stamps: 'stamps', points: 'balance', spend: 'total', store: 'shop' },
      },
    },
    app: {
      files: 'app.csv',
      columns: { member_id: 'uid', name: 'nick', phone: 'mobile', email: 'mail', grade: 'rank' },
    },
  },
  orders: {
    mall: {
      of: 'mall',
      files: 'orders.csv',
      columns: {
        ...{ order_no: 'no', member_id: 'member', ordered_at: 'ordered', delivered_at: 'delivered' },
        ...{ amount: 'total', shipping: 'postage', points_used: 'used', status: 'state' },
      },
      values: { status: { done: 'delivered', void: 'cancelled' } },
    },
    till: {
      of: 'till',
      files: 'receipts.csv',
      columns: {
        ...{ order_no: 'receipt', member_id: 'card', ordered_at: 'day', amount: 'sum', store: 'shop' },
        refund_of: 'of',
      },
    },
  },
  lots: {
    mall: {
      of: 'mall',
      files: 'lots.csv',
      columns: { member_id: 'card', bucket: 'kind', amount: 'left', earned_at: 'got', expires_at: 'ends' },
    },
  },
  identity: { preset: 'loyalty', country: 'KR', decisions: 'decisions.csv' },
  rules: 'rules.yaml',
  limits: {
    ...{ max_rejected: '50%', max_emptied: '60%', max_unmatched: '90%', max_review: '200%' },
    ...{ max_cluster: 8, max_downgraded: '50%', max_changed: '90%', min_rows_vs_last: '50%' },
  },
  target: { client: 'better-sqlite3', connection: { filename: 'members.sqlite' } },
  output: { dir: 'runs' },
};

const RULES = {
  version: 1,
  name: 'town rules',
  grades: ['BRONZE', 'SILVER', 'GOLD', 'VIP'],
  map: {
    mall: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: 'GOLD', VIP: 'VIP' },
    till: { basic: 'BRONZE', plus: 'SILVER', top: 'GOLD' },
    app: { 1: 'BRONZE', 2: 'SILVER', 3: 'VIP' },
  },
  orders: { date: 'delivered', without: ['shipping', 'points_used'], least: 1000 },
  measures: { spend: 'sum(spend)', ordered: 'sum(orders.amount, last 12 months)' },
  bands: { ordered: { VIP: 1000000 } },
  decide: [
    { name: 'left', when: "any(status = 'withdrawn')", grade: 'none' },
    { name: 'large orders', when: 'ordered >= 1000000', grade: 'VIP' },
    { name: 'from the shop in Jongno', when: "any(store = 'Jongno')", grade: 'BRONZE' },
    { name: 'best', grade: 'highest(map)' },
  ],
  points: [
    { from: 'points', into: 'points' },
    { from: 'till.stamps', into: 'points', rate: 0.333 },
    { from: 'lots.points', into: 'old_points', expires: 'keep' },
  ],
  fields: { store: ['latest'] },
  costs: { VIP: 12000.5, GOLD: '3.25% of spend', SILVER: 100 },
};

/** The files of the third world: JSON is YAML. */
export const TOWN: Readonly<Record<string, string>> = {
  'mall.csv': MALL,
  'till.csv': TILL,
  'app.csv': APP,
  'orders.csv': ORDERS,
  'receipts.csv': RECEIPTS,
  'lots.csv': LOTS,
  'decisions.csv': 'source_l,id_l,source_r,id_r,decision,by,at,note,rows_hash\n',
  'tier-merge.yaml': JSON.stringify(CONFIG, null, 2),
  'rules.yaml': JSON.stringify(RULES, null, 2),
};
