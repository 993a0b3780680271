import { sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/**
 * Phone numbers as text of digits. `same_line`: the last eight digits under another prefix, as when 011 became
 * 010; it comes before `near`, which most such changes would be too. `near`: one digit is another, missing or
 * too much, or two neighbours are swapped.
 */
export const phone: Comparator = {
  levels: ['differs', 'same_line', 'near', 'equal'],
  forms: [
    { name: 'line', of: sql`right(value, 8)` },
    { name: 'size', of: sql`strlen(value)` },
  ],
  // Counting unequal digits is many times cheaper than an edit distance and settles nearly every pair.
  level: sql`case
    when a.line = b.line and least(a.size, b.size) >= 8 then 1
    when a.size = b.size then case
      when hamming(a.value, b.value) = 1 then 2
      when hamming(a.value, b.value) = 2 and damerau_levenshtein(a.value, b.value) = 1 then 2
      else 0
    end
    when abs(a.size - b.size) = 1 and levenshtein(a.value, b.value) = 1 then 2
    else 0
  end`,
  cheap: true,
};
