import type { Source } from '../config/config.js';
import { allFields, fieldsOf, RECENCY } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { type FieldContext, type StandardField, standardField, stepName, typeOf } from './field.js';
import type { KeptRecords } from './keys.js';
import { nameKey } from './person-name.js';
import { phoneKey } from './phone.js';

/** What persons are told apart by; in `rows` whether a source has it or not, so that no later step has to ask. */
const ALWAYS = ['ci', 'birth_date', 'gender', 'status'];

/** The fields that the table `rows` has. */
export function rowFields(sources: readonly Source[]): readonly string[] {
  return [...new Set([...allFields(sources), ...ALWAYS])];
}

/**
 * The kept rows of one source as a select: `row_id`, `source_no`, `read_row` and `file_no` to find the record
 * again, the `fields` in their types (NULL where this source has no such column), what they are compared by,
 * and `unread`, a bit for each field of this source whose text gave no value: it is bad, or stands for none.
 */
export async function typedRows(
  engine: Engine,
  context: FieldContext,
  { kept, fields }: { readonly kept: KeptRecords; readonly fields: readonly string[] },
): Promise<Sql> {
  const { source } = context;
  const own = fieldsOf(source).map((field) => standardField(field, context));
  for (const field of own.filter((f) => f.byText)) await readTexts(engine, source, field);
  const values = fields.map((field) => {
    const mine = own.find((f) => f.field === field);
    return mine
      ? sql`${last(mine)} as ${name(field)}`
      : sql`cast(null as ${raw(typeOf(field, source.holds))}) as ${name(field)}`;
  });
  return sql`select row_id, ${source.order}::utinyint as source_no, read_row, file_no, ${join(values)},
      ${join(comparable(own))}, ${unreadBits(own, fields.length)} as unread
    from (${withNameKey(own, stepped(own, joined(kept, source, own)))})`;
}

export async function dropTexts(engine: Engine, context: FieldContext): Promise<void> {
  const own = fieldsOf(context.source).map((field) => standardField(field, context));
  await engine.drop(...own.filter((f) => f.byText).map((f) => textTable(context.source, f)));
}

/** A field's value from a select that holds its column, beside the columns of that select. */
export function steppedValue(field: StandardField, from: Sql): { readonly select: Sql; readonly value: Sql } {
  return { select: stepped([{ ...field, byText: false }], from), value: last(field) };
}

/** The columns that rows are compared by; a masked name and a relay number compare with nothing. */
function comparable(own: readonly StandardField[]): readonly Sql[] {
  const value = (field: string) => {
    const mine = own.find((f) => f.field === field);
    return mine && last(mine);
  };
  const person = value('name');
  const phone = value('phone');
  const moments = RECENCY.flatMap((field) => value(field) ?? []);
  return [
    sql`${person ? stepName('name_key', nameKey.length) : sql`cast(null as varchar)`} as name_key`,
    sql`${phone ? phoneKey(phone) : sql`cast(null as varchar)`} as phone_key`,
    sql`${moments.length > 0 ? sql`coalesce(${join(moments)})` : sql`cast(null as timestamp)`} as recency`,
  ];
}

/** The steps of the name's key, each in a select of its own around the last. */
function withNameKey(own: readonly StandardField[], from: Sql): Sql {
  const person = own.find((field) => field.field === 'name');
  if (person === undefined) return from;
  return nameKey.reduce(
    (select, step, at) =>
      sql`select *, ${step(at === 0 ? last(person) : stepName('name_key', at))} as ${stepName('name_key', at + 1)} from (${select})`,
    from,
  );
}

/** The distinct texts of one column and what each of them means. */
async function readTexts(engine: Engine, source: Source, field: StandardField): Promise<void> {
  const texts = sql`select distinct ${name(field.field)} from ${name(`read_${source.name}`)}
    where ${name(field.field)} is not null`;
  const { select, value } = steppedValue(field, texts);
  await engine.step(
    textTable(source, field),
    sql`select ${name(field.field)} as text, ${value} as value from (${select})`,
  );
}

/** The kept rows side by side with what is known of their texts. */
function joined(kept: KeptRecords, source: Source, fields: readonly StandardField[]): Sql {
  const byText = fields.filter((f) => f.byText);
  const known = byText.map((f) => sql`, ${name(textTable(source, f))}.value as ${last(f)}`);
  const joins = byText.map(
    (f) =>
      sql`left join ${name(textTable(source, f))} on ${name(textTable(source, f))}.text = kept.${name(f.field)}`,
  );
  return sql`select kept.* ${join(known, ' ')} from (${kept.select}) as kept ${join(joins, ' ')}`;
}

/** One select around the other: the engine computes each step once, and repeats what stands in one expression. */
function stepped(fields: readonly StandardField[], from: Sql): Sql {
  const open = fields.filter((f) => !f.byText);
  const depth = Math.max(0, ...open.map((f) => f.steps.length));
  let select = from;
  for (let at = 0; at < depth; at++) {
    const steps = open.flatMap((f) => {
      const step = f.steps[at];
      const previous = at === 0 ? name(f.field) : stepName(f.field, at);
      return step === undefined ? [] : [sql`, ${step(previous)} as ${stepName(f.field, at + 1)}`];
    });
    select = sql`select * ${join(steps, ' ')} from (${select})`;
  }
  return select;
}

function last(field: StandardField): Sql {
  return stepName(field.field, field.steps.length);
}

function textTable(source: Source, field: StandardField): string {
  return `text_${source.name}_${field.field}`;
}

function unreadBits(fields: readonly StandardField[], fieldCount: number): Sql {
  const bits = fields.map((f, i) => sql`case when ${isUnread(f)} then ${2n ** BigInt(i)} else 0 end`);
  // A bit for each field; few exports have more than sixty columns, and the wider type costs.
  return sql`cast(${join(bits, ' + ')} as ${raw(fieldCount > 60 ? 'uhugeint' : 'ubigint')})`;
}

function isUnread(field: StandardField): Sql {
  return sql`${last(field)} is null and ${name(field.field)} is not null`;
}
