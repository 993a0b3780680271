import type { Field } from '../config/fields.js';
import type { Language } from '../report/messages.js';
import { en } from './words/en.js';
import { ko } from './words/ko.js';

/** What a customer reads instead of the names of the fields. */
export type Fields = Readonly<Record<Field, string>>;

/** How a comparison is put into words: a day is before another, a grade below another. */
export type ComparedAs = 'amount' | 'date' | 'grade';

/** The words and sentences of one language; what stands in them is in that language already. */
export type Words = typeof en;

export function wordsIn(lang: Language): Words {
  return { en, ko }[lang];
}
