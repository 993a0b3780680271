import type { ComparatorKind } from '../../config/identity-schema.js';
import { code } from './code.js';
import type { Comparator } from './comparator.js';
import { date } from './date.js';
import { email } from './email.js';
import { fullName } from './full-name.js';
import { name } from './name.js';
import { number } from './number.js';
import { phone } from './phone.js';
import { text } from './text.js';
import { words } from './words.js';

const COMPARATORS: Readonly<Record<ComparatorKind, Comparator>> = {
  name,
  full_name: fullName,
  text,
  words,
  phone,
  email,
  date,
  code,
  number,
};

/** How values of a kind are compared. */
export function comparatorOf(kind: ComparatorKind): Comparator {
  return COMPARATORS[kind];
}
