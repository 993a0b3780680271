import { type Sql, sql } from '../../engine/sql.js';
import { replaced } from './letters.js';

/** Letters that stand for one sound together, and letters that sound as others do. */
const CONSONANTS = [
  ['choi', 'jue'],
  ['choy', 'jue'],
  ['wh', 'hw'],
  ['ch', 'j'],
  ['zh', 'j'],
  ['sh', 's'],
  ['rh', 'r'],
  ['ck', 'k'],
  ['c', 'k'],
  ['g', 'k'],
  ['q', 'k'],
  ['d', 't'],
  ['b', 'p'],
  ['f', 'p'],
  ['v', 'p'],
  ['z', 'j'],
] as const;

/** `eu` and `eo` come first: Jieun is Ji-eun, not Jie-un. */
const VOWELS = [
  ['eu', 'U'],
  ['eo', 'U'],
  ['ee', 'I'],
  ['oo', 'U'],
  ['ou', 'U'],
  ['wU', 'U'],
  ['wo', 'U'],
  ['wu', 'U'],
  ['a', 'A'],
  ['e', 'E'],
  ['i', 'I'],
  ['o', 'U'],
  ['u', 'U'],
  ['w', 'U'],
  ['yA', 'YA'],
  ['yE', 'YE'],
  ['yU', 'YU'],
  ['yI', 'I'],
  ['y', 'I'],
] as const;

/**
 * Sounds of words in Latin letters, blanks between and around them, in the alphabet of `hangulSounds`, before
 * neighbours are run together. An r that English and many a Korean (Park, Hur) does not speak is R.
 */
export function latinSounds(words: Sql): Sql {
  const consonants = replaced(sql`replace(${readByEar(words)}, 'x', 'ks')`, CONSONANTS);
  const silent = sql`regexp_replace(regexp_replace(${consonants}, 'er([^aeiouyw])', 'uR\\1', 'g'), 'r([^aeiouyw])', 'R\\1', 'g')`;
  // An h before no vowel only makes its neighbour longer or breathed: Ahn, Noh, Smith.
  const breathed = sql`replace(regexp_replace(${silent}, 'h([aeiouyw])', 'H\\1', 'g'), 'h', '')`;
  return sql`replace(${replaced(breathed, VOWELS)}, 'r', 'l')`;
}

/** Names that are not read as their letters would be. */
const IRREGULAR = [
  [' chen ', ' cheon '],
  [' michael ', ' mikael '],
  [' jose ', ' hose '],
  [' juan ', ' huan '],
] as const;

/** What Koreans hear in other languages' spellings: 쩐 for Tran, 샤오밍 for Xiaoming, 스미스 for Smith. */
function readByEar(words: Sql): Sql {
  const vietnamese = sql`regexp_replace(${words}, ' tr([aeiouy]+(nh?|ng)? )', ' j\\1', 'g')`;
  return replaced(vietnamese, [...IRREGULAR, [' x', ' s'], ['th ', 's ']]);
}
