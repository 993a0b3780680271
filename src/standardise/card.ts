import { type Sql, sql } from '../engine/sql.js';

/** A card number without separators; NULL when it is no number (Excel's 1.01E+10) or is all zeros. */
export const card: readonly ((previous: Sql) => Sql)[] = [
  (column) => sql`upper(replace(replace(${column}, '-', ''), ' ', ''))`,
  (bare) => sql`case when regexp_full_match(${bare}, '[0-9A-Z]{4,32}') and regexp_matches(${bare}, '[1-9]') then ${bare} end`,
];
