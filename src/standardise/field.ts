import type { Source } from '../config/config.js';
import type { FieldKind } from '../config/field-kind.js';
import { type Holds, kindOf } from '../config/fields.js';
import type { Identity } from '../config/schema.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { AMOUNT, amount } from './amount.js';
import { date, moment, PLAIN_FORMATS, possible } from './calendar.js';
import { card } from './card.js';
import { code } from './codes.js';
import { email, isJunkEmail, mended } from './email.js';
import { present, trimmed } from './missing.js';
import { ownJunk, withoutJunk } from './own-junk.js';
import { isJunkName } from './person-name.js';
import { plainPhone } from './phone.js';

export interface FieldContext {
  readonly source: Source;
  readonly country: string;
  /** Texts beside the built-in ones that stand for no value. */
  readonly junk: Identity['junk'];
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** Secret text; a CI is compared and kept as its keyed hash only. */
  readonly ciKey: string;
}

/** An expression over what the step before it gave: each step is computed once a row, whoever reads it. */
export type Step = (previous: Sql) => Sql;

/** How one column of an export becomes a comparable value. */
export interface StandardField {
  readonly field: string;
  /** The engine's type of the value. */
  readonly type: string;
  /** From the column of the export to the value; NULL where the text stands for none, or is bad. */
  readonly steps: readonly Step[];
  /**
   * Few distinct texts stand in such a column: the steps run once a text, not once a row, and the rows are
   * joined to what they gave.
   */
  readonly byText: boolean;
  /** Why a text that is there has no value, as a code, from the column of the export. */
  readonly reason: (column: Sql) => Sql;
}

type Standard = Omit<StandardField, 'field'>;

/** The type a field has in the table of rows; moments are the dates that may carry a time of day. */
export function typeOf(field: string, holds?: Holds): string {
  switch (kindOf(field, holds)) {
    case 'amount':
      return AMOUNT;
    case 'flag':
      return 'boolean';
    case 'date':
      return field.endsWith('_at') ? 'timestamp' : 'date';
    default:
      return 'varchar';
  }
}

/** The steps from the text of `field` in an export of `context.source` to its value. */
export function standardField(field: string, context: FieldContext): StandardField {
  const standard = STANDARD[kindOf(field, context.source.holds)](field, context);
  return { field, ...withoutJunk(standard, ownJunk(field, context)) };
}

/** 64 bytes in base64; all blanks and quotes are gone when the length is right. */
const CI_LENGTH = 88;

const STANDARD: Record<FieldKind, (field: string, context: FieldContext) => Standard> = {
  key: () => text([trimmed]),
  name: () => text([...present, unless(isJunkName)], () => sql`'junk_value'`),
  phone: (_field, { country }) =>
    // The other spellings are settled by libphonenumber afterwards (odd-phones.ts).
    text(
      plainPhone(country),
      (column) =>
        sql`case when regexp_matches(${column}, '(\\d[^0-9]*){9,}') then 'junk_value' else 'not_a_phone' end`,
    ),
  email: () =>
    text(
      [...email, unless(isJunkEmail)],
      (column) =>
        sql`case when ${isJunkEmail(mended(sql`lower(${trimmed(column)})`))} then 'junk_value' else 'not_an_email' end`,
    ),
  date: dateField,
  gender: coded,
  status: coded,
  flag: coded,
  order_status: coded,
  identifier: (_field, { ciKey }) => text([identifierText, keyed(ciKey)], () => sql`'not_an_identifier'`),
  card: () => text(card, () => sql`'not_a_card'`),
  label: (field, { source }) => text(labelSteps(source.values[field])),
  text: () => text(present),
  amount: (_field, { source }) => ({
    type: AMOUNT,
    steps: [(column) => amount(column, source.decimal)],
    byText: false,
    reason: () => sql`'not_a_number'`,
  }),
};

function text(steps: readonly Step[], reason: (column: Sql) => Sql = () => sql`'unknown_value'`): Standard {
  return { type: 'varchar', steps, byText: false, reason };
}

function unless(isJunk: Step): Step {
  return (value) => sql`case when ${isJunk(value)} then null else ${value} end`;
}

function identifierText(id: Sql): Sql {
  return sql`case when strlen(${id}) = ${CI_LENGTH} then ${id} when strlen(${trimmed(id)}) >= 24 then ${trimmed(id)} end`;
}

/** 128 bits, so that no two of a hundred million people meet in one. */
function keyed(key: string): Step {
  return (id) => sql`left(sha256(${key} || ${id}), 32)`;
}

function labelSteps(meanings: Readonly<Record<string, string | boolean>> | undefined): readonly Step[] {
  if (meanings === undefined) return present;
  return [...present, (label) => sql`coalesce(${code(label, 'label', meanings)}, ${label})`];
}

function coded(field: string, { source }: FieldContext): Standard {
  const steps = [(column: Sql) => code(column, kindOf(field, source.holds), source.values[field])];
  return { type: typeOf(field, source.holds), steps, byText: false, reason: () => sql`'unknown_value'` };
}

function dateField(field: string, { source, asOf }: FieldContext): Standard {
  const declared = source.formats[field];
  const formats = declared === undefined ? PLAIN_FORMATS : [declared].flat();
  const read = (column: Sql) => (field.endsWith('_at') ? moment : date)(column, formats, asOf);
  if (field !== 'birth_date')
    return { type: typeOf(field), steps: [read], byText: true, reason: () => sql`'not_a_date'` };
  return {
    type: 'date',
    steps: [
      read,
      (day) => sql`case when ${possible(day, asOf)} and ${day} <> date '1900-01-01' then ${day} end`,
    ],
    byText: true,
    reason: (column) => sql`case
      when ${read(column)} is null then 'not_a_date'
      when ${read(column)} = date '1900-01-01' then 'junk_value'
      else 'out_of_range'
    end`,
  };
}

/** A name for what the given step of a field gave. */
export function stepName(field: string, step: number): Sql {
  return name(`${field} ${step}`);
}
