import type { FieldKind } from './field-kind.js';
import { LOT_FIELDS, ORDER_FIELDS } from './order-fields.js';

/** The canonical fields: what a column of an export can mean. */
const FIELDS = {
  member_id: 'key',
  name: 'name',
  phone: 'phone',
  email: 'email',
  birth_date: 'date',
  gender: 'gender',
  ci: 'identifier',
  di: 'identifier',
  card_no: 'card',
  address: 'text',
  postal_code: 'text',
  grade: 'label',
  grade_valid_until: 'date',
  grade_origin: 'label',
  points: 'amount',
  stamps: 'amount',
  cashback: 'amount',
  spend: 'amount',
  orders: 'amount',
  joined_at: 'date',
  last_activity_at: 'date',
  updated_at: 'date',
  consent_sms: 'flag',
  consent_email: 'flag',
  consent_push: 'flag',
  consent_post: 'flag',
  consent_night: 'flag',
  consent_sms_at: 'date',
  consent_email_at: 'date',
  consent_push_at: 'date',
  consent_post_at: 'date',
  consent_night_at: 'date',
  store: 'text',
  status: 'status',
} as const satisfies Record<string, FieldKind>;

export type Field = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as readonly Field[];

export function isField(text: string): text is Field {
  return Object.hasOwn(FIELDS, text);
}

/** What a record of an export is, where it is no member's row. */
export type Holds = 'orders' | 'lots';

/** The kind of a canonical field; a column under `extra` is text until a rule needs more. */
export function kindOf(field: string, holds?: Holds): FieldKind {
  if (holds === undefined) return isField(field) ? FIELDS[field] : 'text';
  const fields: Readonly<Record<string, FieldKind>> = holds === 'orders' ? ORDER_FIELDS : LOT_FIELDS;
  return (Object.hasOwn(fields, field) ? fields[field] : undefined) ?? 'text';
}

/** What a value list may map a raw text to, for the kinds that have a closed set of values. */
export const CLOSED_VALUES: Partial<Record<FieldKind, readonly string[]>> = {
  gender: ['male', 'female'],
  status: ['active', 'dormant', 'withdrawn'],
  flag: ['true', 'false'],
  order_status: ['ordered', 'delivered', 'cancelled', 'refunded'],
};

/** Columns of the program's own tables, beside which an extra of the same name could not be told apart. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'age',
  'component',
  'edges',
  'file_no',
  'keep_apart',
  'key',
  'name_key',
  'person_id',
  'phone_key',
  'read_row',
  'recency',
  'record',
  'row_id',
  'rowid',
  'source',
  'source_no',
  'unread',
]);

/** The faults of a value list: meanings that the kind does not have. */
export function strangeMeanings(
  kind: FieldKind,
  meanings: Readonly<Record<string, string | boolean>>,
): readonly string[] {
  const known = CLOSED_VALUES[kind];
  if (known === undefined) return [];
  return Object.values(meanings)
    .map(String)
    .filter((meaning) => !known.includes(meaning));
}
