import { sql } from '../engine/sql.js';

/**
 * Pairs of rows that a person must look at, as `(outcome, reason, a_id, b_id)`; of an ambiguous pair, a is the row
 * that fits two persons. Needs `review`, `contradicted` and `cut`.
 */
export const REVIEW_PAIRS = sql`select case when reason = 'ambiguous' then reason else 'review' end as outcome, reason,
    coalesce(torn, l) as a_id, case when torn = r then l else r end as b_id from review
  union all
  select distinct 'contradiction', reason, l, r from contradicted
  union all
  select 'cut', reason, l, r from cut`;
