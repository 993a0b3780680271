import { sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/** Identifiers and codes: equal or not. */
export const code: Comparator = { levels: ['differs', 'equal'], forms: [], level: sql`0`, cheap: true };
