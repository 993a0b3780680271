import { z } from 'zod';
import { type Capped, capped } from './capped.js';
import { type Counted, countedSchema } from './counted.js';
import { type PeopleDecisions, peopleDecisionsSchema } from './people-decisions.js';
import { count, text } from './values.js';

export interface MatchingReport {
  /** Rows that were joined to another row of the same member. */
  readonly links: number;
  readonly review: number;
  readonly ambiguous: number;
  /** Members with more than one row. */
  readonly clusters: number;
  /** Rows of the largest member. */
  readonly largest: number;
  /** Members by number of rows, ascending. */
  readonly sizes: readonly { readonly rows: number; readonly members: number }[];
  /** Links by the rule that made them, most first. */
  readonly by_rule: readonly Counted[];
  /** Members with rows of one source only, per source, and of both. */
  readonly by_sources: readonly { readonly sources: readonly string[]; readonly members: number }[];
  /** Of those with more than one row, the ones with most; equally large ones by their id. */
  readonly largest_members?: Capped<LargeMember>;
  /** Where the config names a file of decisions. */
  readonly decisions?: PeopleDecisions;
}

export interface LargeMember {
  readonly member_id: string;
  readonly name: string | null;
  readonly rows: number;
  readonly sources: readonly Counted[];
  /** Rows by what joined them to another row of the member, most first. */
  readonly joined_by: readonly Counted[];
}

const largest = capped(
  z.strictObject({
    member_id: text,
    name: text.nullable(),
    rows: count,
    sources: z.array(countedSchema),
    joined_by: z.array(countedSchema),
  }),
).describe('Members with several rows, most rows first.');

/** The shape of `matching` in a report. */
export const matchingSchema = z.strictObject({
  links: count,
  review: count,
  ambiguous: count,
  clusters: count,
  largest: count,
  sizes: z.array(z.strictObject({ rows: count, members: count })),
  by_rule: z.array(countedSchema),
  by_sources: z.array(z.strictObject({ sources: z.array(text), members: count })),
  largest_members: largest.exactOptional(),
  decisions: peopleDecisionsSchema.exactOptional(),
});
