import { en, type Messages } from './messages/en.js';
import { ko } from './messages/ko.js';

/** The language a person reads; numbers and words follow it. */
export type Language = 'en' | 'ko';

export type { Messages };

const TABLES: Readonly<Record<Language, Messages>> = { en, ko };

/** The table of messages in a language. */
export function messagesIn(lang: Language): Messages {
  return TABLES[lang];
}

/** The words for a code such as a reject reason; a code without words stays as it is. */
export function wordsFor(table: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(table, code) ? table[code] : undefined) ?? code;
}

/** Several names in one sentence, as the language lists them. */
export function listIn(lang: Language, names: readonly string[]): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
}
