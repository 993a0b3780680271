// The yardstick: what a data engineer writes by hand in an afternoon, in DuckDB, for these two exports and no others.
// Exact keys only, two threads, UTF-8 copies of the exports. Usage: node test/bench/script.mjs DIR OUT
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [dir, out] = process.argv.slice(2);
if (dir === undefined || out === undefined) throw new Error('usage: node test/bench/script.mjs DIR OUT');
await mkdir(out, { recursive: true });

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const db = await instance.connect();
await db.run('set preserve_insertion_order = false');

// 1. normalise: phone to national digits, e-mail to lower case, name without blanks and 님, birth to YYYYMMDD
await db.run(`create macro digits(raw) as regexp_replace(raw, '[^0-9]', '', 'g')`);
await db.run(`
  create macro home_number(d) as case
    when length(d) >= 11 and d like '82%' then '0' || d[3:]
    when length(d) = 10 and d like '1%' then '0' || d
    when d in ('01000000000', '00000000000', '01011111111') then null
    when length(d) between 9 and 11 then d
  end`);
await db.run(`create macro person_name(raw) as nullif(regexp_replace(replace(raw, ' ', ''), '님$', ''), '')`);
await db.run(`
  create macro birth(raw) as case
    when length(raw) = 10 and raw[1:4] <> '1900' then raw[1:4] || raw[6:7] || raw[9:10]
    when length(raw) = 6 then case when raw[1:2] <= '26' then '20' else '19' end || raw
  end`);

await db.run(`
  create table member as
  select
    'online' as source, 회원번호 as id, 회원등급 as grade,
    nullif(CI, '') as ci, nullif(멤버십카드, '') as card, home_number(digits(휴대폰번호)) as phone,
    lower(nullif(이메일, '')) as email, person_name(이름) as name, birth(생년월일) as birth,
    적립금::bigint as points, 총구매금액::bigint as spend,
    case 회원등급 when 'WELCOME' then 1 when 'SILVER' then 2 when 'GOLD' then 3 when 'VIP' then 4 when 'VVIP' then 5 end as rank
  from read_csv('${join(dir, 'online.csv')}', all_varchar = true, header = true, delim = ',')
  union all
  select
    'offline', 고객코드, 등급,
    nullif(연계정보, ''), nullif(replace(카드번호, '-', ''), ''), home_number(digits(연락처)),
    lower(nullif(메일, '')), person_name(성명), birth(생일),
    포인트::bigint + 스탬프::bigint * 500, 누적구매액::bigint,
    case 등급 when '신규' then 1 when '일반' then 2 when '우수' then 3 when '최우수' then 4 end
  from read_csv('${join(dir, 'offline.utf8.csv')}', all_varchar = true, header = true, delim = ',')`);

// 2. five exact keys: every row points at the first row with the same key
const KEYS = ['ci', 'card', `phone || '|' || name`, `email || '|' || name`, `phone || '|' || birth`];
await db.run('create table edge (a bigint, b bigint)');
for (const key of KEYS) {
  await db.run(`
    insert into edge
    with keyed as (select rowid as row, ${key} as key from member where ${key} is not null),
    shared as (select key, min(row) as first from keyed group by key having count(*) > 1)
    select row, first from keyed join shared using (key) where row <> first`);
}
await db.run(`
  create table neighbour as
  select distinct a, b from (select a, b from edge union all select b, a from edge)`);

// 3. connected components: take the smallest label next door until nothing changes
await db.run('create table label as select distinct a as row, a as label from neighbour');
for (let changed = 1; changed > 0; ) {
  await db.run(`
    create or replace table closer as
    select own.row as row, least(any_value(own.label), min(next.label)) as label, any_value(own.label) as before
    from label own
    join neighbour on neighbour.a = own.row
    join label next on next.row = neighbour.b
    group by own.row`);
  const reader = await db.runAndReadAll('select count(*) from closer where label <> before');
  changed = Number(reader.getRows()[0][0]);
  await db.run('create or replace table label as select row, label from closer');
}

// 4. one grade a person: the higher of the mapped grades; points summed
await db.run(`
  create table linked as
  select coalesce(label, member.rowid) as member_id, source, id, grade, rank, points, spend
  from member left join label on label.row = member.rowid`);
await db.run(`
  create table unified as
  select
    member_id, ['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP'][max(rank)] as grade, sum(points) as points, sum(spend) as spend,
    arg_max(grade, rank) filter (source = 'online') as online_grade,
    arg_max(grade, rank) filter (source = 'offline') as offline_grade
  from linked
  group by member_id`);

// 5. sorted files
const write = (query, file) => db.run(`copy (${query}) to '${join(out, file)}' (header)`);
await write('select member_id, grade, points, spend from unified order by member_id', 'members.csv');
await write(
  'select source, id as source_member_id, member_id from linked order by source, source_member_id',
  'links.csv',
);
await write(
  `select online_grade, offline_grade, grade, count(*) as members
  from unified group by all order by all`,
  'matrix.csv',
);
db.closeSync();
