import { sql } from '../../engine/sql.js';
import type { LargeMember, MatchingReport } from '../model/matching.js';
import type { FactContext } from './context.js';
import { listed } from './listed.js';
import { namesOf } from './names-of.js';

const MOST_LARGE = 10;

/** The members with most rows, of those who have several: where a wrong link does most harm. */
export async function gatherLargest(
  context: FactContext,
): Promise<NonNullable<MatchingReport['largest_members']>> {
  const { engine } = context;
  const { total } = await engine.one<{ total: bigint }>(
    sql`select count(*) as total from graded where rows_count > 1`,
  );
  const members = await engine.rows<{ member_id: string; person_id: bigint; rows: bigint }>(
    sql`select member_id, person_id, cast(rows_count as bigint) as rows from graded where rows_count > 1
      order by rows desc, member_id limit ${MOST_LARGE}`,
  );
  const persons = members.map(({ person_id }) => person_id);
  const names = await namesOf(context, persons);
  const counts = await gatherCounts(context, persons);
  const shown = members.map(
    ({ member_id, person_id, rows }): LargeMember => ({
      member_id,
      name: names.get(person_id) ?? null,
      rows: Number(rows),
      sources: counts('source', person_id),
      joined_by: counts('how', person_id),
    }),
  );
  return { total: Number(total), shown, file: 'links.csv' };
}

type Kind = 'source' | 'how';

/** Rows of a person by source, and by what joined them to another row of the same person. */
async function gatherCounts({ engine, config }: FactContext, persons: readonly bigint[]) {
  if (persons.length === 0) return () => [];
  const few = sql`person_rows where person_id in (${listed(persons)})`;
  const sources = await engine.rows<{ person_id: bigint; order: number; count: bigint }>(
    sql`select person_id, cast(source_no as integer) as "order", count(*) as count
      from rows join (from ${few}) using (row_id) group by all order by "order"`,
  );
  const hows = await engine.rows<{ person_id: bigint; name: string; count: bigint }>(
    sql`select person_id, how as name, count(*) as count from ties join patterns using (pattern)
      join (from ${few}) using (row_id) group by all order by count desc, name`,
  );
  const named = sources.map((row) => ({ ...row, name: config.sources[row.order]?.name ?? '' }));
  return (kind: Kind, person: bigint) =>
    (kind === 'source' ? named : hows)
      .filter(({ person_id }) => person_id === person)
      .map(({ name, count }) => ({ name, count: Number(count) }));
}
