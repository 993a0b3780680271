import { z } from 'zod';

/** How the values of a comparison are compared; docs/matching.md says what the levels of each are. */
export const COMPARATOR_KINDS = [
  'name',
  'full_name',
  'text',
  'words',
  'phone',
  'email',
  'date',
  'code',
  'number',
] as const;

export type ComparatorKind = (typeof COMPARATOR_KINDS)[number];

/** What the loyalty preset compares, where sources have the field. */
export const LOYALTY_COMPARISONS = {
  ci: 'code',
  card_no: 'code',
  email: 'email',
  phone: 'phone',
  name: 'name',
  birth_date: 'date',
  gender: 'code',
  address: 'words',
  postal_code: 'code',
} as const satisfies Readonly<Record<string, ComparatorKind>>;

const comparisonName = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, 'lower-case letters, digits and _');

const comparison = z.strictObject({
  compare: z.enum(COMPARATOR_KINDS).describe('How two values are compared.'),
  fields: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'Canonical or extra fields whose texts are compared as one; the name of the comparison if absent.',
    ),
  term_frequency: z.boolean().default(false).describe('Agreement in a rare value weighs more.'),
  contact: z.boolean().default(false).describe('Shared in families: alone it makes a household.'),
  supporting: z
    .boolean()
    .default(false)
    .describe('Half of all strangers agree in it, such as the gender: never the second piece of evidence.'),
});

const exactRule = z.strictObject({
  name: comparisonName.describe('Shown as the reason of a link.'),
  equal: z.array(comparisonName).min(1).describe('Comparisons whose values must be equal.'),
  unless: z
    .array(comparisonName)
    .default([])
    .describe('Comparisons that may not differ; where one does, the score decides.'),
});

const probability = z.number().gt(0).lt(1);

const junkTexts = z.array(z.string().min(1)).default([]);

export const identitySchema = z.strictObject({
  preset: z
    .enum(['loyalty', 'none'])
    .default('loyalty')
    .describe(
      'loyalty: rules and weights for memberships, ready-made. none: what this section says, trained.',
    ),
  country: z
    .string()
    .length(2)
    .default('KR')
    .describe('Of telephone numbers without a country code, as two letters.'),
  comparisons: z.record(comparisonName, comparison).optional().describe('Instead of those of the preset.'),
  exact: z.array(exactRule).optional().describe('Instead of those of the preset; strongest first.'),
  blocking: z
    .array(z.array(z.string().min(1)).min(1))
    .optional()
    .describe('Keys that two rows must share to be compared, such as [name, phone last 4]; one list a rule.'),
  max_pairs: z
    .int()
    .min(1)
    .default(100_000_000)
    .describe('A plan that would compare more pairs than this is refused before it compares any.'),
  thresholds: z
    .strictObject({
      link: probability.default(0.99).describe('From this probability on two rows are linked.'),
      review: probability.default(0.5).describe('From this probability on a person is asked.'),
    })
    .prefault({})
    .describe('From which probability two rows are linked, or shown to a person.'),
  tie_margin: z
    .number()
    .min(0)
    .default(3)
    .describe('In bits: a row that fits two persons within this much is ambiguous.'),
  model: z
    .string()
    .min(1)
    .optional()
    .describe('ready-made (of the preset), train (from these exports, each time), or a model file.'),
  max_rows_per_value: z
    .int()
    .min(2)
    .default(12)
    .describe("A phone, e-mail or card on more rows than this is nobody's identity."),
  max_values: z
    .record(comparisonName, z.int().min(1))
    .default({})
    .describe('How many distinct values of a comparison one person may have, such as { card_no: 3 }.'),
  vetoes: z
    .array(z.enum(['ci', 'birth_date', 'gender', 'withdrawn']))
    .default(['ci', 'withdrawn'])
    .describe('Fields in which two rows of one person may not differ.'),
  junk: z
    .strictObject({
      name: junkTexts.describe('Names that are nobody.'),
      phone: junkTexts.describe('Telephone numbers that are nobody.'),
      email: junkTexts.describe('E-mail addresses that are nobody.'),
      card_no: junkTexts.describe('Card numbers that are nobody.'),
    })
    .prefault({})
    .describe('Values beside the built-in ones that stand for none.'),
  decisions: z.string().min(1).optional().describe('A CSV file of what people decided about pairs.'),
  reviewed: z
    .string()
    .min(1)
    .optional()
    .describe('A reviewed sample, from which min_precision and min_recall are estimated.'),
});
