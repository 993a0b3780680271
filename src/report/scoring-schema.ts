import { z } from 'zod';

const count = z.int().min(0);
const weight = z.int();
const text = z.string();
const share = z.number().min(0).max(1);

const outcomes = { link: count, review: count, related: count, none: count, veto: count };

const waterfall = z
  .strictObject({
    against: z.enum(['strangers', 'household']),
    prior: weight,
    parts: z.array(z.strictObject({ comparison: text, level: text, weight })),
    frequency: weight,
    total: weight,
  })
  .describe('total = prior + parts + frequency.');

const blocking = z.strictObject({
  rule: text.describe('Its keys; decision for pairs that only a person named.'),
  at_most: count.describe('What it would make if it were the only rule.'),
  pairs: count.describe('The pairs that it gave first.'),
  largest: z.strictObject({ value: text, rows: count }).nullable(),
});

const model = z.strictObject({
  name: text,
  trained: z.strictObject({ as_of: text, rows: count, pairs: count }).nullable(),
  prior: z.strictObject({ strangers: weight, household: weight.nullable() }),
  thresholds: z.strictObject({ link: weight, review: weight }),
  comparisons: z.array(
    z.strictObject({
      name: text,
      levels: z.array(z.strictObject({ level: text, strangers: weight, household: weight.nullable() })),
    }),
  ),
  file: text,
});

const row = z.strictObject({
  source: text,
  source_member_id: text,
  name: text.nullable(),
  phone: text.nullable(),
  birth_date: text.nullable(),
  email: text.nullable(),
});

const doubtful = z.strictObject({
  outcome: z.enum(['review', 'ambiguous']),
  reason: text,
  rows: z.tuple([row, row]),
  agreement: text,
  weights: waterfall,
});

const estimate = z
  .strictObject({ value: share, low: share, high: share, part: z.number(), of: z.number() })
  .describe('About part of of pairs; between low and high in 95 of 100 samples.');

const point = z.strictObject({
  weight,
  linked: z.number(),
  right: z.number(),
  precision: share.nullable(),
  recall: share.nullable(),
});

const reviewed = z.strictObject({
  file: text,
  pairs: count,
  absent: count,
  changed: count,
  precision: estimate.nullable(),
  recall: estimate.nullable(),
  thresholds: z.array(point),
  curve: z.array(point),
});

/** The shape of `scoring` in a report. */
export const scoringSchema = z
  .strictObject({
    compared: count,
    outcomes: z.strictObject(outcomes),
    bands: z.array(z.strictObject({ from: weight.nullable(), to: weight.nullable(), ...outcomes })),
    thresholds: z
      .array(z.strictObject({ probability: share, weight, linked: count }))
      .exactOptional()
      .describe('What would link from each weight on, pair by pair, before clusters, ties and limits.'),
    blocking: z.array(blocking),
    model,
    households: z.strictObject({ pairs: count, members: count }),
    empty_rows: z.strictObject({
      rows: count,
      empty: count,
      by: z.array(z.strictObject({ only: text, rows: count })),
    }),
    agreements: z.strictObject({ total: count, file: text }),
    doubtful: z.strictObject({ total: count, shown: z.array(doubtful), file: text }),
    reviewed: reviewed.exactOptional(),
  })
  .describe(
    'How pairs were weighed, in thousandths of a bit. compared = the sum of outcomes, bands, blocking.',
  );
