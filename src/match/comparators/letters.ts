import { type Sql, sql } from '../../engine/sql.js';

/** Letters that are no letter with an accent to Unicode. */
const BARE = [
  ['đ', 'd'],
  ['ð', 'd'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
] as const;

/** The text in lower case without accents. */
export function folded(text: Sql): Sql {
  const lower = sql`lower(strip_accents(${text}))`;
  const letters = BARE.map(([letter]) => letter).join('');
  return sql`case when regexp_matches(${lower}, ${`[${letters}]`}) then ${replaced(lower, BARE)} else ${lower} end`;
}

/** Replacements one after the other. In DuckDB a replace() is cheaper than a pattern, and a translate() dearest. */
export function replaced(text: Sql, pairs: readonly (readonly [from: string, to: string])[]): Sql {
  return pairs.reduce((before, [from, to]) => sql`replace(${before}, ${from}, ${to})`, text);
}

/**
 * The text with each Hangul syllable as its two or three jamo, each one ASCII character: initials from A, vowels
 * from a, finals from !. The engine's string distances count bytes, so that they count jamo here. Other letters
 * stay; blanks do not.
 */
export function jamo(text: Sql): Sql {
  const codes = sql`list_transform(string_split(${text}, ''), lambda c: unicode(c) - 44032)`;
  const syllable = sql`chr(65 + c // 588) || chr(97 + c // 28 % 21) || chr(32 + c % 28)`;
  const jamo = sql`list_transform(${codes}, lambda c: case when c between 0 and 11171 then ${syllable} else chr(c + 44032) end)`;
  return sql`case when regexp_matches(${text}, '[가-힣]') then replace(array_to_string(${jamo}, ''), ' ', '')
    else replace(${text}, ' ', '') end`;
}

/**
 * The Jaro-Winkler similarity of two texts of ASCII letters. The engine's pairs letters from left to right, so that it
 * can depend on which text stands first: here the smaller one does. NULL when either is.
 */
export function similarity(a: Sql, b: Sql): Sql {
  return sql`case when ${a} <= ${b} then jaro_winkler_similarity(${a}, ${b}) else jaro_winkler_similarity(${b}, ${a}) end`;
}
