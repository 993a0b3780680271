import { join, type Sql, sql } from '../../engine/sql.js';

/** A few values as the list of an `in`. */
export function listed(values: readonly (bigint | string)[]): Sql {
  return join(values.map((value) => sql`${value}`));
}
