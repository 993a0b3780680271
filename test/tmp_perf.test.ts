import { test } from 'vitest';
import { openEngine } from '../src/engine/engine.js';
import { raw } from '../src/engine/sql.js';
import { mergePersons } from '../src/merge/merge.js';
import { loadRules } from '../src/rules/load.js';
import { source } from './rules/support.js';
test('perf', async () => {
  let t = 0; let prev = '';
  const log = (step: string) => { const now = performance.now(); if (prev) console.log(prev.padEnd(20), (now - t).toFixed(0)); t = now; prev = step || 'other'; };
  const e = await openEngine({ threads: 2, memoryBytes: 8e9, spillDirectory: '/tmp/spill', log });
  const S = [source('online', 0, 'member_id name phone email birth_date gender ci card_no grade points spend orders joined_at last_activity_at consent_sms consent_email status'), source('offline', 1, 'member_id name phone email birth_date gender ci card_no grade stamps points spend orders joined_at last_activity_at consent_sms store')];
  await e.run(raw(`create table rows as select i::bigint row_id, (i>=1000000)::utinyint source_no, 'M'||lpad(i::varchar,8,'0') member_id,
 case when h%20=0 then null else chr((44032+h%11172)::int)||chr((44032+(h//7)%11172)::int)||chr((44032+(h//13)%11172)::int) end as name,
 case when h%15=1 then null else '010'||lpad((h%100000000)::varchar,8,'0') end phone,
 case when h%4=1 then null else 'user'||(h%1000000000)||'@example.com' end email,
 case when h%2=1 then 'male' else 'female' end gender,
 case when h%3=1 then null else md5(i::varchar) end ci, lpad((h%1000000000000)::varchar,16,'0') card_no,
 case when i<1000000 then ['WELCOME','SILVER','GOLD','VIP','VVIP'][1+(h%5)::int] else ['신규','일반','우수','최우수'][1+(h%4)::int] end grade,
 ['active','dormant','withdrawn',null][1+(h%4)::int] status,
 case when i>=1000000 then 'store'||(h%300) end store,
 date '1950-01-01'+(h%20000)::int birth_date, timestamp '2010-01-01'+to_seconds((h%400000000)::bigint) joined_at, timestamp '2020-01-01'+to_seconds((h%150000000)::bigint) last_activity_at,
 (h%50000)::decimal(18,2) points, case when i>=1000000 then (h%20)::decimal(18,2) end stamps, (h%4000000)::decimal(18,2) spend, (h%40)::decimal(18,2) orders,
 h%3=1 consent_sms, case when i<1000000 then h%5=1 end consent_email, timestamp '2020-01-01'+to_seconds((h%150000000)::bigint) recency
 from (select i, hash(i)>>1 h from range(2000000) t(i))`));
  await e.run(raw(`create table person_rows as select row_id, (case when row_id<1000000 then row_id when row_id-1000000<880000 then ((row_id-1000000)*7919)%${process.env.MOD ?? 1000000} else row_id end)::bigint person_id from rows`));
  await e.run(raw(`create table previous_grades as select person_id, ['WELCOME','SILVER','GOLD','VIP','VVIP'][1+(hash(person_id)%5)::int] grade from (select distinct person_id from person_rows) where person_id%10<8`));
  const rules = await loadRules('rules/best-of-both.yaml', { engine: e, sources: S });
  for (let i = 0; i < 3; i++) { const a = performance.now(); await mergePersons(e, { rules, sources: S, asOf: '' }); log(''); console.log('TOTAL', (performance.now() - a).toFixed(0)); }
  console.log(await e.rows(raw('select rows_count, count(*) from merged group by 1 order by 1')));
  if (process.env.EXPLAIN) console.log(1);
});
