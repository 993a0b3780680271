import type { Engine } from '../engine/engine.js';
import { join, name, sql } from '../engine/sql.js';
import type { Identity } from './identity.js';
import { type Weights, weightsOf } from './model/weights.js';
import type { Matched } from './pairs.js';
import { unpack } from './pattern.js';

/** What becomes of a compared pair. */
export const OUTCOMES = ['link', 'review', 'related', 'none', 'veto'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** An agreement that occurred: how often, what it decides, and what it weighs without the frequency of its values. */
export interface Agreement {
  /** What decides: `link` (a rule or a person), `review`, `veto`, or `score`. */
  readonly outcome: string;
  /** The rule, the veto or the reason; `score` or `decision`. */
  readonly how: string;
  /** In codes, as wording.ts writes them. */
  readonly agreement: string;
  readonly pairs: Readonly<Record<Outcome, number>>;
  /** One person against strangers. */
  readonly strangers: Weighed;
  /** One person against one household; null where the rows share no contact data. */
  readonly household: Weighed | null;
  /** The comparisons in which both rows have a value. */
  readonly parts: readonly AgreementPart[];
}

/** Thousandths of a bit: total = prior + parts. */
export interface Weighed {
  readonly prior: number;
  readonly total: number;
}

interface AgreementPart {
  readonly comparison: string;
  readonly level: string;
  readonly strangers: number;
  readonly household: number;
}

interface Found extends Record<string, unknown> {
  readonly pattern: bigint;
  readonly outcome: string;
  readonly how: string;
  readonly agreement: string;
  readonly stranger: number;
  readonly household: number | null;
}

/** Every agreement that occurred, most pairs first. Needs `patterns` and `pair_counts`. */
export async function listAgreements(
  engine: Engine,
  matched: Pick<Matched, 'identity' | 'model'>,
): Promise<readonly Agreement[]> {
  const found = (await engine.rows<never>(
    sql`select min(pattern) as pattern, patterns.outcome, how, agreement, any_value(stranger) as stranger,
        any_value(household) as household, ${COUNTS}
      from patterns join pair_counts using (pattern)
      group by patterns.outcome, how, agreement
      order by sum(pairs) desc, patterns.outcome, how, agreement`,
  )) as readonly (Found & Record<Outcome, bigint>)[];
  const weights = weightsOf(matched.model);
  return found.map((one) => agreementOf(one, matched.identity, weights));
}

/** Only a withdrawn row, which nothing of this depends on, tells apart patterns of one agreement and outcome. */
const COUNTS = join(
  OUTCOMES.map(
    (outcome) =>
      sql`coalesce(sum(pairs) filter (pair_counts.outcome = ${outcome}), 0)::bigint as ${name(outcome)}`,
  ),
);

function agreementOf(
  found: Found & Record<Outcome, bigint>,
  identity: Identity,
  weights: Weights,
): Agreement {
  const { levels } = unpack(found.pattern, identity.comparisons.length);
  const parts = identity.comparisons.flatMap(({ name: comparison }, at): AgreementPart[] => {
    const level = levels[at];
    const weight = level == null ? undefined : weights.comparisons[at]?.levels[level];
    if (weight === undefined) return [];
    return [{ comparison, level: weight.level, strangers: weight.stranger, household: weight.household }];
  });
  const weighed = (total: number, side: 'strangers' | 'household'): Weighed => ({
    prior: parts.reduce((rest, part) => rest - part[side], total),
    total,
  });
  return {
    outcome: found.outcome,
    how: found.how,
    agreement: found.agreement,
    pairs: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, Number(found[outcome])]),
    ) as Agreement['pairs'],
    strangers: weighed(found.stranger, 'strangers'),
    household: found.household === null ? null : weighed(found.household, 'household'),
    parts,
  };
}
