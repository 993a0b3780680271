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

/** Counting unequal digits is many times cheaper than an edit distance and settles nearly every pair. */
function levelOf(a: Sql, b: Sql): Sql {
  return sql`case
    when right(${a}, 8) = right(${b}, 8) and least(strlen(${a}), strlen(${b})) >= 8 then 1
    when strlen(${a}) = strlen(${b}) then case hamming(${a}, ${b})
      when 1 then 2
      when 2 then case when damerau_levenshtein(${a}, ${b}) = 1 then 2 else 0 end
      else 0
    end
    when abs(strlen(${a}) - strlen(${b})) = 1 and levenshtein(${a}, ${b}) = 1 then 2
    else 0
  end`;
}
