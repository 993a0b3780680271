import type { LOYALTY_COMPARISONS } from '../config/identity-schema.js';

/** A chance among the pairs that may be compared; `perRow` is divided by the rows of the larger source. */
export type Chance = number | { readonly perRow: number };

/** How often a level is seen among rows of one person, among strangers, and in one household. */
type ReadyLevel = readonly [m: number, u: Chance, household: number];

export interface ReadyComparison {
  readonly name: keyof typeof LOYALTY_COMPARISONS;
  /** A value on many rows is nobody's, such as a shop's phone typed for every customer. */
  readonly shareable?: boolean;
  readonly contact?: boolean;
  readonly supporting?: boolean;
  readonly termFrequency?: boolean;
  readonly levels: Readonly<Record<string, ReadyLevel>>;
}

/**
 * Ready-made weights for memberships. An identifier is equal by chance once in so many rows, not once in so
 * many pairs, and families share phones and e-mails whatever the size of the file: therefore chances per row
 * and a class of its own for the household, whose members share contact data, often the surname, and seldom
 * the birth date. The figures are rounded from the counts of docs/matching.md; none comes from one retailer.
 */
export const LOYALTY: readonly ReadyComparison[] = [
  {
    name: 'ci',
    levels: { equal: [0.995, { perRow: 0.01 }, 0.002], differs: [0.005, 0.99, 0.998] },
  },
  {
    name: 'card_no',
    shareable: true,
    contact: true,
    levels: { equal: [0.9, { perRow: 0.005 }, 0.002], differs: [0.1, 0.99, 0.998] },
  },
  {
    name: 'email',
    shareable: true,
    contact: true,
    levels: {
      equal: [0.89, { perRow: 0.01 }, 0.15],
      near: [0.015, 1e-6, 0.002],
      same_mailbox: [0.01, 1e-5, 0.003],
      differs: [0.085, 0.99, 0.845],
    },
  },
  {
    name: 'phone',
    shareable: true,
    contact: true,
    levels: {
      equal: [0.93, { perRow: 0.01 }, 0.9],
      near: [0.012, 2e-6, 0.001],
      same_line: [0.003, 1e-7, 0.0005],
      differs: [0.055, 0.99, 0.0985],
    },
  },
  {
    name: 'name',
    termFrequency: true,
    levels: {
      equal: [0.865, 4e-4, 0.002],
      reordered: [0.003, 5e-5, 0.0003],
      near: [0.045, 0.002, 0.015],
      masked: [0.06, 2e-4, 0.001],
      sounds_alike: [0.012, 0.001, 0.0003],
      same_surname: [0.009, 0.1, 0.5],
      differs: [0.006, 0.896, 0.481],
    },
  },
  {
    name: 'birth_date',
    levels: {
      equal: [0.955, 4.5e-5, 0.006],
      near: [0.017, 7e-4, 0.002],
      swapped: [0.005, 2e-5, 0.0003],
      lunar: [0.003, 4e-5, 0.0003],
      same_year: [0.003, 0.017, 0.02],
      differs: [0.017, 0.982, 0.971],
    },
  },
  {
    name: 'gender',
    supporting: true,
    levels: { equal: [0.99, 0.5, 0.5], differs: [0.01, 0.5, 0.5] },
  },
  {
    name: 'address',
    contact: true,
    levels: {
      equal: [0.45, { perRow: 0.5 }, 0.6],
      same_words: [0.1, { perRow: 0.2 }, 0.12],
      most_words: [0.15, 1e-4, 0.15],
      some_words: [0.1, 0.05, 0.08],
      differs: [0.2, 0.95, 0.05],
    },
  },
  {
    name: 'postal_code',
    supporting: true,
    levels: { equal: [0.75, 5e-4, 0.9], differs: [0.25, 0.9995, 0.1] },
  },
];

/** Strongest first. Phone alone, e-mail alone, name alone never link. */
export const LOYALTY_EXACT = [
  { name: 'ci', equal: ['ci'], unless: [] },
  { name: 'card', equal: ['card_no'], unless: ['name', 'birth_date'] },
  { name: 'email_name', equal: ['email', 'name'], unless: ['birth_date'] },
  { name: 'email_birth', equal: ['email', 'birth_date'], unless: ['name'] },
  { name: 'phone_name', equal: ['phone', 'name'], unless: ['birth_date'] },
  { name: 'phone_birth', equal: ['phone', 'birth_date'], unless: ['name'] },
] as const;

/** The first four find what the exact rules need; the rest looks for rows that these leave alone. */
export const LOYALTY_BLOCKING: readonly (readonly string[])[] = [
  ['ci'],
  ['card_no'],
  ['email'],
  ['phone'],
  ['name', 'birth_date'],
  ['name', 'phone last 4'],
  ['name', 'phone from 5 to 8'],
  ['name', 'email mailbox'],
  ['birth_date', 'phone last 4'],
  ['birth_date', 'phone from 5 to 8'],
];

/** Of rows that exact rules leave alone: the share that has a partner among the others that are left. */
export const PARTNER_AMONG_LEFT = 0.5;
/** Of rows: the share that is a further row of a person who is settled already, such as a second card. */
export const FURTHER_ROW = 0.03;
/** Pairs of one household for each pair of one person, among pairs that share contact data. */
export const HOUSEHOLD_PAIRS = 0.3;
