import { z } from 'zod';
import { TAKEN_OFF } from '../orders/policy.js';
import { HIT_POLICIES } from '../table/table.js';

const text = z.string().min(1);
const named = z.string().regex(/^[a-z][a-z0-9_]{0,50}$/, 'must be lower-case letters, digits and _');
const expression = text.describe('A SQL expression of the rule language.');
const file = text.describe('A CSV file, relative to this file.');
const exampleValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const exampleRow = z.record(z.string(), exampleValue);
const exampleRows = z.record(z.string(), z.union([z.string(), exampleRow, z.array(exampleRow)]));

const matrixSides = {
  rows: expression.describe('What goes down: a source, or any other grade.'),
  columns: expression.describe('What goes across.'),
};

const matrix = z.union([
  z.strictObject({ ...matrixSides, file }),
  z.strictObject({
    ...matrixSides,
    cells: z.record(z.string(), z.record(z.string(), text.nullable())).describe('{ row: { column: grade } }'),
  }),
]);

const table = z.strictObject({
  file,
  hit: z.enum(HIT_POLICIES).describe('Which line counts when several apply.'),
  gives: z
    .union([text, z.array(text).min(1)])
    .default('grade')
    .describe('The columns that are results.'),
});

const scorePart = z.union([
  z.number(),
  z.strictObject({
    weight: z.number().default(1),
    steps: z.record(z.string(), z.number()).optional().describe('{ from this value on: so many }'),
    most: z.number().optional().describe('More than this is not added.'),
  }),
]);

const adjustment = z.strictObject({
  name: text,
  when: expression.optional(),
  never_below: expression.optional().describe('previous, best_source, announced or any grade.'),
  at_most_down: z.int().min(0).optional().describe('Steps below `from`.'),
  from: expression.optional().describe('A grade; previous when it is not given.'),
  exceptions: file.optional().describe('Members whose grade is set by hand.'),
  until: text.optional().describe('The last day it holds, or grade_valid_until.'),
});

const pointsLine = z.strictObject({
  from: expression.optional().describe('An amount, of every source or of one: offline.stamps'),
  bonus: z.union([z.number(), expression]).optional().describe('So many for each person, instead of `from`.'),
  once: z.boolean().default(false).describe('Of several rows only the greatest amount counts.'),
  into: named.describe('The bucket.'),
  when: expression.optional(),
  rate: z
    .union([z.number(), z.array(z.strictObject({ rate: z.number(), when: expression.optional() })).min(1)])
    .default(1)
    .describe('What one unit becomes, or a list of which the first that applies counts.'),
  rounding: z.enum(['floor', 'half_up', 'half_even']).optional().describe('Of the bucket, once.'),
  negative: z.enum(['keep', 'zero', 'refuse']).optional().describe('Of the bucket: a balance below 0.'),
  expires: text.optional().describe('Of the bucket: keep, a day, or a measure that is a date.'),
});

const orders = z.strictObject({
  date: z.enum(['ordered', 'delivered']).describe('On which day an order counts.'),
  delivered_only: z.boolean().default(false),
  refunds: z.enum(['net', 'ignore']).default('net').describe('net: what was refunded is taken off.'),
  without: z.array(z.enum(TAKEN_OFF)).default([]).describe('What is taken off the amount of an order.'),
  least: z.number().min(0).optional().describe('An order of which less is left does not count.'),
});

/** The shape of a rule file; what its texts mean is checked when they are read. */
export const rulesSchema = z.strictObject({
  version: z.literal(1),
  name: text,
  sources: z.record(text, z.array(text)).default({}).describe('source: the fields that these rules read'),
  grades: z.array(text).max(200).default([]).describe('The ladder, lowest first; none for points alone.'),
  map: z.record(z.string(), z.record(z.string(), text)).default({}).describe('source: { its label: grade }'),
  grade_counts: expression.optional().describe('A condition over one row: only then its grade counts.'),
  orders: orders.optional().describe('What an order counts for.'),
  measures: z
    .record(named, expression)
    .default({})
    .describe('name: sum, max, min, latest or count of a field'),
  scores: z.record(named, z.record(named, scorePart)).default({}).describe('name: { measure: its weight }'),
  bands: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe('measure: { grade: from this amount on }'),
  matrices: z.record(named, matrix).default({}),
  tables: z.record(named, table).default({}),
  decide: z
    .array(z.strictObject({ name: text, when: expression.optional(), grade: expression }))
    .default([])
    .describe('The first that applies.'),
  adjust: z.array(adjustment).default([]),
  points: z.array(pointsLine).default([]),
  refuse: z
    .array(z.strictObject({ when: expression, because: text }))
    .default([])
    .describe('Requests that are not granted.'),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).default({}),
  costs: z
    .record(z.string(), z.union([z.number().min(0), text]))
    .default({})
    .describe('grade: an amount a year, or 3% of a measure'),
  accept: z
    .array(z.strictObject({ finding: text, rule: text.optional(), because: text }))
    .default([])
    .describe('Findings of the checks that are meant, and why.'),
  examples: z
    .array(
      z.strictObject({
        name: text.optional(),
        as_of: z.string().optional(),
        given: exampleRows,
        others: z
          .array(z.record(z.string(), z.union([z.string(), z.number(), exampleRow, z.array(exampleRow)])))
          .default([]),
        expect: z.record(z.string(), z.union([exampleValue, z.record(z.string(), z.int())])),
      }),
    )
    .default([]),
});

export type RuleFile = z.output<typeof rulesSchema>;
