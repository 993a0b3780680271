import { z } from 'zod';
import { count, text } from './values.js';

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** The shape of one count. */
export const countedSchema = z.strictObject({ name: text, count });
