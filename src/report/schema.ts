import { z } from 'zod';
import { example, flowSchema, gradePointsSchema, largestSchema, lossSchema } from './changes-schema.js';
import type { ReportModel } from './model.js';
import { rulesSchema } from './rules-schema.js';
import { scoringSchema } from './scoring-schema.js';

const count = z.int().min(0);
const text = z.string();
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('Decimal text, exact.');
const grade = z.string().nullable().describe('A grade of the ladder; null is none.');

const counted = z.array(z.strictObject({ name: text, count }));

const input = z
  .strictObject({
    source: text,
    files: z.array(
      z.strictObject({
        path: text,
        bytes: count,
        sha256: text,
        encoding: text,
        written: text.exactOptional().describe('When, in time_zone: YYYY-MM-DD HH:MM.'),
      }),
    ),
    lines: count,
    header: count,
    blank: count,
    dropped: count.exactOptional(),
    lines_of_records: count,
    records: count,
    accepted: count,
    repeated: count,
    excluded: count,
    rejected: count,
    emptied: count.describe('Values that became empty, over all fields.'),
    exclusions: counted,
    reject_reasons: counted,
    arrival: z
      .strictObject({
        age_hours: z.number().min(0).exactOptional(),
        last: z.strictObject({ as_of: text, records: count, same: z.boolean() }).exactOptional(),
        cut: z.array(z.strictObject({ path: text, sign: text })),
      })
      .exactOptional()
      .describe('How old it is, what the last run read, and files that look cut off.'),
  })
  .describe(
    'records = accepted + repeated + excluded + rejected; lines = header + blank + dropped + lines_of_records.',
  );

const members = z
  .strictObject({ total: count, new: count, changed: count, unchanged: count, gone: count })
  .describe('total = new + changed + unchanged; gone members are not in the total.');

const movement = { up: count, down: count, same: count, left: count, without_baseline: count };

const grades = z
  .strictObject({
    ladder: z.array(text).describe('Lowest first.'),
    baseline: z.enum(['previous', 'best_source']),
    ...movement,
    counts: z.array(z.strictObject({ grade, before: count, after: count })),
  })
  .describe('up + down + same + left + without_baseline = members.total.');

const matrix = z
  .strictObject({
    row_source: text,
    column_source: text,
    cells: z.array(z.strictObject({ row: grade, column: grade, unified: grade, members: count })),
  })
  .describe("A row or column is a grade, null (rows without a grade) or '-' (no row there).");

const decision = z.strictObject({
  rule: text,
  adjusted_by: text.nullable(),
  members: count,
  ...movement,
  examples: z.array(z.strictObject(example)),
});

const bucket = z
  .strictObject({
    bucket: text,
    from: z.array(
      z.strictObject({ source: text, column: text, sum: decimal, rate: decimal, converted: decimal }),
    ),
    rounding: text,
    rounded_off: decimal.describe('What rounding took away (positive) or gave.'),
    out: decimal,
    held: z
      .strictObject({ before: decimal, raised: decimal, after: decimal, below_0: count })
      .exactOptional()
      .describe('Where the target is master: from and out are differences; after = before + out + raised.'),
  })
  .describe('sum × rate = converted; all that is converted − rounded_off = out.');

const sum = z.strictObject({ count, amount: decimal });

const orders = z.strictObject({
  date: z.enum(['ordered', 'delivered']).describe('The day on which an order counts.'),
  exports: z.array(
    z
      .strictObject({
        export: text,
        of: text,
        accepted: count,
        counted: count,
        amount: decimal,
        refunded: decimal,
        taken_off: decimal,
        net: decimal,
        uncounted: z.array(z.strictObject({ count, amount: decimal, name: text })),
      })
      .describe('accepted = counted + uncounted; of the counted, amount = refunded + taken_off + net.'),
  ),
  refunds_elsewhere: count.describe('Refunds brought to another export than the one that sold.'),
  file: text,
});

const lots = z.strictObject({
  expiring_within_days: count,
  buckets: z.array(
    z
      .strictObject({
        export: text,
        bucket: text,
        converted: z.boolean().describe('Whether a line of the rules converts it.'),
        all: sum,
        carried: sum,
        expired: sum.describe('Before the day of the plan: not carried.'),
        orphan: sum.describe('Of a member id that no accepted row has.'),
        no_amount: count,
        expiring: sum.describe('Of those that are carried.'),
        earliest_expiry: text.nullable(),
      })
      .describe('all = carried + expired + orphan, and in count + no_amount.'),
  ),
  file: text,
});

const cost = { members: count, before: decimal, after: decimal };

