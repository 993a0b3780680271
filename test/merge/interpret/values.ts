import { kindOf } from '../../../src/config/fields.js';
import type { ExampleValue } from '../../../src/rules/examples/example.js';
import { fieldType } from '../../../src/rules/expression/value-type.js';

/** A value as a reader of the rules would hold it; undefined is missing. */
export type Value =
  | { readonly is: 'number'; readonly of: number }
  | { readonly is: 'text' | 'extra'; readonly of: string }
  /** `YYYY-MM-DD HH:MM:SS`, which sorts as it stands. */
  | { readonly is: 'date'; readonly of: string }
  | { readonly is: 'flag'; readonly of: boolean }
  | { readonly is: 'grade'; readonly of: number }
  | undefined;

export interface Row {
  readonly source: string;
  readonly values: Readonly<Record<string, ExampleValue>>;
}

/** Amounts are hundredths and weights short: what is left behind the sixth place is the machine's. */
export function number(of: number): Value {
  return Number.isFinite(of) ? { is: 'number', of: Math.round(of * 1e6) / 1e6 } : undefined;
}

export function date(text: string): Value {
  return { is: 'date', of: `${text} 00:00:00`.slice(0, 19) };
}

export function fieldOf(row: Row, field: string): Value {
  const value = row.values[field] ?? null;
  if (value === null) return undefined;
  const type = fieldType(field);
  if (type === 'number') return number(Number(value));
  if (type === 'flag') return { is: 'flag', of: value === true };
  if (type === 'date') return date(String(value));
  return { is: kindOf(field) === 'text' && type === 'extra' ? 'extra' : 'text', of: String(value) };
}

/** A text beside a number, a date or a grade means one. */
export function as(is: 'number' | 'date' | 'grade', value: Value, grades: readonly string[]): Value {
  if (value?.is !== 'text' && value?.is !== 'extra') return value;
  if (is === 'grade') return { is, of: grades.indexOf(value.of) + 1 };
  if (is === 'date') return /^\d{4}-\d{2}-\d{2}/.test(value.of) ? date(value.of) : undefined;
  return /^-?\d+(\.\d+)?$/.test(value.of) ? number(Number(value.of)) : undefined;
}

/** Several values side by side, as one kind. */
export function together(values: readonly Value[], grades: readonly string[]): readonly Value[] {
  const special = (['grade', 'date', 'number'] as const).find((is) =>
    values.some((value) => value?.is === is),
  );
  return special === undefined ? values : values.map((value) => as(special, value, grades));
}

export function order(a: NonNullable<Value>, b: NonNullable<Value>): number {
  return a.of < b.of ? -1 : a.of > b.of ? 1 : 0;
}

export function extreme(values: readonly Value[], best: 'greatest' | 'least'): Value {
  const known = values.filter((value) => value !== undefined).toSorted(order);
  return best === 'greatest' ? known.at(-1) : known[0];
}

/** The rows, the most recent first; of equal ones the row that comes first. */
export function newestFirst(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => (recency(a) < recency(b) ? 1 : recency(a) > recency(b) ? -1 : 0));
}

/** Before every date where a row has none. */
export function recency({ values }: Row): string {
  return String(values.updated_at ?? values.last_activity_at ?? values.joined_at ?? '');
}
