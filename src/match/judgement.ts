import type { Comparison, ExactRule, Identity } from './identity.js';
import type { Weights } from './model/weights.js';
import type { Pattern } from './pattern.js';

/** What a pattern of levels means for two rows, before the frequency of their values is known. */
export interface Judgement {
  /** `score`: the weight decides. */
  readonly outcome: 'link' | 'review' | 'veto' | 'score';
  /** The exact rule, the veto, or the reason for a review; `score` otherwise. */
  readonly how: string;
  /** How many places before the last exact rule; 0 where the score decided. */
  readonly rank: number;
  /** The most that a weight can make of the pair: agreement in one thing alone never links. */
  readonly most: 'link' | 'none';
  /** Shares contact data, and something else speaks against one person: a household. */
  readonly related: boolean;
  /** One person against two strangers, in thousandths of a bit, with the prior. */
  readonly stranger: number;
  /** One person against two members of one household; null where they share no contact data. */
  readonly household: number | null;
}

/** What a pair weighs before anything is compared, in thousandths of a bit. */
export interface Priors {
  readonly stranger: number;
  /** Pairs of one person against pairs of one household; null where the model does not tell households apart. */
  readonly household: number | null;
}

export interface Judge {
  readonly identity: Identity;
  readonly weights: Weights;
  readonly vetoes: readonly string[];
  /** For two rows without a person yet, and where one of them has one. */
  readonly priors: { readonly left: Priors; readonly settled: Priors };
}

/** Vetoes first, then what needs a person, then exact rules; the score decides the rest. */
export function judgePattern(pattern: Pattern, judge: Judge): Judgement {
  const { identity } = judge;
  const of = evidence(pattern, judge);
  const priors = pattern.settled ? judge.priors.settled : judge.priors.left;
  const contact = of.agreeing.some((comparison) => comparison.contact);
  const scored = {
    most: of.agreeing.length > 1 ? 'link' : 'none',
    related: contact && of.against.length > 0,
    stranger: priors.stranger + of.stranger,
    household: contact && priors.household !== null ? priors.household + of.household : null,
    rank: 0,
  } as const;
  const veto = judge.vetoes.find((name) => forbids(name, pattern, identity));
  if (veto !== undefined) return { outcome: 'veto', how: veto, ...scored };
  if (isGuardian(of)) return { outcome: 'review', how: 'same_ci_other_person', ...scored };
  const rule = identity.exact.find((exact) => applies(exact, of));
  if (rule !== undefined) {
    const rank = identity.exact.length - identity.exact.indexOf(rule);
    return { ...scored, outcome: 'link', how: rule.name, rank };
  }
  return { outcome: 'score', how: 'score', ...scored };
}

interface Evidence {
  /** Comparisons at their highest level. */
  readonly equal: readonly Comparison[];
  /** Comparisons that speak for one person, without the supporting ones. */
  readonly agreeing: readonly Comparison[];
  /** Comparisons that speak against one person, without contact data, which change, and the supporting ones. */
  readonly against: readonly Comparison[];
  readonly stranger: number;
  readonly household: number;
}

function evidence({ levels }: Pattern, { identity, weights }: Judge): Evidence {
  const known = identity.comparisons.flatMap((comparison, at) => {
    const level = levels[at];
    const weight = level == null ? undefined : weights.comparisons[at]?.levels[level];
    return weight === undefined ? [] : [{ comparison, weight, level }];
  });
  const top = ({ comparator }: Comparison) => comparator.levels.length - 1;
  return {
    equal: known.filter((k) => k.level === top(k.comparison)).map((k) => k.comparison),
    agreeing: known.filter((k) => k.weight.stranger > 0 && !k.comparison.supporting).map((k) => k.comparison),
    against: known
      .filter((k) => k.weight.stranger < 0 && !k.comparison.supporting && !k.comparison.contact)
      .map((k) => k.comparison),
    stranger: known.reduce((sum, k) => sum + k.weight.stranger, 0),
    household: known.reduce((sum, k) => sum + k.weight.household, 0),
  };
}

/** Any difference counts: a veto is asked for where the field is trusted. */
function forbids(veto: string, { levels, withdrawn }: Pattern, { comparisons }: Identity): boolean {
  if (veto === 'withdrawn') return withdrawn;
  const at = comparisons.findIndex((comparison) => comparison.name === veto);
  const level = levels[at];
  return level != null && level < (comparisons[at]?.comparator.levels.length ?? 0) - 1;
}

/** One CI, another name and another birth date: a guardian's verification used for a child. */
function isGuardian({ equal, against }: Evidence): boolean {
  const speaksAgainst = (name: string) => against.some((comparison) => comparison.name === name);
  return (
    equal.some((comparison) => comparison.name === 'ci') &&
    speaksAgainst('name') &&
    speaksAgainst('birth_date')
  );
}

function applies({ equal, unless }: ExactRule, of: Evidence): boolean {
  return (
    equal.every((name) => of.equal.some((comparison) => comparison.name === name)) &&
    !of.against.some((comparison) => unless.includes(comparison.name))
  );
}
