import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Pairwise precision and recall of a links file against the truth, over all pairs of rows of one person, within and
 * between the sources. Pairs are counted, never listed: n rows make n(n-1)/2 of them.
 * A withdrawn row and a living one of the same human being are no pair for either side: whether they are one member
 * is a policy of the programme (the script joins them, tier-merge never does), not a question of who is who.
 */
export async function accuracy(dir, links) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const db = await instance.connect();
  const csv = (path) => `read_csv('${path}', all_varchar = true, header = true, delim = ',', quote = '"')`;
  const reader = await db.runAndReadAll(`
    with withdrawn as (
      select 'online' as source, 회원번호 as source_member_id, '/withdrawn' as mark
      from ${csv(join(dir, 'online.csv'))} where 회원상태 = '탈퇴'
    ),
    placed as (
      select
        person || coalesce(mark, '') as person,
        coalesce(member_id, source || source_member_id) || coalesce(mark, '') as member
      from ${csv(join(dir, 'truth.csv'))} truth
      left join ${csv(links)} link using (source, source_member_id)
      left join withdrawn using (source, source_member_id)
    ),
    cell as (select person, member, count(*) as n from placed group by person, member),
    found as (select sum(n) as n from cell group by member),
    known as (select sum(n) as n from cell group by person)
    select
      (select sum(n * (n - 1) / 2) from cell)::double,
      (select sum(n * (n - 1) / 2) from found)::double,
      (select sum(n * (n - 1) / 2) from known)::double`);
  const [right, found, known] = reader.getRows()[0];
  db.closeSync();
  return {
    precision: found === 0 ? 1 : right / found,
    recall: known === 0 ? 1 : right / known,
    right,
    found,
    known,
  };
}
