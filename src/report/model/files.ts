import { z } from 'zod';
import { text } from './values.js';

export interface PlanFiles {
  readonly changes?: string;
  readonly emptied?: string;
  readonly review?: string;
}

/** The shape of `files` in a report. */
export const filesSchema = z.strictObject({
  changes: text.exactOptional(),
  emptied: text.exactOptional(),
  review: text.exactOptional(),
});
