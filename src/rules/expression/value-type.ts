import { CLOSED_VALUES, isField, kindOf } from '../../config/fields.js';

/** What can be compared with what. An extra column is a text that also stands for a number or a date. */
export type ValueType = 'text' | 'number' | 'date' | 'flag' | 'grade' | 'extra';

/** The type of a field of one row. */
export function fieldType(field: string): ValueType {
  if (!isField(field)) return 'extra';
  const kind = kindOf(field);
  if (kind === 'amount') return 'number';
  if (kind === 'date') return 'date';
  return kind === 'flag' ? 'flag' : 'text';
}

/** The only values that a field can have, when they are few. */
export function closedValues(field: string): readonly string[] | undefined {
  const kind = kindOf(field);
  return kind === 'flag' ? undefined : CLOSED_VALUES[kind];
}

/** The type of two values put side by side; undefined when they do not belong together. */
export function commonType(left: ValueType, right: ValueType): ValueType | undefined {
  if (left === right) return left;
  const pair = new Set([left, right]);
  if (!pair.has('extra')) return undefined;
  return (['number', 'date', 'text'] as const).find((type) => pair.has(type));
}
