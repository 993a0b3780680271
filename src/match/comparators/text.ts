import { raw, sql } from '../../engine/sql.js';
import type { Comparator } from './comparator.js';
import { folded, jamo, similarity } from './letters.js';

/**
 * Any text, by its letters and digits alone: case, accents, blanks and punctuation do not count, and a Hangul
 * syllable counts as its jamo. `near`: one letter is another, missing or too much; two of at least eight.
 * `similar` and `alike`: Jaro-Winkler similarity of at least 0.92 and 0.80.
 */
export const text: Comparator = {
  levels: ['differs', 'alike', 'similar', 'near', 'equal'],
  forms: [
    { name: 'plain', of: sql`regexp_replace(${folded(sql`value`)}, '[^\\p{L}\\p{M}\\p{N}]+', '', 'g')` },
    // A text of nothing but punctuation is compared as it stands.
    { name: 'letters', of: sql`case when plain = '' then value else ${jamo(sql`plain`)} end` },
    { name: 'size', of: sql`length(letters)` },
  ],
  level: sql`case
    when a.letters = b.letters then 4
    when abs(a.size - b.size) <= 2
      and levenshtein(a.letters, b.letters) <= case when least(a.size, b.size) >= 8 then 2 else 1 end then 3
    -- 0 below 0.80, 1 below 0.92, else 2: in one number, or the similarity would be worked out for each bound
    else greatest(0, (cast(floor(${similarity(raw('a.letters'), raw('b.letters'))} * 25) as integer) - 17) // 3)
  end`,
};
