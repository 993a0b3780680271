import { z } from 'zod';
import { count, grade, text } from './values.js';

/** Where the members of each source end up, in the order of the config. */
export type FlowReport = readonly FlowSource[];

/** A member with rows in several sources is counted once in each of them. */
export interface FlowSource {
  readonly source: string;
  /** Members with a row there: the sum of the bands. */
  readonly members: number;
  readonly bands: readonly FlowBand[];
}

export interface FlowBand {
  /** Of the ladder, carried over from the labels there; null: rows there, but without a grade. */
  readonly grade: string | null;
  /** Null: none. */
  readonly unified: string | null;
  readonly members: number;
}

/** The shape of `flow` in a report. */
export const flowSchema = z
  .array(
    z.strictObject({
      source: text,
      members: count,
      bands: z.array(z.strictObject({ grade, unified: grade, members: count })),
    }),
  )
  .describe('A member with rows in several sources is counted once in each; members = the sum of bands.');
