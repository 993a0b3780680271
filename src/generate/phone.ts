import type { Dice } from './dice.js';
import type { ErrorKind } from './error-model.js';
import { type Random, scatter } from './random.js';

/** Mobile numbers given out so far begin with 2 to 9 after 010: 80 million of them. */
const NUMBERS = 80_000_000;
const FIRST = 20_000_000;

/** The eight digits after 010 of the n-th number; distinct for n below 80 million. */
export function mobile(n: number): string {
  return `010${FIRST + scatter(n, NUMBERS)}`;
}

/** A number from before 2004: 011, 016 to 019 and seven digits. */
export function oldMobile(n: number): string {
  const digits = FIRST + scatter(n, NUMBERS, 1);
  return `01${['1', '6', '7', '8', '9'][n % 5]}${String(digits).slice(0, 7)}`;
}

/** Numbers typed to get past a required field. */
const JUNK = ['01000000000', '01000000000', '01000000000', '01011111111', '01012345678', '00000000000'];

export function junkPhone(random: Random): string {
  return JUNK[random.below(JUNK.length)] as string;
}

/** The number with one of its last eight digits wrong. */
export function mistypePhone(phone: string, random: Random): string {
  const at = phone.length - 1 - random.below(7);
  const digit = (Number(phone.charAt(at)) + 1 + random.below(9)) % 10;
  return phone.slice(0, at) + digit + phone.slice(at + 1);
}

type Style = (head: string, middle: string, last: string) => string;

/** The ways to write a number, tried in this order; each is one kind of the error model. */
const STYLES: readonly (readonly [kind: ErrorKind, style: Style])[] = [
  ['phoneSpaced', (head, middle, last) => `${head} ${middle} ${last}`],
  ['phoneInternational', (head, middle, last) => `+82-${head.slice(1)}-${middle}-${last}`],
  ['phoneLostZero', (head, middle, last) => head.slice(1) + middle + last],
  ['phoneDotted', (head, middle, last) => `${head}.${middle}.${last}`],
  ['phoneParenthesised', (head, middle, last) => `(${head})${middle}-${last}`],
  ['phoneCountryDigits', (head, middle, last) => `82${head.slice(1)}${middle}${last}`],
];

/** The number as staff wrote it. */
export function writePhone(phone: string, dice: Dice, random: Random): string {
  const style = STYLES.find(([kind]) => dice.strikes(kind))?.[1];
  if (style !== undefined) return style(...split(phone));
  return random.next() < 0.5 ? phone : dashed(phone);
}

/** `010-1234-5678`. */
export function dashed(phone: string): string {
  return split(phone).join('-');
}

function split(phone: string): [head: string, middle: string, last: string] {
  const head = phone.startsWith('02') ? 2 : 3;
  return [phone.slice(0, head), phone.slice(head, -4), phone.slice(-4)];
}
