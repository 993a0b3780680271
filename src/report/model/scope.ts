import { z } from 'zod';
import { count, text } from './values.js';

export interface ScopeReport {
  /** As it was typed. */
  readonly condition: string;
  /** Persons in scope, those included who come along. */
  readonly persons: number;
  /** Persons without a row in scope who share a member of the target with one who has. */
  readonly along: number;
  readonly all_persons: number;
}

/** The shape of `scope` in a report. */
export const scopeSchema = z.strictObject({
  condition: text,
  persons: count,
  along: count,
  all_persons: count,
});
