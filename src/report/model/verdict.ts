import { z } from 'zod';
import { text } from './values.js';

export type VerdictStatus =
  /** The target already holds exactly this. */
  | 'nothing_to_do'
  /** Every limit passed. */
  | 'ready'
  /** A limit about the input was not kept: exit 3. */
  | 'input_refused'
  /** A limit about the changes was not kept, or decisions of people contradict what may be linked: exit 4. */
  | 'needs_decision'
  /** The plan was written to the target. */
  | 'applied';

export interface Verdict {
  readonly status: VerdictStatus;
  /** Names of the limits that were not kept, in the order of `limits`. */
  readonly limits: readonly string[];
}

/** The shape of `verdict` in a report. */
export const verdictSchema = z.strictObject({
  status: z.enum(['nothing_to_do', 'ready', 'input_refused', 'needs_decision', 'applied']),
  limits: z.array(text).describe('The limits that are not kept.'),
});
