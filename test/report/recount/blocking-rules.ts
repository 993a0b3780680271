import type { Cells } from './world-tables.js';

/** What one rule that finds pairs came to. */
export interface Block {
  readonly rule: string;
  readonly atMost: number;
  readonly given: number;
  /** The value on most rows, masked, and how many they are; of as many the last value. */
  readonly largest: { readonly value: string; readonly rows: number } | undefined;
}

/** Rows that have all of its keys in common are compared. */
export interface Rule {
  readonly name: string;
  readonly keys: readonly (readonly [string, (value: string) => string])[];
}

const whole = (value: string) => value;
const last = (value: string) => (value.length < 4 ? '' : value.slice(-4));
const middle = (value: string) => (value.length < 8 ? '' : value.slice(4, 8));
const mailbox = (value: string) => value.split('@')[0] ?? '';

export const WIDE: readonly Rule[] = [
  { name: 'CI', keys: [['ci', whole]] },
  { name: 'card number', keys: [['card_no', whole]] },
  { name: 'e-mail', keys: [['email', whole]] },
  { name: 'phone', keys: [['phone', whole]] },
];

export const NARROW: readonly Rule[] = [
  {
    name: 'name + birth date',
    keys: [
      ['name', whole],
      ['birth_date', whole],
    ],
  },
  {
    name: 'name + phone last 4',
    keys: [
      ['name', whole],
      ['phone', last],
    ],
  },
  {
    name: 'name + phone from 5 to 8',
    keys: [
      ['name', whole],
      ['phone', middle],
    ],
  },
  {
    name: 'name + e-mail mailbox',
    keys: [
      ['name', whole],
      ['email', mailbox],
    ],
  },
  {
    name: 'birth date + phone last 4',
    keys: [
      ['birth_date', whole],
      ['phone', last],
    ],
  },
  {
    name: 'birth date + phone from 5 to 8',
    keys: [
      ['birth_date', whole],
      ['phone', middle],
    ],
  },
];

/** Rows of one value. */
export interface Blocked {
  readonly value: string;
  readonly rows: readonly Cells[];
}

/** The values of more than one row. */
export function blocksOf({ keys }: Rule, rows: readonly Cells[]): readonly Blocked[] {
  const blocks = new Map<string, Cells[]>();
  for (const row of rows) {
    const values = keys.map(([name, of]) => of(row[name] ?? ''));
    if (values.includes('')) continue;
    const value = values.join(' + ');
    blocks.set(value, [...(blocks.get(value) ?? []), row]);
  }
  return [...blocks].flatMap(([value, own]) => (own.length > 1 ? [{ value, rows: own }] : []));
}

export function largestOf({ keys }: Rule, blocks: readonly Blocked[]): Block['largest'] {
  const [most] = blocks.toSorted((a, b) => b.rows.length - a.rows.length || (a.value < b.value ? 1 : -1));
  if (most === undefined) return undefined;
  const parts = most.value.split(' + ');
  const masked = keys.map(([name, of], at) =>
    of === whole ? (MASKS[name]?.(parts[at] ?? '') ?? '') : '***',
  );
  return { value: masked.join(' + '), rows: most.rows.length };
}

const MASKS: Readonly<Record<string, (value: string) => string>> = {
  ci: () => '',
  card_no: (value) => `****${value.slice(-4)}`,
  phone: (value) => `${'*'.repeat(value.length - 4)}${value.slice(-4)}`,
  email: (value) => `${value.slice(0, 1)}***@${value.split('@')[1]}`,
  name: (value) => `${value.slice(0, 1)}${'*'.repeat(value.length - 2)}${value.slice(-1)}`,
  birth_date: (value) => `${value.slice(0, 4)}-**-**`,
};
