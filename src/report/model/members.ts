import { z } from 'zod';
import { count } from './values.js';

/** total = new + changed + unchanged; gone members are no longer in the total. */
export interface MemberCounts {
  readonly total: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
}

/** The shape of `members` in a report. */
export const membersSchema = z
  .strictObject({ total: count, new: count, changed: count, unchanged: count, gone: count })
  .describe('total = new + changed + unchanged; gone members are not in the total.');
