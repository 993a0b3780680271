import type { Identity } from '../config/schema.js';
import { type Sql, sql } from '../engine/sql.js';
import type { StandardField } from './field.js';
import { isOneOf } from './missing.js';
import { e164 } from './phone.js';

type Field = keyof Identity['junk'];

/** How each list is written by hand, as the values of its field are. */
const AS_VALUE: Readonly<Record<Field, (text: string, country: string) => string>> = {
  name: (text) => text.trim().normalize('NFC'),
  phone: (text, country) => e164(text, country) ?? text,
  email: (text) => text.trim().toLowerCase(),
  card_no: (text) => text.replace(/[- ]/g, '').toUpperCase(),
};

/** The values of a field that the config says stand for none. */
export function ownJunk(
  field: string,
  { junk, country }: Pick<Identity, 'junk' | 'country'>,
): readonly string[] {
  if (!isListed(field)) return [];
  return junk[field].map((text) => AS_VALUE[field](text, country));
}

/** The field without these values, which are listed as junk. */
export function withoutJunk<T extends Pick<StandardField, 'steps' | 'reason'>>(
  field: T,
  junk: readonly string[],
): T {
  if (junk.length === 0) return field;
  const value = (column: Sql) => field.steps.reduce((previous, step) => step(previous), column);
  return {
    ...field,
    steps: [...field.steps, (one) => sql`case when ${isOneOf(one, junk)} then null else ${one} end`],
    reason: (column) =>
      sql`case when ${isOneOf(value(column), junk)} then 'junk_value' else ${field.reason(column)} end`,
  };
}

function isListed(field: string): field is Field {
  return Object.hasOwn(AS_VALUE, field);
}
