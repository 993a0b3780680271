import { raw, type Sql, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/**
 * E-mail addresses. `near`: one character is another, missing or too much (but the first), or two neighbours are
 * swapped, in an address of at least eight. `same_mailbox`: the name before the @, of at least four, at another domain.
 */
export const email: Comparator = {
  levels: ['differs', 'same_mailbox', 'near', 'equal'],
  forms: [],
  level: levelOf(raw('a.value'), raw('b.value')),
  inline: levelOf,
};

/**
 * Two addresses of strangers rarely share more than their domain: what is cheap is asked first. The engine asks both
 * sides of an `and`, but only the branch of a case that it needs.
 */
function levelOf(a: Sql, b: Sql): Sql {
  const mailbox = (address: Sql) => sql`split_part(${address}, '@', 1)`;
  const sameMailbox = sql`case when left(${a}, 4) = left(${b}, 4)
    then case when ${mailbox(a)} = ${mailbox(b)} and strlen(${mailbox(a)}) >= 4 then 1 else 0 end
    else 0 end`;
  const slipped = sql`case when least(strlen(${a}), strlen(${b})) >= 8 and damerau_levenshtein(${a}, ${b}) = 1
    then 2 else ${sameMailbox} end`;
  return sql`case strlen(${a}) - strlen(${b})
    when 0 then case when hamming(${a}, ${b}) > 2 then ${sameMailbox} else ${slipped} end
    when 1 then case when left(${a}, 1) = left(${b}, 1) then ${slipped} else ${sameMailbox} end
    when -1 then case when left(${a}, 1) = left(${b}, 1) then ${slipped} else ${sameMailbox} end
    else ${sameMailbox}
  end`;
}
