import { z } from 'zod';
import { MOVEMENTS, type RuleComparison } from './model.js';

const count = z.int().min(0);
const text = z.string();
const grade = text.nullable().describe('A grade of the ladder; null is none.');
const amount = text
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable()
  .describe('Decimal text, exact; null where the rule file has nothing of the kind.');

const movement = { up: count, same: count, down: count, left: count, entered: count, incomparable: count };

const rules = z.strictObject({ path: text, name: text, hash: text, grades: z.array(text) });
const decidedBy = z.strictObject({ rule: text, adjusted_by: text.nullable() });
const field = z.strictObject({ field: text, a: count, b: count, different: count });

const example = z.strictObject({
  name: text.nullable(),
  rows: z.array(
    z.strictObject({
      source: text,
      source_member_id: text,
      values: z.array(z.strictObject({ field: text, value: text })),
    }),
  ),
  a: grade,
  b: grade,
});

/** The shape of a comparison, in the order in which its JSON is written. */
const comparisonSchema = z.strictObject({
  schema: z.literal(1),
  tool: text,
  project: text,
  as_of: text.describe('YYYY-MM-DD, in time_zone.'),
  time_zone: text,
  masked: z.boolean(),
  config_hash: text,
  a: rules,
  b: rules,
  members: count,
  movement: z.strictObject(movement).describe(`${MOVEMENTS.join(' + ')} = members.`),
  matrix: z.array(z.strictObject({ a: grade, b: grade, members: count })),
  pairs: z.strictObject({
    total: count,
    shown: z.array(
      z.strictObject({
        a: decidedBy,
        b: decidedBy,
        members: count,
        ...movement,
        examples: z.array(example),
      }),
    ),
    rest: z.strictObject({ members: count, ...movement }).nullable(),
  }),
  points: z.array(
    z.strictObject({ bucket: text, a: amount, b: amount, more: count, less: count, same: count }),
  ),
  costs: z
    .strictObject({
      a: amount,
      b: amount,
      by_grade: z.array(z.strictObject({ grade, members_a: count, members_b: count, a: amount, b: amount })),
    })
    .nullable(),
  fields: z.array(field),
  consents: z.array(field),
  refusals: z.array(z.strictObject({ because: text, stops: z.boolean(), a: count, b: count })),
});

/** As JSON: keys in the order of the schema. Throws a `ZodError` when the value is no comparison. */
export function comparisonJson(comparison: RuleComparison): string {
  return `${JSON.stringify(comparisonSchema.parse(comparison), null, 2)}\n`;
}

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the model part ways. */
true satisfies Same<Frozen<z.output<typeof comparisonSchema>>, Frozen<RuleComparison>>;
