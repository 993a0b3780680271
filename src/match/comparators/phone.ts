import { raw, type Sql, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/**
 * Phone numbers as text of digits. `same_line`: the last eight digits under another prefix, as when 011 became
 * 010; it comes before `near`, which most such changes would be too. `near`: one digit is another, missing or
 * too much, or two neighbours are swapped.
 */
export const phone: Comparator = {
  levels: ['differs', 'same_line', 'near', 'equal'],
  forms: [],
  level: levelOf(raw('a.value'), raw('b.value')),
  inline: levelOf,
};

/**
 * Counting unequal digits is many times cheaper than anything else and settles nearly every pair. The engine asks both
 * sides of an `and`, but only the branch of a case that it needs.
 */
function levelOf(a: Sql, b: Sql): Sql {
  const sameLine = sql`least(strlen(${a}), strlen(${b})) >= 8 and right(${a}, 8) = right(${b}, 8)`;
  return sql`case when strlen(${a}) = strlen(${b})
    then case when hamming(${a}, ${b}) > 4 then 0
      when ${sameLine} then 1
      when hamming(${a}, ${b}) = 1 then 2
      when hamming(${a}, ${b}) = 2 then case when damerau_levenshtein(${a}, ${b}) = 1 then 2 else 0 end
      else 0
    end
    when ${sameLine} then 1
    when abs(strlen(${a}) - strlen(${b})) = 1 then case when levenshtein(${a}, ${b}) = 1 then 2 else 0 end
    else 0
  end`;
}
