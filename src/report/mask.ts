import { type Field, isField } from '../config/fields.js';
import { graphemesOf } from './width.js';

/**
 * One policy for every rendering. What is left is enough to recognise a member one knows and too little to
 * reach one. Masking twice gives the same as masking once.
 */
const MASKS: Partial<Record<Field, (value: string) => string>> = {
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  birth_date: maskDate,
  ci: maskSecret,
  di: maskSecret,
  card_no: maskCard,
  address: maskText,
  postal_code: maskText,
};

/** The masked value of a field. A field nobody has judged, such as one under `extra`, shows nothing. */
export function maskValue(field: string, value: string): string {
  if (!isField(field)) return maskText(value);
  return MASKS[field]?.(value) ?? value;
}

/** `김민수` gives `김*수`, `김수` gives `김*`, `John Smith` gives `J*** S****`. */
export function maskName(name: string): string {
  const graphemes = graphemesOf(name.normalize('NFC').trim());
  const shown = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)
    ? endsOf(graphemes)
    : initialsOf(graphemes);
  return graphemes.map((grapheme, at) => (shown.has(at) || /^\s/u.test(grapheme) ? grapheme : '*')).join('');
}

/** `+821012345678` gives `+82******5678`: the country, the number of digits, and at most half of them. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d*]/g, '');
  const country = phone.trim().startsWith('+') ? digits.slice(0, countryLength(digits)) : '';
  const national = digits.slice(country.length);
  const shown = Math.min(4, Math.floor(national.length / 2));
  const hidden = national.length - shown;
  return `${country === '' ? '' : `+${country}`}${'*'.repeat(hidden)}${national.slice(hidden)}`;
}

/** `minsu@naver.com` gives `m***@naver.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return maskText(email);
  return `${graphemesOf(email.slice(0, at))[0]}***${email.slice(at)}`;
}

/** The last four digits: `****1234`; fewer than eight show nothing. */
export function maskCard(card: string): string {
  const digits = card.replace(/[^\p{L}\p{N}*]/gu, '');
  return `****${digits.length >= 8 ? digits.slice(-4) : ''}`;
}

/** Text that may say anything about a person shows only that it is there. */
export function maskText(text: string): string {
  return text === '' ? '' : '***';
}

/** CI and DI are the person: not even their presence is worth a character. */
function maskSecret(): string {
  return '';
}

function maskDate(date: string): string {
  return /^\d{4}-/.test(date) ? `${date.slice(0, 4)}-**-**` : maskText(date);
}

function endsOf(graphemes: readonly string[]): ReadonlySet<number> {
  if (graphemes.length < 2) return new Set();
  return new Set(graphemes.length === 2 ? [0] : [0, graphemes.length - 1]);
}

function initialsOf(graphemes: readonly string[]): ReadonlySet<number> {
  const starts = graphemes
    .map((_, at) => at)
    .filter((at) => at === 0 || /^\s/u.test(graphemes[at - 1] ?? ''));
  return new Set(starts);
}

/** ITU-T E.164 country codes: 1 and 7 alone, the two-digit ones listed, all others three digits. */
function countryLength(digits: string): number {
  if (/^[17]/.test(digits)) return 1;
  return /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/.test(digits) ? 2 : 3;
}
