import { join, raw, type Sql, sql } from '../engine/sql.js';
import { present } from '../standardise/missing.js';
import type { Column } from './mapping.js';

/**
 * The text of a column of the table, from the fields `c0`, `c1` ... of a record. One expression for plain and slow
 * records, so that they cannot differ.
 */
export function columnSql(column: Column): Sql {
  if (typeof column === 'number') return fieldName(column);
  if ('join' in column) return joined(column.join.map(fieldName));
  if ('first' in column) return firstOf(column.first.map(fieldName));
  return sql`${column.constant}`;
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
