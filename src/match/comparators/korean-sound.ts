import { type Sql, sql } from '../../engine/sql.js';
import { replaced } from './letters.js';

/**
 * A name's class of romanisation: 임 and Im, Lim, Rim, Yim are one, so are 정 and Jung, Jeong, Chung. One letter a
 * sound: consonants k t p j s m n l H (plain, tense and aspirate alike), N for ng, and vowels
 *   A ㅏ a;  E ㅐㅔ ae e;  I ㅣㅢㅟ i ee ui wi;  U ㅓㅗㅜㅡㅝ eo o oo u eu wo;  Y the glide before a vowel.
 * Revised Romanization, McCune-Reischauer and what people put into passports all read 어, 오, 우 and 으 as any of
 * o and u, so they are one sound here.
 */
const INITIALS = 'kknttlmppss jjjktpH';
/** Two letters a vowel and a final, blank where there is none. */
const VOWELS = 'A E YAYEU E YUYEU UAUEUEYUU U UEI YUU I I ';
const FINALS = '  k k k n n n t l k m l l l p l m p p t t nkt t k t p t ';

const DOUBLED = ['k', 't', 'p', 'j', 's', 'm', 'n', 'l'].map((letter) => [letter + letter, letter] as const);

/** Sounds of a name in Hangul, before neighbours are run together. */
export function hangulSounds(key: Sql): Sql {
  const codes = sql`list_transform(string_split(${key}, ''), lambda c: unicode(c) - 44032)`;
  const syllable = sql`substr(${INITIALS}, c // 588 + 1, 1)
    || substr(${VOWELS}, c // 28 % 21 * 2 + 1, 2) || substr(${FINALS}, c % 28 * 2 + 1, 2)`;
  return sql`replace(array_to_string(list_transform(${codes}, lambda c: ${syllable}), ''), ' ', '')`;
}

/**
 * Where a syllable ends cannot be heard: Min-gyu and Ming-yu, Da-in and Dain (ai as in Paik), Suk-hee and Su-khee.
 */
export function runTogether(sounds: Sql): Sql {
  return replaced(sounds, [
    ...DOUBLED,
    ['nk', 'N'],
    ...['k', 't', 'p'].map((letter) => [`${letter}H`, letter] as const),
    ['UI', 'I'],
    ['IE', 'I'],
    ['AE', 'E'],
    ['AI', 'E'],
    ['EA', 'E'],
    ['EI', 'E'],
  ]);
}

/** At the start of a name ㄴ and ㄹ are one, and silent before i and y: 이 is Lee, 임 is Lim, 유 is Ryu, 노 is Roh. */
export function silentStart(sounds: Sql): Sql {
  return sql`case
    when left(${sounds}, 2) in ('lI', 'lY', 'nI', 'nY') then substr(${sounds}, 2)
    when left(${sounds}, 1) = 'l' then 'n' || substr(${sounds}, 2)
    else ${sounds}
  end`;
}

/** Consonants alone: which vowels and glides somebody hears in another language is chance. */
export function consonants(sounds: Sql): Sql {
  return replaced(sql`regexp_replace(${sounds}, '[AEIUY]', '', 'g')`, DOUBLED);
}
