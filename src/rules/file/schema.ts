import { z } from 'zod';
import { POLICY_KINDS } from '../fields/policies.js';
import { TAKEN_OFF } from '../orders/policy.js';
import { HIT_POLICIES } from '../table/table.js';

const text = z.string().min(1);
const named = z.string().regex(/^[a-z][a-z0-9_]{0,50}$/, 'must be lower-case letters, digits and _');
/** Quotes in pairs, and nothing that no expression has: what an editor can tell without reading it. */
const EXPRESSION = `^(?:[^'";?$]|'[^']*'|"[^"]*")+$`;
const DAY = '^\\d{4}-\\d{2}-\\d{2}$';

const expression = text
  .describe('A SQL expression of the rule language.')
  .meta({ pattern: EXPRESSION, examples: ["every(status = 'withdrawn')"] });
const condition = expression
  .describe('Only where this holds; without it for everyone. One SQL condition of the rule language.')
  .meta({ examples: ["spend >= 200000 and any(status = 'active')"] });
const grade = expression
  .describe('A grade, or what gives one: highest, lowest, both, either, prefer, latest, band, matrix, table.')
  .meta({ examples: ['highest(map, band(spend))', 'none'] });
const file = text.describe('A CSV file, relative to this file.');
const exampleValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const exampleRow = z.record(z.string(), exampleValue);
const exampleRows = z.record(z.string(), z.union([z.string(), exampleRow, z.array(exampleRow)]));

const measure = expression
  .describe(
    'A number or a date of a person: sum, max, min, latest, count, count_distinct, table, arithmetic.',
  )
  .meta({ examples: ['sum(spend)', "count(online.card_no, status = 'active')"] });

const policy = z.string().meta({
  description:
    'prefer SOURCE, latest, earliest, minimum, maximum, longest, most_frequent, most_complete, even_empty, with FIELD, all; of a consent strictest or latest_act, and expires N months.',
  pattern: `^\\s*(${POLICY_KINDS.join('|')}|prefer\\s+\\S+|with\\s+\\S+|expires\\s+\\d{1,4}\\s+months)\\s*$`,
});

const cost = text.meta({
  description: 'An amount a year, or a share of a measure.',
  pattern: '^\\d+(\\.\\d+)?(\\s*% of \\S+)?$',
  examples: ['3% of spend'],
});

const matrixSides = {
  rows: grade.describe('What goes down: a source, or any other grade.'),
  columns: grade.describe('What goes across.'),
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
    weight: z.number().default(1).describe('Times the measure, or times what its steps give.'),
    steps: z.record(z.string(), z.number()).optional().describe('{ from this value on: so many }'),
    most: z.number().optional().describe('More than this is not added.'),
  }),
]);

const adjustment = z.strictObject({
  name: text.describe('Shown as the reason of a grade.'),
  when: condition.optional(),
  never_below: grade.optional().describe('previous, best_source, announced or any grade.'),
  at_most_down: z.int().min(0).optional().describe('Steps below `from`.'),
  from: grade.optional().describe('A grade; previous when it is not given.'),
  exceptions: file.optional().describe('Members whose grade is set by hand.'),
  until: text
    .optional()
    .describe('The last day it holds, or grade_valid_until.')
    .meta({ pattern: `${DAY}|^grade_valid_until$`, examples: ['2027-01-31'] }),
});

const amount = expression.meta({
  pattern: '^[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)?$',
  examples: ['points', 'offline.stamps'],
});

const rate = z.strictObject({
  rate: z.number().describe('What one unit becomes.'),
  when: condition.optional(),
});

const pointsLine = z.strictObject({
  from: amount.optional().describe('An amount, of every source or of one: offline.stamps'),
  bonus: z.union([z.number(), expression]).optional().describe('So many for each person, instead of `from`.'),
  once: z.boolean().default(false).describe('Of several rows only the greatest amount counts.'),
  into: named.describe('The bucket.'),
  when: condition.optional(),
  rate: z
    .union([z.number(), z.array(rate).min(1)])
    .default(1)
    .describe('What one unit becomes, or a list of which the first that applies counts.'),
  rounding: z.enum(['floor', 'half_up', 'half_even']).optional().describe('Of the bucket, once.'),
  negative: z.enum(['keep', 'zero', 'refuse']).optional().describe('Of the bucket: a balance below 0.'),
  expires: expression
    .optional()
    .describe('Of the bucket: keep, a day, or a measure that is a date.')
    .meta({ examples: ['keep', '2027-01-31', 'last_expiry'] }),
});

