import { z } from 'zod';
import { count, decimal } from './values.js';

/** Records or lots, and their amounts together as decimal text. */
export interface Sum {
  readonly count: number;
  readonly amount: string;
}

/** The shape of a sum. */
export const sumSchema = z.strictObject({ count, amount: decimal });
