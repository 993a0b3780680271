import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Pairwise precision and recall of a links file against the truth, over all pairs of rows of one person, within and
 * between the sources. Pairs are counted, never listed: n rows make n(n-1)/2 of them.
 */
export async function accuracy(dir, links) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const db = await instance.connect();
  const csv = (path) => `read_csv('${path}', all_varchar = true, header = true, delim = ',', quote = '"')`;
  const reader = await db.runAndReadAll(`
    with placed as (
      select
        person,
        coalesce(member_id, source || source_member_id) as member
      from ${csv(join(dir, 'truth.csv'))} truth
      left join ${csv(links)} link using (source, source_member_id)
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
