import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';

/**
 * What became of the decisions, once there are persons:
 * - `contradicted(line, decision, l, r, reason)`: those that a veto, a cardinality, a stronger decision
 *   (`contradictions` of clusters/persons.ts) or `keep_apart` forbids;
 * - pairs and rows whose decision counts no more are in `review` with the reason `rows_changed`, whatever else
 *   they would be there for; r is NULL for a row that was not shown beside another.
 */
export async function accountDecisions(engine: Engine): Promise<void> {
  await engine.step('contradicted', CONTRADICTED);
  await engine.step('review', SHOWN_AGAIN);
}

/** Rows that the config keeps apart are compared with nothing, so that no cluster can tell of them. */
const CONTRADICTED = sql`with links as (from decisions where decision = 'link' and state = 'in_force'),
  lone as (select row_id from rows where keep_apart),
  forbidden as (
    select l, r, reason from contradictions
    union all
    select l, r, 'keep_apart' from links where l in (from lone) or r in (from lone)
  )
  select line, decision, l, r, reason from links join forbidden using (l, r) order by line`;

/** A row that fits two persons, or is to stay alone, stands on the left. */
const SHOWN_AGAIN = sql`with changed as (
    select case when r is null then l else least(l, r) end as l, case when r is not null then greatest(l, r) end as r,
      min(case when decision = 'alone' then l end) as torn
    from decisions where state = 'changed' group by 1, 2
  )
  select l, r, reason, torn from review anti join changed using (l, r)
  union all
  select changed.l, changed.r, 'rows_changed', coalesce(review.torn, changed.torn)
  from changed left join review using (l, r)`;
