import { join, raw, type Sql, sql } from '../../engine/sql.js';
import type { Quote, Relation } from './snapshot.js';

/** A relation behind `from`. A query stands on lines of its own: it may end with a comment. */
export function relationSql({ table = '', schema, query }: Relation, quote: Quote): Sql {
  // The operator's own SQL: proved to be one select, and run where nothing can be written.
  if (query !== undefined) return sql`(\n${raw(query)}\n) as source_rows`;
  return schema === undefined ? quote(table) : sql`${quote(schema)}.${quote(table)}`;
}

/** No row of a relation, for the sake of its columns. */
export function noRows(relation: Relation, quote: Quote): Sql {
  return sql`select * from ${relationSql(relation, quote)} limit 0`;
}

/** All rows in an order that is a matter of their text alone: the first column is the key, the others break ties. */
export function allRows(texts: readonly Sql[], order: readonly Sql[], from: Sql): Sql {
  return sql`select ${join(texts)} from ${from} order by ${join(order)}`;
}
