import { z } from 'zod';

const count = z.int().min(0);
const text = z.string();

const told = z.strictObject({
  sections: z.array(z.strictObject({ title: text, lines: z.array(text) })),
  decisions: z.array(z.strictObject({ name: text, text })),
  adjustments: z.array(z.strictObject({ name: text, text })),
});

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
    .strictObject({ en: told, ko: told })
    .exactOptional()
    .describe('The rules in words, as rules explain tells them.'),
});
