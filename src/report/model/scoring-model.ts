import { z } from 'zod';
import { count, text, weight } from './values.js';

export interface ModelReport {
  readonly name: string;
  readonly trained: { readonly as_of: string; readonly rows: number; readonly pairs: number } | null;
  /** What a pair weighs before anything is compared; null where households are not told apart. */
  readonly prior: { readonly strangers: number; readonly household: number | null };
  readonly thresholds: { readonly link: number; readonly review: number };
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly {
      readonly level: string;
      readonly strangers: number;
      readonly household: number | null;
    }[];
  }[];
  readonly file: string;
}

/** The shape of `scoring.model` in a report. */
export const scoringModelSchema = z.strictObject({
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
