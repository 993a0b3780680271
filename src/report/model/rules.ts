import { z } from 'zod';
import { type ToldRules, toldSchema } from './told-rules.js';
import { count, text } from './values.js';

export interface RulesReport {
  readonly path: string;
  readonly name: string;
  readonly hash: string;
  /** As a user would type it. */
  readonly config_path?: string;
  readonly config_hash: string;
  readonly findings: readonly RuleFinding[];
  /** Every proof that ran, with its findings and how many of them the rule file accepts. */
  readonly proofs?: readonly { readonly kind: string; readonly found: number; readonly accepted: number }[];
  readonly told?: { readonly en: ToldRules; readonly ko: ToldRules };
}

export interface RuleFinding {
  readonly line: number;
  readonly kind?: string;
  /** The rule that it is about, where it is about one. */
  readonly rule?: string;
  readonly message: string;
  /** Why it is meant, where the rule file accepts it. */
  readonly accepted?: string;
}

/** The shape of `rules` in a report. */
export const rulesSchema = z.strictObject({
  path: text,
  name: text,
  hash: text,
  config_path: text.exactOptional(),
  config_hash: text,
  findings: z.array(
    z.strictObject({
      line: count,
      kind: text.exactOptional(),
      rule: text.exactOptional(),
      message: text,
      accepted: text.exactOptional().describe('Why it is meant, where the rule file accepts it.'),
    }),
  ),
  proofs: z
    .array(z.strictObject({ kind: text, found: count, accepted: count }))
    .exactOptional()
    .describe('Every proof that ran.'),
  told: z
    .strictObject({ en: toldSchema, ko: toldSchema })
    .exactOptional()
    .describe('The rules in words, as rules explain tells them.'),
});
