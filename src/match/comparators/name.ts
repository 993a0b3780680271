import { either, raw, type Sql, sql } from '../../engine/sql.js';
import { isMasked } from '../../standardise/person-name.js';
import type { Comparator } from './comparator.js';
import { similarity } from './letters.js';
import { nameForms } from './name-forms.js';

const LEVELS = ['differs', 'same_surname', 'sounds_alike', 'masked', 'near', 'reordered', 'equal'] as const;

/**
 * Names of persons, in Hangul, in Latin letters, and one against the other.
 *
 * - `equal`: the same but for blanks, case and the honorific 님
 * - `reordered`: the given name first, words in another order, accents, hyphens
 * - `near`: one jamo or letter is another, missing or too much (of at least two syllables or four letters); two
 *   neighbouring syllables swapped; one of three and more syllables that differs in two jamo; an initial for a
 *   word; Latin letters with a Jaro-Winkler similarity of at least 0.92
 * - `masked`: 김*수 fits, and shows at least two characters that the other name shows; one that shows its surname alone
 *   says nothing (NULL)
 * - `sounds_alike`: a romanisation, a foreign name taken down by ear, a nickname
 * - `same_surname`: the first syllable; of Latin letters, one whole word
 *
 * Branches stand from cheap to dear: most pairs must leave before the lists.
 */
export const name: Comparator = {
  levels: LEVELS,
  forms: nameForms,
  level: sql`case
    when a.masked or b.masked then ${maskedLevel()}
    when a.key = b.key then ${at('equal')}
    when a.anagram = b.anagram and ${reordered()} then ${at('reordered')}
    when a.anagram = b.anagram and ${swapped()} then ${at('near')}
    when ${near()} then ${at('near')}
    when a.hangul and b.hangul then case
      when a.by_ear = b.by_ear and length(a.by_ear) > 2 then ${at('sounds_alike')}
      when a.surname = b.surname then ${at('same_surname')}
      else ${at('differs')}
    end
    when a.hangul or b.hangul then case
      when ${bothWays(transcribed)} then ${at('sounds_alike')}
      else ${at('differs')}
    end
    when ${nearLatin()} then ${at('near')}
    when a.unnicked = b.unnicked or list_has_any(a.sounds, b.sounds) then ${at('sounds_alike')}
    when list_has_any(a.whole, b.whole) then ${at('same_surname')}
    else ${at('differs')}
  end`,
  partial: isMasked,
};

function at(level: (typeof LEVELS)[number]): Sql {
  return raw(String(LEVELS.indexOf(level)));
}

/** A condition on two names of which either may be the first. */
function bothWays(holds: (x: Sql, y: Sql) => Sql): Sql {
  return either([holds(raw('a'), raw('b')), holds(raw('b'), raw('a'))]);
}

/** A hidden character fits any one character, so that names of uneven length never fit. */
function maskedLevel(): Sql {
  const places = raw('range(1, a.size + 1)');
  const x = raw('substr(a.key, i, 1)');
  const y = raw('substr(b.key, i, 1)');
  const contradicts = sql`len(list_filter(${places}, lambda i: ${x} <> ${y} and ${x} <> '*' and ${y} <> '*')) > 0`;
  const shown = sql`len(list_filter(${places}, lambda i: ${x} <> '*' and ${y} <> '*'))`;
  return sql`case
    when a.surname <> b.surname then ${at('differs')}
    when a.size = b.size and not ${contradicts} and ${shown} > 1 then ${at('masked')}
    -- 김** says no more than a surname, which is too little to speak for or against
    when a.size = b.size and not ${contradicts} then null
    when a.surname = b.surname then ${at('same_surname')}
    else ${at('differs')}
  end`;
}

function reordered(): Sql {
  return either([
    bothWays((x, y) => sql`${x}.turned = ${y}.key`),
    sql`a.sorted = b.sorted`,
    sql`list_has_any(a.turns, b.turns)`,
  ]);
}

/** Two neighbouring characters exchanged: all ways to do it to one name, of which the other must be one. */
function swapped(): Sql {
  const exchanged = sql`left(a.key, i - 1) || substr(a.key, i + 1, 1) || substr(a.key, i, 1) || substr(a.key, i + 2)`;
  return sql`list_contains(list_transform(range(1, a.size), lambda i: ${exchanged}), b.key)`;
}

function near(): Sql {
  const differing = sql`len(list_filter(range(1, a.size + 1), lambda i: substr(a.key, i, 1) <> substr(b.key, i, 1)))`;
  const oneSyllable = sql`a.hangul and b.hangul and a.size = b.size and a.size > 2 and ${differing} = 1`;
  return sql`abs(strlen(a.letters) - strlen(b.letters)) <= 2
    and ${longEnough(raw('a'))} and ${longEnough(raw('b'))}
    and levenshtein(a.letters, b.letters) <= 2
    and (levenshtein(a.letters, b.letters) = 1 or (${oneSyllable}))`;
}

function longEnough(x: Sql): Sql {
  return sql`${x}.size >= case when ${x}.hangul then 2 else 4 end`;
}

function nearLatin(): Sql {
  const initial = bothWays((x, y) => sql`(${x}.initial and list_contains(${y}.shortened, ${x}.sorted))`);
  return either([
    initial,
    sql`a.size >= 4 and b.size >= 4 and ${similarity(raw('a.letters'), raw('b.letters'))} >= 0.92`,
  ]);
}

/** A name in Hangul and one in Latin letters: one is a romanisation of the other, or the other written down by ear. */
function transcribed(x: Sql, y: Sql): Sql {
  const slack = sql`case when length(${x}.by_ear) > 4 then 1 else 0 end`;
  const heard = sql`len(list_filter(${y}.ears, lambda ear: levenshtein(ear, ${x}.by_ear) <= ${slack})) > 0`;
  return either([sql`list_contains(${y}.sounds, ${x}.sound)`, sql`length(${x}.by_ear) > 2 and ${heard}`]);
}
