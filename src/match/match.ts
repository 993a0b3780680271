import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, sql } from '../engine/sql.js';
import { makePersons } from './clusters/persons.js';
import { accountDecisions } from './decisions/account-decisions.js';
import { followDecisions, PARTED_PAIRS } from './decisions/follow-decisions.js';
import { type DecisionsFile, takeDecisions } from './decisions/take-decisions.js';
import { type Matched, matchPairs } from './pairs.js';

export interface MatchedRows extends Matched {
  /** The file of decisions, where the config names one. */
  readonly decisions: DecisionsFile | undefined;
}

/**
 * From `rows` to persons: `person_rows(row_id, person_id)`, `ties(row_id, other, weight, pattern)`, `cut`,
 * `decisions` (decisions/take-decisions.ts), `contradicted` (decisions/account-decisions.ts), and
 * `review(l, r, reason, torn)`, which are all pairs that a person must decide.
 */
export async function matchRows(engine: Engine, config: Config, workDirectory: string): Promise<MatchedRows> {
  const decisions = await takeDecisions(engine, config, workDirectory);
  const matched = await matchPairs(engine, config);
  await followDecisions(engine, matched.identity.comparisons.length);
  await makePersons(engine, config, {
    tieMargin: Math.round(1000 * config.identity.tie_margin),
    maxValues: config.identity.max_values,
    apart: sql`${DIFFERENT_PERSONS} union all ${PARTED_PAIRS}`,
  });
  await engine.step(
    'ties',
    sql`select row_id, other, pairs.score as weight, pairs.pattern from ties
      join pairs on pairs.l = least(row_id, other) and pairs.r = greatest(row_id, other)`,
  );
  await forgetSettledReviews(engine, config);
  await accountDecisions(engine);
  return { ...matched, decisions };
}

/** A doubt about two rows that became one person, or that cannot be one beside others, needs nobody any more. */
async function forgetSettledReviews(engine: Engine, { sources }: Config): Promise<void> {
  const single = sources.filter((source) => source.one_row_per_person).map(({ order }) => sql`${order}`);
  const taken = single.length === 0 ? sql`false` : sql`source_no in (${join(single)})`;
  await engine.step(
    'review',
    sql`with doubts as (
        select review.*, a.person_id as person_l, b.person_id as person_r
        from review join person_rows as a on a.row_id = l join person_rows as b on b.row_id = r
      ),
      places as (
        select distinct person_id, source_no from rows join person_rows using (row_id)
        where ${taken} and person_id in (select person_l from doubts union select person_r from doubts)
      )
      select l, r, reason, torn from doubts
      where reason <> 'score' or (person_l <> person_r and not exists (
        select 1 from places as a join places as b using (source_no)
        where a.person_id = person_l and b.person_id = person_r
      ))`,
  );
}

/**
 * Rows that were compared and found to differ where one person does not: a guardian and a child, two of one household. A
 * third row that says less than either may not make them one; a person who decided may.
 */
const DIFFERENT_PERSONS = sql`select l, r
  from (
    select l, r from compared join patterns using (pattern)
    where related and compared.outcome in ('related', 'review') or how = 'same_ci_other_person'
  ) anti join pairs using (l, r)`;
