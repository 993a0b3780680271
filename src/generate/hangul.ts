import type { Random } from './random.js';

/** Arithmetic of the precomposed syllables (Unicode Standard, 3.12): 19 initials, 21 vowels, 28 finals. */
const BASE = 0xac00;
const VOWELS = 21;
const FINALS = 28;

const LATIN_INITIALS = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ');
const LATIN_VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const LATIN_FINALS = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

/** Revised Romanization, syllable by syllable without assimilation, as people write it in e-mail addresses. */
export function romanise(text: string): string {
  let latin = '';
  for (const syllable of text) latin += romaniseSyllable(syllable);
  return latin;
}

const romanised = new Map<string, string>();

function romaniseSyllable(syllable: string): string {
  const known = romanised.get(syllable);
  if (known !== undefined) return known;
  const [initial, vowel, final] = parts(syllable);
  const letters = `${LATIN_INITIALS[initial]}${LATIN_VOWELS[vowel]}${LATIN_FINALS[final]}`.replaceAll(
    '_',
    '',
  );
  romanised.set(syllable, letters);
  return letters;
}

function parts(syllable: string): [initial: number, vowel: number, final: number] {
  const code = syllable.charCodeAt(0) - BASE;
  return [Math.floor(code / (VOWELS * FINALS)), Math.floor(code / FINALS) % VOWELS, code % FINALS];
}

function compose(initial: number, vowel: number, final: number): string {
  return String.fromCharCode(BASE + (initial * VOWELS + vowel) * FINALS + final);
}

/** Vowels that are taken for each other, by sound or by a neighbouring key: ㅐㅔ, ㅓㅗ, ㅕㅛ, ㅏㅑ, ㅜㅠ, ㅡㅣ ... */
const NEAR_VOWEL = [2, 5, 0, 7, 8, 1, 12, 3, 4, 14, 11, 10, 6, 17, 9, 16, 15, 13, 20, 20, 18];
/** Initials taken for each other: plain and tense, ㄴㄹ, ㅁㅂ, ㅇㅎ, ㅈㅊ, ㅅㅆ. */
const NEAR_INITIAL = [15, 0, 5, 16, 3, 2, 7, 6, 7, 10, 9, 18, 14, 12, 12, 0, 3, 7, 11];

/** The name with one vowel, one consonant or one whole syllable after the surname changed. */
export function mistype(name: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, name.length - 1));
  const syllable = name.charAt(at);
  if (syllable < '가' || syllable > '힣') return swapLetters(name, random);
  return name.slice(0, at) + otherSyllable(syllable, random) + name.slice(at + 1);
}

function otherSyllable(syllable: string, random: Random): string {
  const [initial, vowel, final] = parts(syllable);
  const kind = random.next();
  if (kind < 0.45) return compose(initial, NEAR_VOWEL[vowel] as number, final);
  if (kind < 0.65) return compose(NEAR_INITIAL[initial] as number, vowel, final);
  // ㄴ and ㅇ at the end sound alike; a missing final is added, another is dropped
  if (kind < 0.85) return compose(initial, vowel, final === 4 ? 21 : final === 21 ? 4 : final === 0 ? 4 : 0);
  return compose(random.below(19), [0, 4, 8, 13, 20][random.below(5)] as number, random.below(2) * 4);
}

function swapLetters(name: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, name.length - 2));
  return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
}
