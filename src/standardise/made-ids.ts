import { type IdPart, idPartsOf } from '../config/composed-columns.js';
import type { Source } from '../config/config.js';
import { kindOf } from '../config/fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { idColumns, tableColumns } from '../read/mapping.js';
import { type FieldContext, type StandardField, standardField } from './field.js';
import { isMissing, trimmed } from './missing.js';
import { readPhoneTexts } from './odd-phones.js';
import { isJunkPhone } from './phone.js';
import { steppedValue } from './typed.js';

/**
 * Gives the records of an export without member ids an id of their own: `~` and 16 hexadecimal digits, a digest of
 * what the columns that the config names mean, so that a phone with and without hyphens is one id. NULL where all of
 * them are empty. The rows of `read_<source>` stay where they are.
 *
 * The digest has no secret key: that of the CIs is born with the first plan of a target, and with it two first plans
 * of the same exports would differ, and no file of decisions or of known pairs could name a row of another target.
 */
export async function makeMemberIds(engine: Engine, context: FieldContext): Promise<void> {
  const { source } = context;
  const parts = partsOf(context);
  if (parts.length === 0) return;
  const table = name(`read_${source.name}`);
  const phones = parts.filter(({ isPhone }) => isPhone);
  if (phones.length > 0) await readPhoneTexts(engine, oddTexts(source, phones), context);
  const from = parts.reduce(
    (select, { field }) => steppedValue(field, select).select,
    sql`select rowid as read_row, * from ${table}`,
  );
  const joins = phones.map(
    ({ column, phone }) => sql`left join phone_text as ${phone} on ${phone}.text = ${column}`,
  );
  await engine.step(
    'made_ids',
    // A join may disturb the order, and a record is found again by its place in it.
    sql`select ${join(keptColumns(source, digest(parts)))} from (${from}) as texts ${join(joins, ' ')}
      ${phones.length > 0 ? raw('order by read_row') : raw('')}`,
  );
  await engine.drop(`read_${source.name}`, 'phone_text');
  await engine.run(sql`alter table made_ids rename to ${table}`);
}

/** A column that ids are made from. */
interface Part {
  /** The text in `read_<source>`. */
  readonly column: Sql;
  readonly field: StandardField;
  readonly isPhone: boolean;
  /** What libphonenumber makes of its text. */
  readonly phone: Sql;
}

function partsOf(context: FieldContext): readonly Part[] {
  const columns = idColumns(context.source);
  return (idPartsOf(context.source) ?? []).map((part, at) => {
    const column = columns[at] as string;
    return {
      column: name(column),
      field: { ...readAs(part, context), field: column },
      isPhone: part.field !== undefined && kindOf(part.field) === 'phone',
      phone: name(`phone of ${column}`),
    };
  });
}

/** A column that no field has is text; a CI is not hashed with the key of this target before it is digested. */
function readAs({ field = 'address' }: IdPart, context: FieldContext): StandardField {
  return standardField(field, { ...context, ciKey: '' });
}

/** What the engine does not read as a phone itself. */
function oddTexts(source: Source, phones: readonly Part[]): Sql {
  const texts = phones.map(({ column, field }) => {
    const distinct = sql`select distinct ${column} from ${name(`read_${source.name}`)}`;
    const { select, value } = steppedValue(field, distinct);
    return sql`select ${column} as text from (${select})
      where ${value} is null and ${column} is not null and not ${isMissing(trimmed(column))}`;
  });
  return sql`select distinct text from (${join(texts, ' union all ')})`;
}

/** Each value with its length, so that no two rows of different values are one text. */
function digest(parts: readonly Part[]): Sql {
  const values = parts.map(idValue);
  const lengthened = values.map((value) => sql`coalesce(strlen(${value}) || ':' || ${value}, '-')`);
  return sql`case when coalesce(${join(values)}) is not null
    then '~' || left(sha256(${join(lengthened, ' || ')}), 16) end`;
}

function idValue({ column, field, isPhone, phone }: Part): Sql {
  const read = sql`cast(${steppedValue(field, column).value} as varchar)`;
  if (!isPhone) return read;
  return sql`coalesce(${read}, case when not ${isJunkPhone(sql`${phone}.phone`)} then ${phone}.phone end)`;
}

/** The fields, the id among them, and the file; what the id was made from has done its work. */
function keptColumns(source: Source, id: Sql): readonly Sql[] {
  const made = idColumns(source);
  const fields = tableColumns(source).filter((column) => !made.includes(column));
  return [
    ...fields.map((field) => (field === 'member_id' ? sql`${id} as member_id` : sql`texts.${name(field)}`)),
    name('file_no'),
  ];
}