const costs = z
  .strictObject({
    before: decimal,
    after: decimal,
    by_grade: z.array(z.strictObject({ ...cost, grade: text, members_before: count })),
    by_sources: z.array(z.strictObject({ ...cost, sources: z.array(text) })),
    by_store: z.array(z.strictObject({ ...cost, store: text.nullable() })).nullable(),
    other_stores: z.strictObject({ ...cost, stores: count }).nullable(),
  })
  .describe('What the grades cost a year. Each list adds up to the whole; members are those after.');

const peopleDecisions = z.strictObject({
  file: text,
  link: count,
  no_link: count,
  alone: count,
  dormant: count.describe('A row of theirs is no accepted row.'),
  changed: count.describe('A row of theirs says something else now: they are in review.csv again.'),
  contradictions: z
    .strictObject({ total: count, shown: z.array(z.strictObject({ line: count, reason: text })), file: text })
    .describe('Links that something forbids; they stop the plan.'),
});

const matching = z.strictObject({
  links: count,
  review: count,
  ambiguous: count,
  clusters: count,
  largest: count,
  sizes: z.array(z.strictObject({ rows: count, members: count })),
  by_rule: counted,
  by_sources: z.array(z.strictObject({ sources: z.array(text), members: count })),
  largest_members: largestSchema.exactOptional(),
  decisions: peopleDecisions.exactOptional(),
});

const limit = z.strictObject({
  name: text,
  scope: text.nullable(),
  value: z.number(),
  of: z.number().nullable().describe('The whole a percentage is taken of.'),
  limit: text.describe('As written in the config: 0.5% or 8.'),
  kind: z.enum(['input', 'change']),
  passed: z.boolean().describe('Whether the value is within the limit; equal is within.'),
  allowed: text.nullable().describe('Set when --allow raised the limit for this plan.'),
  interval: z
    .strictObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1) })
    .exactOptional()
    .describe('Between which shares it lies in 95 of 100 samples, where it is estimated from one.'),
});

const rejects = z
  .strictObject({
    total: count,
    shown: z.array(
      z.strictObject({ source: text, file: text, line: count, reason: text, column: text.nullable() }),
    ),
    file: text,
  })
  .describe('Some of the rows, the number of all, and the file that holds all.');

const takenBack = z
  .strictObject({
    run: text,
    as_of: text,
    member: text.nullable(),
    members: z.array(text).describe('With that member, all that the run connected with it.'),
    ids: counted,
    rows: z.strictObject({ members: count, links: count, points: count, source_rows: count }),
    points: z.array(z.strictObject({ bucket: text, before: text, after: text })),
    kept_rows: count,
    below_zero: count,
    decisions: count,
    decisions_file: text.nullable(),
  })
  .describe('A plan that takes a run back.');

/** The shape of a report, in the order in which its JSON is written. */
export const reportSchema = z.strictObject({
  schema: z.literal(1),
  tool: text,
  run_id: text,
  project: text,
  as_of: text.describe('The day the plan was made for, YYYY-MM-DD, in time_zone.'),
  time_zone: text,
  masked: z.boolean(),
  plan_path: text,
  content_hash: text,
  verdict: z.strictObject({
    status: z.enum(['nothing_to_do', 'ready', 'input_refused', 'needs_decision', 'applied']),
    limits: z.array(text).describe('The limits that are not kept.'),
  }),
  needs_approval: z.literal(true).exactOptional(),
  scope: z
    .strictObject({ condition: text, persons: count, along: count, all_persons: count })
    .exactOptional()
    .describe('Where the plan is for some persons alone; members, grades, points and matching are of these.'),
  inputs: z.array(input),
  members,
  grades,
  matrix: matrix.nullable(),
  flow: flowSchema.exactOptional(),
  losses: lossSchema.exactOptional(),
  decisions: z.array(decision),
  points: z.array(bucket),
  grade_points: gradePointsSchema.exactOptional(),
  orders: orders.exactOptional(),
  lots: lots.exactOptional(),
  costs: costs.exactOptional(),
  matching,
  limits: z.array(limit),
  rejects,
  emptied: z.array(z.strictObject({ source: text, field: text, reason: text, count })),
  rules: rulesSchema,
  files: z
    .strictObject({
      changes: text.exactOptional(),
      emptied: text.exactOptional(),
      review: text.exactOptional(),
    })
    .exactOptional(),
  scoring: scoringSchema.exactOptional(),
  superseding: z.strictObject({ run: text, members: count }).exactOptional(),
  taken_back: takenBack.exactOptional(),
});

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the model part ways in a field, a type, or an optional mark. */
true satisfies Same<Frozen<z.output<typeof reportSchema>>, Frozen<ReportModel>>;
