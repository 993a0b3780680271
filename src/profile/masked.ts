import { maskCard, maskEmail, maskName, maskPhone, maskText } from '../report/mask.js';
import type { ColumnProfile, Shape } from './profile.js';

/** A value as it may be shown; what may be somebody's is shown in part. */
export function maskedExample(text: string, shape: Shape, field: string | undefined): string {
  if (field === 'birth_date') return text.replaceAll(/\d/g, '*');
  return MASKS[shape]?.(text) ?? text;
}

/** Lists are shown only of shapes that are nobody's: names of ten people are no list. */
export function isPublic(shape: Shape, field: string | undefined): boolean {
  if (field === 'address' || field === 'postal_code') return false;
  return ['flag', 'gender', 'label', 'integer'].includes(shape);
}

const MASKS: Partial<Record<Shape, (text: string) => string>> = {
  id: maskId,
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  ci: maskText,
  card: maskCard,
  text: maskText,
};

/** Its length and its kind can be seen, not whose it is. */
function maskId(text: string): string {
  if (text.includes('@')) return maskEmail(text);
  return text.length < 6
    ? text.replaceAll(/[\p{L}\p{N}]/gu, '*')
    : `${text.slice(0, 2)}${'*'.repeat(text.length - 4)}${text.slice(-2)}`;
}

/** The masked examples of a column, no two alike. */
export function maskedExamples(
  texts: readonly string[],
  shape: Shape,
  field: string | undefined,
): ColumnProfile['examples'] {
  return [...new Set(texts.map((text) => maskedExample(text.slice(0, 60), shape, field)))].slice(0, 3);
}
