import { either, type Sql, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';
import { folded } from './letters.js';

/**
 * Texts of several words, such as addresses and names of companies, by the words and numbers they share, in any
 * order. Numbers that contradict each other (12 Main Street, 14 Main Street) leave at most `some_words`.
 */
export const words: Comparator = {
  levels: ['differs', 'some_words', 'most_words', 'same_words', 'equal'],
  forms: [
    // A house number is a word of its own, also in 101동.
    { name: 'in_order', of: sql`regexp_extract_all(${folded(sql`value`)}, '[0-9]+|[\\p{L}\\p{M}]+')` },
    { name: 'words', of: sql`list_sort(list_distinct(in_order))` },
    { name: 'numbers', of: sql`list_filter(words, lambda word: word between '0' and ':')` },
    { name: 'joined', of: sql`array_to_string(in_order, '')` },
    { name: 'size', of: sql`len(words)` },
  ],
  level: sql`case
    when a.size = 0 or b.size = 0 then 0
    when not list_has_any(a.words, b.words) and a.joined <> b.joined then 0
    when a.in_order = b.in_order then 4
    when a.words = b.words or (a.joined = b.joined and a.numbers = b.numbers) then 3
    else ${byShare(sql`len(list_intersect(a.words, b.words))`)}
  end`,
};

/**
 * `most_words`: every word of the shorter text, at least two, or three fifths of all the words of both.
 * `some_words`: a quarter of all the words of both.
 */
function byShare(common: Sql): Sql {
  const most = either([
    sql`${common} * 8 >= (a.size + b.size) * 3`,
    sql`least(a.size, b.size) >= 2 and ${common} = least(a.size, b.size)`,
  ]);
  const agree = either([sql`list_has_all(a.numbers, b.numbers)`, sql`list_has_all(b.numbers, a.numbers)`]);
  return sql`case
    when ${most} then case when ${agree} then 2 else 1 end
    when ${common} * 5 >= a.size + b.size then 1
    else 0
  end`;
}
