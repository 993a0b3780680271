import type { Field } from '../config/fields.js';
import { profile as words } from '../report/messages/en/profile.js';
import type { Guess, Shape } from './profile.js';
import { type HeaderMatch, matchHeader } from './synonyms.js';

/** What is known of a column before its field is guessed. */
export interface Known {
  readonly header: string;
  readonly filled: number;
  readonly distinct: number;
  readonly shape: Shape;
  readonly share: number;
}

/** Shapes that a field can have; what is not listed here can have any. */
const FITTING: Readonly<Partial<Record<Field, readonly Shape[]>>> = {
  member_id: ['id', 'integer', 'card', 'text', 'email', 'label', 'phone'],
  name: ['name', 'text', 'label'],
  phone: ['phone'],
  email: ['email'],
  birth_date: ['date', 'moment'],
  gender: ['gender', 'label', 'integer'],
  ci: ['ci'],
  di: ['ci'],
  card_no: ['card', 'id', 'integer'],
  grade: ['label', 'text', 'integer', 'name', 'flag', 'id'],
  grade_valid_until: ['date', 'moment'],
  points: ['money', 'integer'],
  stamps: ['money', 'integer'],
  cashback: ['money', 'integer'],
  spend: ['money', 'integer'],
  orders: ['money', 'integer', 'flag'],
  joined_at: ['date', 'moment'],
  last_activity_at: ['date', 'moment'],
  updated_at: ['date', 'moment'],
  consent_sms: ['flag', 'label', 'integer'],
  consent_email: ['flag', 'label', 'integer'],
  consent_push: ['flag', 'label', 'integer'],
  consent_post: ['flag', 'label', 'integer'],
  consent_night: ['flag', 'label', 'integer'],
  consent_sms_at: ['date', 'moment'],
  consent_email_at: ['date', 'moment'],
  consent_push_at: ['date', 'moment'],
  store: ['label', 'text', 'name', 'id'],
  status: ['label', 'flag'],
};

/** Whether a column that looks so can be the field. */
export function fits(field: Field, shape: Shape): boolean {
  return FITTING[field]?.includes(shape) ?? true;
}

/** Fields that the content alone gives away. */
const BY_SHAPE: Readonly<Partial<Record<Shape, { readonly field: Field; readonly confidence: number }>>> = {
  email: { field: 'email', confidence: 0.8 },
  phone: { field: 'phone', confidence: 0.7 },
  ci: { field: 'ci', confidence: 0.7 },
  gender: { field: 'gender', confidence: 0.7 },
  name: { field: 'name', confidence: 0.5 },
};

/** The guesses of all columns of a file: a field belongs to one column, the surest one. */
export function guessFields(columns: readonly Known[]): readonly (Guess | null)[] {
  const all = columns.flatMap((column, at) => guessesOf(column).map((guess) => ({ at, ...guess })));
  // The whole word before the part, then what fits, then the more usual word, then the order of the columns.
  all.sort((a, b) => b.confidence - a.confidence || a.rank - b.rank || a.at - b.at);
  const taken = new Set<string>();
  const guesses = columns.map((): Guess | null => null);
  for (const { at, field, confidence, evidence } of all) {
    if (guesses[at] !== null || taken.has(field)) continue;
    taken.add(field);
    guesses[at] = { field, confidence, evidence };
  }
  return guesses;
}

type Ranked = Guess & { readonly rank: number };

function guessesOf(column: Known): readonly Ranked[] {
  const named = matchHeader(column.header).map((match) => namedGuess(match, column));
  const content = BY_SHAPE[column.shape];
  const fields = named.map(({ field }) => field);
  if (content === undefined || fields.includes(content.field)) return named;
  const { field, confidence } = content;
  return [
    ...named,
    { field, confidence: confidence * (0.5 + column.share / 2), rank: 99, evidence: contentOf(column) },
  ];
}

function namedGuess({ field, how, word, rank }: HeaderMatch, column: Known): Ranked {
  const header = how === 'whole' ? `header "${column.header}"` : `header "${column.header}" holds "${word}"`;
  const base = how === 'whole' ? 0.95 : 0.7;
  if (column.filled === 0)
    return { field, rank, confidence: base * 0.7, evidence: `${header}; the column is empty` };
  const isFitting = fits(field, column.shape);
  const evidence = `${header}; ${contentOf(column)}`;
  if (!isFitting) return { field, rank, confidence: base * 0.4, evidence };
  // A key that comes again and again is none.
  const key = field === 'member_id' ? Math.min(1, column.distinct / column.filled) : 1;
  return { field, rank, confidence: base * (0.8 + 0.2 * column.share) * key ** 2, evidence };
}

function contentOf({ shape, share, distinct, filled }: Known): string {
  const isUnique = shape === 'id' && distinct === filled;
  return words.looksLike({ share: `${Math.floor(share * 1000) / 10}%`, filled, shape, isUnique });
}
