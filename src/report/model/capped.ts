import { z } from 'zod';
import { count, text } from './values.js';

/** At most a stated number of rows, the most consequential first, with the full count and the file of all. */
export interface Capped<T> {
  readonly total: number;
  readonly shown: readonly T[];
  readonly file: string;
}

/** The shape of such rows. */
export function capped<T extends z.ZodType>(row: T) {
  return z.strictObject({ total: count, shown: z.array(row), file: text });
}
