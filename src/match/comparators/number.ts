import { sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/** Numbers, as such or as text. `close`: apart by at most a tenth of the larger. A text that is none differs. */
export const number: Comparator = {
  levels: ['differs', 'close', 'equal'],
  forms: [{ name: 'amount', of: sql`try_cast(value as double)` }],
  level: sql`case
    when a.amount = b.amount then 2
    when abs(a.amount - b.amount) <= 0.1 * greatest(abs(a.amount), abs(b.amount)) then 1
    else 0
  end`,
};
