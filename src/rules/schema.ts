import { z } from 'zod';

const text = z.string().min(1);
const named = z.string().regex(/^[a-z][a-z0-9_]{0,50}$/, 'must be lower-case letters, digits and _');
const expression = text.describe('A SQL expression of the rule language.');
const exampleValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const exampleRow = z.record(z.string(), exampleValue);

/** The shape of a rule file; what its texts mean is checked when they are read. */
export const rulesSchema = z.strictObject({
  version: z.literal(1),
  name: text,
  grades: z.array(text).min(1).max(200).describe('The ladder, lowest first.'),
  map: z.record(z.string(), z.record(z.string(), text)).default({}).describe('source: { its label: grade }'),
  measures: z.record(named, expression).default({}).describe('name: sum, max, min or latest of an amount'),
  bands: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe('measure: { grade: from this amount on }'),
  decide: z
    .array(z.strictObject({ name: text, when: expression.optional(), grade: expression }))
    .min(1)
    .describe('The first that applies.'),
  adjust: z
    .array(z.strictObject({ name: text, never_below: z.enum(['previous', 'best_source']) }))
    .default([]),
  points: z
    .array(
      z.strictObject({
        from: expression.describe('An amount, of every source or of one: offline.stamps'),
        into: named.describe('The bucket.'),
        rate: z.number().optional().describe('What one unit becomes; 1 when it is not given.'),
        rounding: z.enum(['floor', 'half_up', 'half_even']).optional().describe('Of the bucket, once.'),
      }),
    )
    .default([]),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).default({}),
  examples: z
    .array(
      z.strictObject({
        name: text.optional(),
        given: z.record(z.string(), z.union([z.string(), exampleRow, z.array(exampleRow)])),
        expect: z.record(z.string(), z.union([exampleValue, z.record(z.string(), z.int())])),
      }),
    )
    .default([]),
});

export type RuleFile = z.output<typeof rulesSchema>;
