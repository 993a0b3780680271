import { z } from 'zod';
import { capped } from './capped.js';
import { count, text } from './values.js';

export interface RejectReport {
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly column: string | null;
}

/** The shape of `rejects` in a report. */
export const rejectsSchema = capped(
  z.strictObject({ source: text, file: text, line: count, reason: text, column: text.nullable() }),
).describe('Some of the rows, the number of all, and the file that holds all.');
