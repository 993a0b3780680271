import type { Source } from '../config/config.js';
import { isField } from '../config/fields.js';
import type { Language } from '../report/messages.js';
import { type Numbers, numbersIn } from '../report/numbers.js';
import type { RuleSet } from '../rules/ruleset.js';
import { type Words, wordsIn } from './words.js';

/** What puts rules into one language. */
export interface Teller {
  readonly words: Words;
  readonly numbers: Numbers;
  readonly rules: RuleSet;
  readonly sources: readonly Source[];
  /** Names mean a person, or the fields of one account. */
  readonly about: 'person' | 'account';
}

export function tellerIn(lang: Language, about: Pick<Teller, 'rules' | 'sources'>): Teller {
  return { ...about, words: wordsIn(lang), numbers: numbersIn(lang), about: 'person' };
}

/** A name that an author chose: words where it is that of a field, else in quotes. */
export function spoken(name: string, { words }: Teller): string {
  return isField(name) ? words.fields[name] : words.quoted(plain(name));
}

/** The same as the subject of a clause. */
export function subject(name: string, teller: Teller): string {
  return isField(name) ? teller.words.ofField(teller.words.fields[name]) : spoken(name, teller);
}

/** The name of a source, a column or a rule as it is read out. */
export function plain(name: string): string {
  return name.replaceAll('_', ' ');
}

/** 0 is out of the programme. */
export function gradeAt(rank: number, { rules, words }: Teller): string {
  return rank === 0 ? words.out : (rules.grades[rank - 1] ?? String(rank));
}

/** `2027-01-31` or `2027-01-31 14:05` in words. */
export function dayIn(text: string, { words }: Teller): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?: (.+))?$/u.exec(text) ?? [];
  if (year === undefined) return text;
  const date = words.day(Number(year), Number(month), Number(day));
  return time === undefined ? date : words.moment(date, time);
}

export function sourceNames({ sources }: Teller, wanted?: readonly string[]): readonly string[] {
  return sources
    .map(({ name }) => name)
    .filter((name) => wanted === undefined || wanted.includes(name))
    .map(plain);
}

/** The accounts that a number is taken from. */
export function accounts(source: string | undefined, { words }: Teller): string {
  return source === undefined ? words.allAccounts : words.accountsOf(plain(source));
}
