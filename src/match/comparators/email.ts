import { raw, type Sql, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/**
 * E-mail addresses. `near`: one character is another, missing or too much, or two neighbours are swapped, in an
 * address of at least eight. `same_mailbox`: the name before the @, of at least four, at another domain.
 */
export const email: Comparator = {
  levels: ['differs', 'same_mailbox', 'near', 'equal'],
  forms: [],
  level: levelOf(raw('a.value'), raw('b.value')),
  inline: levelOf,
};

/**
 * One slip leaves the first or the last letter as it was, and nearly as many letters; two addresses of strangers
 * rarely get further than that.
 */
function levelOf(a: Sql, b: Sql): Sql {
  const mailbox = (address: Sql) => sql`split_part(${address}, '@', 1)`;
  const size = sql`least(strlen(${a}), strlen(${b}))`;
  return sql`case
    when ${size} >= 8 and abs(strlen(${a}) - strlen(${b})) <= 1
      and (left(${a}, 2) = left(${b}, 2) or right(${a}, 5) = right(${b}, 5))
      and damerau_levenshtein(${a}, ${b}) = 1 then 2
    when left(${a}, 4) = left(${b}, 4) and ${mailbox(a)} = ${mailbox(b)} and strlen(${mailbox(a)}) >= 4 then 1
    else 0
  end`;
}
