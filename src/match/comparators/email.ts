import { sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';

/**
 * E-mail addresses. `near`: one character is another, missing or too much, or two neighbours are swapped, in an
 * address of at least eight. `same_mailbox`: the name before the @, of at least four, at another domain.
 */
export const email: Comparator = {
  levels: ['differs', 'same_mailbox', 'near', 'equal'],
  forms: [
    { name: 'mailbox', of: sql`split_part(value, '@', 1)` },
    { name: 'domain', of: sql`substr(value, length(mailbox) + 1)` },
    { name: 'size', of: sql`strlen(value)` },
  ],
  // One slip leaves either the mailbox or the domain as it was, and the first or the last letter of the other.
  level: sql`case
    when a.domain = b.domain and abs(a.size - b.size) <= 1 and least(a.size, b.size) >= 8
      and (left(a.mailbox, 1) = left(b.mailbox, 1) or right(a.mailbox, 1) = right(b.mailbox, 1))
      and damerau_levenshtein(a.mailbox, b.mailbox) = 1 then 2
    when a.mailbox = b.mailbox then case
      when least(a.size, b.size) >= 8 and damerau_levenshtein(a.domain, b.domain) = 1 then 2
      when length(a.mailbox) >= 4 then 1
      else 0
    end
    else 0
  end`,
  cheap: true,
};