const master = z.string().meta({
  description:
    'legacy: what the exports say. unified: what the target says. legacy until DATE: up to that day.',
  pattern: '^\\s*(unified|legacy(\\s+until\\s+\\d{4}-\\d{2}-\\d{2})?)\\s*$',
  examples: ['unified', 'legacy until 2027-01-31'],
});

const orders = z.strictObject({
  date: z.enum(['ordered', 'delivered']).describe('On which day an order counts.'),
  delivered_only: z.boolean().default(false).describe('Only what is delivered counts.'),
  refunds: z.enum(['net', 'ignore']).default('net').describe('net: what was refunded is taken off.'),
  without: z.array(z.enum(TAKEN_OFF)).default([]).describe('What is taken off the amount of an order.'),
  least: z.number().min(0).optional().describe('An order of which less is left does not count.'),
});

/** The shape of a rule file; what its texts mean is checked when they are read. */
export const rulesSchema = z.strictObject({
  version: z.literal(1).describe('Of this form of the file.'),
  name: text.describe('What the rules are called, in reports and in `rules explain`.'),
  sources: z.record(text, z.array(text)).default({}).describe('source: the fields that these rules read'),
  grades: z.array(text).max(200).default([]).describe('The ladder, lowest first; none for points alone.'),
  map: z.record(z.string(), z.record(z.string(), text)).default({}).describe('source: { its label: grade }'),
  grade_counts: condition.optional().describe('A condition over one row: only then its grade counts.'),
  orders: orders.optional().describe('What an order counts for.'),
  measures: z.record(named, measure).default({}).describe('name: sum, max, min, latest or count of a field'),
  scores: z.record(named, z.record(named, scorePart)).default({}).describe('name: { measure: its weight }'),
  bands: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe('measure: { grade: from this amount on }'),
  matrices: z.record(named, matrix).default({}).describe('name: a grade for each pair of grades'),
  tables: z.record(named, table).default({}).describe('name: a decision table from a CSV file'),
  decide: z
    .array(
      z.strictObject({
        name: text.describe('Shown as the rule that decided.'),
        when: condition.optional(),
        grade,
      }),
    )
    .default([])
    .describe('The first that applies.'),
  adjust: z.array(adjustment).default([]).describe('What changes a grade after it was decided, in order.'),
  points: z.array(pointsLine).default([]).describe('What becomes of each amount; a bucket is rounded once.'),
  refuse: z
    .array(z.strictObject({ when: condition, because: text.describe('Told to the person.') }))
    .default([])
    .describe('Requests that are not granted.'),
  fields: z
    .record(z.string(), z.union([policy, z.array(policy).min(1)]))
    .default({})
    .describe('field: which of several values survives'),
  masters: z
    .record(z.string(), master)
    .default({})
    .describe('bucket or field: which system says it while both live'),
  costs: z
    .record(z.string(), z.union([z.number().min(0), cost]))
    .default({})
    .describe('grade: an amount a year, or 3% of a measure'),
  accept: z
    .array(
      z.strictObject({
        finding: text.describe('As the check calls it, such as possible gap.'),
        rule: text.optional().describe('Only of this rule.'),
        because: text.describe('Shown in the report.'),
      }),
    )
    .default([])
    .describe('Findings of the checks that are meant, and why.'),
  examples: z
    .array(
      z.strictObject({
        name: text.optional().describe('Shown when it fails.'),
        as_of: z
          .string()
          .optional()
          .describe('The day of the plan; 2000-01-01 unless set.')
          .meta({ pattern: DAY }),
        given: exampleRows.describe('source: a row or several; previous: the grade before'),
        others: z
          .array(z.record(z.string(), z.union([z.string(), z.number(), exampleRow, z.array(exampleRow)])))
          .default([])
          .describe('Who else there is, each `times` times.'),
        expect: z
          .record(z.string(), z.union([exampleValue, z.record(z.string(), z.int())]))
          .describe('grade, rule, points, refused or a surviving field: what must come out'),
      }),
    )
    .default([])
    .describe('Persons and what must become of them; `check` runs them.'),
});

export type RuleFile = z.output<typeof rulesSchema>;
