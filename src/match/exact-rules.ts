import { all, name, type Sql, sql } from '../engine/sql.js';

/** What two rows are compared by; the name of a column of `rows`. */
export type Key = 'ci' | 'card_no' | 'email' | 'phone_key' | 'name_key' | 'birth_date';

/** A rule that makes two rows the same person when all of its keys are equal. */
export interface ExactRule {
  /** Stands in `links.how` and in reports. */
  readonly name: string;
  readonly keys: readonly Key[];
}

/** Strongest first. Phone alone, e-mail alone, name alone never link. */
export const LOYALTY_RULES: readonly ExactRule[] = [
  { name: 'ci', keys: ['ci'] },
  { name: 'card', keys: ['card_no'] },
  { name: 'email_name', keys: ['email', 'name_key'] },
  { name: 'email_birth', keys: ['email', 'birth_date'] },
  { name: 'phone_name', keys: ['phone_key', 'name_key'] },
  { name: 'phone_birth', keys: ['phone_key', 'birth_date'] },
];

/**
 * What the agreement of a key is worth, in thousandths of a bit: about log2 of one over the share of other
 * people who agree in it by chance among a million members. Ready-made; trained weights replace them where
 * pairs are scored.
 */
const WEIGHTS: Readonly<Record<Key, number>> = {
  ci: 60_000,
  card_no: 40_000,
  email: 24_000,
  phone_key: 20_000,
  name_key: 8_000,
  birth_date: 7_000,
};

/** Keys that may stand on many rows without being anybody's: a shop's phone typed for every customer. */
export const SHAREABLE_KEYS: readonly Key[] = ['card_no', 'email', 'phone_key'];

/** The bit of a rule in the evidence of a pair: a stronger rule outweighs all weaker ones together. */
export function bitOf(rules: readonly ExactRule[], rule: ExactRule): number {
  return 2 ** (rules.length - 1 - rules.indexOf(rule));
}

/** The name of the strongest rule in `evidence`. */
export function strongestRule(rules: readonly ExactRule[], evidence: Sql): Sql {
  const branches = rules.map((rule) => sql`when ${evidence} >= ${bitOf(rules, rule)} then ${rule.name} `.sql);
  return { sql: `case ${branches.join('')} else 'alone' end` };
}

/** The weights of the keys that agree by any rule in `evidence`, added up; an integer. */
export function scoreOf(rules: readonly ExactRule[], evidence: Sql): Sql {
  const keys = [...new Set(rules.flatMap((rule) => rule.keys))];
  const terms = keys.map((key) => {
    const bits = rules
      .filter((rule) => rule.keys.includes(key))
      .reduce((sum, rule) => sum + bitOf(rules, rule), 0);
    return sql`(case when ${evidence} & ${bits} <> 0 then ${WEIGHTS[key]} else 0 end)`.sql;
  });
  return { sql: terms.join(' + ') };
}

/** Whether two rows of `rows`, as `l` and `r`, agree by this rule. */
export function agrees(rule: ExactRule): Sql {
  return all(rule.keys.map((key) => sql`l.${name(key)} = r.${name(key)}`));
}

/** The rules whose keys the sources have between them. */
export function rulesFor(fields: readonly string[]): readonly ExactRule[] {
  const has = (key: Key) => fields.includes(key.replace('_key', ''));
  return LOYALTY_RULES.filter((rule) => rule.keys.every(has));
}
