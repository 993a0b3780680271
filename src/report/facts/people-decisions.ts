import { dirname } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { sql } from '../../engine/sql.js';
import type { PeopleDecisions } from '../model/people-decisions.js';
import { type FactContext, MOST_SHOWN } from './context.js';

/** What became of the decisions of people in this file. */
export async function gatherPeopleDecisions(
  { engine, config }: FactContext,
  path: string,
): Promise<PeopleDecisions> {
  const counts = await engine.rows<{ kind: string; count: bigint }>(
    sql`select case when state = 'in_force' then decision else state end as kind, count(*) as count
      from decisions anti join contradicted using (line) group by kind`,
  );
  const of = (kind: string) => Number(counts.find((one) => one.kind === kind)?.count ?? 0n);
  const shown = await engine.rows<{ line: bigint; reason: string }>(
    sql`select line, reason from contradicted order by line limit ${MOST_SHOWN}`,
  );
  const { total } = await engine.one<{ total: bigint }>(sql`select count(*) as total from contradicted`);
  return {
    file: shownFrom(dirname(config.path), path),
    link: of('link'),
    no_link: of('no_link'),
    alone: of('alone'),
    dormant: of('dormant'),
    changed: of('changed'),
    contradictions: {
      total: Number(total),
      shown: shown.map(({ line, reason }) => ({ line: Number(line), reason })),
      file: 'review.csv',
    },
  };
}
