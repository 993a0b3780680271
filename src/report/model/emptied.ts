import { z } from 'zod';
import { count, text } from './values.js';

export interface EmptiedReport {
  readonly source: string;
  readonly field: string;
  readonly reason: string;
  readonly count: number;
}

/** The shape of one of `emptied` in a report. */
export const emptiedSchema = z.strictObject({ source: text, field: text, reason: text, count });
