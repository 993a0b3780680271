import { z } from 'zod';
import { example, type MemberExample } from './examples.js';
import { movement } from './grades.js';
import { count, text } from './values.js';

export interface DecisionReport {
  readonly rule: string;
  readonly adjusted_by: string | null;
  readonly members: number;
  readonly up: number;
  readonly down: number;
  readonly same: number;
  readonly left: number;
  readonly without_baseline: number;
  /** A few members each, those that lose first, then those that gain most. */
  readonly examples: readonly MemberExample[];
}

/** The shape of one of `decisions` in a report. */
export const decisionSchema = z.strictObject({
  rule: text,
  adjusted_by: text.nullable(),
  members: count,
  ...movement,
  examples: z.array(z.strictObject(example)),
});
