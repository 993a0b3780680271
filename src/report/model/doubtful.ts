import { z } from 'zod';
import type { Waterfall } from '../../match/waterfall.js';
import { text, weight } from './values.js';

export interface DoubtfulPair {
  readonly outcome: 'review' | 'ambiguous';
  readonly reason: string;
  /** Of an ambiguous pair the first one fits two members. */
  readonly rows: readonly [DoubtfulRow, DoubtfulRow];
  /** In codes: `phone=equal name=near`. */
  readonly agreement: string;
  readonly weights: Waterfall;
}

export interface DoubtfulRow {
  readonly source: string;
  readonly source_member_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
}

const waterfall = z
  .strictObject({
    against: z.enum(['strangers', 'household']),
    prior: weight,
    parts: z.array(z.strictObject({ comparison: text, level: text, weight })),
    frequency: weight,
    total: weight,
  })
  .describe('total = prior + parts + frequency.');

const row = z.strictObject({
  source: text,
  source_member_id: text,
  name: text.nullable(),
  phone: text.nullable(),
  birth_date: text.nullable(),
  email: text.nullable(),
});

/** The shape of a doubtful pair in a report. */
export const doubtfulSchema = z.strictObject({
  outcome: z.enum(['review', 'ambiguous']),
  reason: text,
  rows: z.tuple([row, row]),
  agreement: text,
  weights: waterfall,
});
