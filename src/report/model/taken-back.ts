import { z } from 'zod';
import { type Counted, countedSchema } from './counted.js';
import { count, text } from './values.js';

/** What a revert does. */
export interface TakenBackReport {
  readonly run: string;
  readonly as_of: string;
  /** The member whose part alone is taken back, and every member that the run connected with it. */
  readonly member: string | null;
  readonly members: readonly string[];
  /** Member ids by what becomes of them: removed, restored, merged, unmerged, gone, returned. */
  readonly ids: readonly Counted[];
  /** Rows written by table. */
  readonly rows: Readonly<Record<'members' | 'links' | 'points' | 'source_rows', number>>;
  /** All balances of a bucket together, whole units as text. */
  readonly points: readonly { readonly bucket: string; readonly before: string; readonly after: string }[];
  /** Source rows that a later night read anew and that stay so. */
  readonly kept_rows: number;
  /** Balances that more was spent from than is left. */
  readonly below_zero: number;
  /** `no_link` lines for the file of decisions, in `decisions.csv` of the plan. */
  readonly decisions: number;
  /** The file that they belong into, as far as the config names one. */
  readonly decisions_file: string | null;
}

/** The shape of `taken_back` in a report. */
export const takenBackSchema = z
  .strictObject({
    run: text,
    as_of: text,
    member: text.nullable(),
    members: z.array(text).describe('With that member, all that the run connected with it.'),
    ids: z.array(countedSchema),
    rows: z.strictObject({ members: count, links: count, points: count, source_rows: count }),
    points: z.array(z.strictObject({ bucket: text, before: text, after: text })),
    kept_rows: count,
    below_zero: count,
    decisions: count,
    decisions_file: text.nullable(),
  })
  .describe('A plan that takes a run back.');
