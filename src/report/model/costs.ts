import { z } from 'zod';
import { count, decimal, text } from './values.js';

/** What the grades cost a year, before and after. Each list adds up to the whole. */
export interface CostReport {
  readonly before: string;
  readonly after: string;
  readonly by_grade: readonly (Cost & { readonly grade: string; readonly members_before: number })[];
  readonly by_sources: readonly (Cost & { readonly sources: readonly string[] })[];
  /** By the store that survived, greatest cost first; the rest is in `others`. Null where no source has stores. */
  readonly by_store: readonly (Cost & { readonly store: string | null })[] | null;
  readonly other_stores: (Cost & { readonly stores: number }) | null;
}

export interface Cost {
  /** After. */
  readonly members: number;
  readonly before: string;
  readonly after: string;
}

const cost = { members: count, before: decimal, after: decimal };

/** The shape of `costs` in a report. */
export const costsSchema = z
  .strictObject({
    before: decimal,
    after: decimal,
    by_grade: z.array(z.strictObject({ ...cost, grade: text, members_before: count })),
    by_sources: z.array(z.strictObject({ ...cost, sources: z.array(text) })),
    by_store: z.array(z.strictObject({ ...cost, store: text.nullable() })).nullable(),
    other_stores: z.strictObject({ ...cost, stores: count }).nullable(),
  })
  .describe('What the grades cost a year. Each list adds up to the whole; members are those after.');
