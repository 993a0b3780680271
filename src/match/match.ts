import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import type { BlockingRule } from './blocking-keys.js';
import { type BlockCost, blockPairs, costOf, refuseTooMany, type Scope } from './blocks.js';
import { makePersons } from './clusters/persons.js';
import { compare } from './compare.js';
import { accountDecisions } from './decisions/account-decisions.js';
import { followDecisions, LINKED_PAIRS, PARTED_PAIRS } from './decisions/follow-decisions.js';
import { type DecisionsFile, takeDecisions } from './decisions/take-decisions.js';
import { frequenciesOf } from './frequencies.js';
import { makeIdentities } from './identities.js';
import { type ExactRule, type Identity, identityOf } from './identity.js';
import type { Judge } from './judgement.js';
import { finalModel, priorsOf, startingModel } from './model/for-plan.js';
import type { Model } from './model/model.js';
import type { TrainedModel } from './model/train.js';
import { weightsOf } from './model/weights.js';
import { judgePatterns, weigh } from './score.js';
import { vetoes } from './vetoes.js';

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

/** More, in thousandths of a bit, than the weights of two links differ. */
const WORTH_OF_A_PLACE = 60_000;

/** How the pairs were found and weighed. */
export interface Matched {
  readonly identity: Identity;
  readonly model: Model;
  /** Where these exports trained it. */
  readonly training: TrainedModel | null;
  readonly costs: readonly BlockCost[];
}

export interface MatchedRows extends Matched {
  /** The file of decisions, where the config names one. */
  readonly decisions: DecisionsFile | undefined;
}

/**
 * From `rows` to judged pairs. First the blocks that exact rules need, over all rows; then, for rows that no
 * exact rule gave a person, the other blocks. Needs `decisions`. Makes `compared`, `patterns` (see score.ts), and
 * - `pairs(l, r, weight, score, pattern)`: two rows, l < r, that are one person; the weight is the score and what its
 *   rule is worth beside others;
 * - `review(l, r, reason, torn)`: two rows that a person must decide.
 */
export async function matchPairs(engine: Engine, config: Config): Promise<Matched> {
  const identity = identityOf(config);
  const { comparisons } = identity;
  const known = await makeIdentities(engine, config, comparisons);
  const { wide, narrow } = split(identity);
  const wideCosts = await candidates(engine, config, { rules: wide, scope: 'all', first: 0, known });
  await compare(engine, comparisons, { from: 'all_pairs', to: 'all_compared' });
  const start = await startingModel(engine, config, identity);
  await separateLeft(engine, judgeOf(config, identity, start));
  const scope = identity.exact.length === 0 ? 'all' : 'left';
  const narrowCosts = await candidates(engine, config, {
    rules: narrow,
    scope,
    first: wide.length,
    known: [],
  });
  await compare(engine, comparisons, { from: `${scope}_pairs`, to: `${scope}_compared` });
  const both = scope === 'all' ? sql`from all_compared` : sql`from all_compared union all from left_compared`;
  await engine.run(sql`create or replace view candidates as ${both}`);
  const rules = [...wide, ...narrow];
  const { model, training } = await finalModel(engine, { config, identity, start, rules });
  await judgePatterns(engine, 'candidates', judgeOf(config, identity, model));
  const frequencies = await frequenciesOf(engine, comparisons, model);
  await weigh(engine, {
    comparisons: comparisons.length,
    frequencies,
    thresholds: config.identity.thresholds,
  });
  await sortOut(engine);
  await engine.run(sql`drop view candidates`);
  await engine.drop('all_pairs', 'all_compared', 'left_pairs', 'left_compared');
  await engine.drop('left_rows', 'settled_rows', 'identities');
  return { identity, model, training, costs: [...wideCosts, ...narrowCosts] };
}

function judgeOf(config: Config, identity: Identity, model: Model): Judge {
  return {
    identity,
    weights: weightsOf(model),
    vetoes: vetoes(config).map((veto) => veto.name),
    priors: priorsOf(model),
  };
}

/** `settled_rows`: rows that an exact rule gave a person; `left_rows`: all others of `identities`. */
async function separateLeft(engine: Engine, judge: Judge): Promise<void> {
  await judgePatterns(engine, 'all_compared', judge);
  await engine.step(
    'settled_rows',
    sql`with linked as (select l, r from all_compared join patterns using (pattern) where outcome = 'link')
      select l as row_id from linked union select r from linked`,
  );
  await engine.step('left_rows', sql`select * from identities where row_id not in (from settled_rows)`);
}

/** The blocking rules that exact rules need, with one of its own for each exact rule that none covers; and the others. */
function split({ exact, blocking }: Identity): {
  readonly wide: readonly BlockingRule[];
  readonly narrow: readonly BlockingRule[];
} {
  const covers = (rule: BlockingRule, { equal }: ExactRule) =>
    rule.keys.every((key) => key.whole && equal.includes(key.comparison));
  const wide = blocking.filter((rule) => exact.some((one) => covers(rule, one)));
  const own = exact
    .filter((one) => !wide.some((rule) => covers(rule, one)))
    .map(({ equal }) => ({
      name: equal.join(' + '),
      keys: equal.map((comparison) => ({ comparison, whole: true, of: (value: Sql) => value })),
    }));
  return { wide: [...wide, ...own], narrow: blocking.filter((rule) => !wide.includes(rule)) };
}

/** `<scope>_pairs(l, r, block)`: each pair once, by the first rule that gives it. */
async function candidates(
  engine: Engine,
  config: Config,
  {
    rules,
    scope,
    first,
    known,
  }: {
    readonly rules: readonly BlockingRule[];
    readonly scope: Scope;
    /** The number of the first of these rules among all. */
    readonly first: number;
    /** Costs that were counted before. */
    readonly known: readonly BlockCost[];
  },
): Promise<readonly BlockCost[]> {
  const costs = await costOf(engine, rules, { scope, known });
  refuseTooMany(costs, config.identity.max_pairs);
  const found = rules.map(
    (rule, at) =>
      sql`select l, r, ${first + at}::utinyint as block from (${blockPairs(config, rule, scope)})`,
  );
  const unknown = scope === 'all' ? sql`` : sql`anti join all_compared using (l, r)`;
  await engine.step(
    `${scope}_pairs`,
    sql`select l, r, min(block) as block from (${join([LINKED_PAIRS, ...found], ' union all ')}) ${unknown} group by l, r`,
  );
  return costs;
}

/**
 * From `compared` the pairs that are links, and those for a person. Exact rules stand strongest first: where links
 * exclude each other, a place decides before any score.
 */
async function sortOut(engine: Engine): Promise<void> {
  await engine.step(
    'pairs',
    sql`select l, r, weight + rank * ${WORTH_OF_A_PLACE} as weight, weight as score, pattern
      from compared join patterns using (pattern) where compared.outcome = 'link'`,
  );
  await engine.step(
    'review',
    sql`select l, r, how as reason, cast(null as bigint) as torn
      from compared join patterns using (pattern) where compared.outcome = 'review'`,
  );
}
