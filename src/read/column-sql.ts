import { join, raw, type Sql, sql } from '../engine/sql.js';
import { present } from '../standardise/missing.js';
import type { Column } from './mapping.js';

/**
 * The text of a column of the table, from the fields `c0`, `c1` ... of a record. One expression for plain and slow
 * records, so that they cannot differ. `mark` is the `text_mark` of the source.
 */
export function columnSql(column: Column, mark?: string): Sql {
  const text = (index: number) => unmarked(fieldName(index), mark);
  if (typeof column === 'number') return text(column);
  if ('join' in column) return joined(column.join.map(text));
  if ('first' in column) return firstOf(column.first.map(text));
  return sql`${column.constant}`;
}

/** Only before a number: 't Hooft is a name. */
function unmarked(field: Sql, mark: string | undefined): Sql {
  if (mark === undefined) return field;
  return sql`case when starts_with(${field}, ${mark}) and regexp_matches(substr(${field}, 2, 1), '[0-9+]')
    then substr(${field}, 2) else ${field} end`;
}

/** A field of a record. */
export function fieldName(index: number): Sql {
  return raw(`c${index}`);
}

/** Texts that stand for nothing are no part of it. */
function joined(fields: readonly Sql[]): Sql {
  return sql`nullif(concat_ws(' ', ${join(fields.map(textOf))}), '')`;
}

/** The text as it stands, blanks around it included, as from a column of its own. */
function firstOf(fields: readonly Sql[]): Sql {
  const branches = fields.map((field) => sql`when ${textOf(field)} is not null then ${field}`);
  return sql`case ${join(branches, ' ')} end`;
}

function textOf(field: Sql): Sql {
  return present.reduce((previous, step) => step(previous), field);
}
