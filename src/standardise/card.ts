import { type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

const NUMBER = '[0-9A-Z]{4,32}';

/** A card number without separators; NULL when it is no number (Excel's 1.01E+10) or is all zeros. */
export const card: readonly ((previous: Sql) => Sql)[] = [
  (column) => sql`upper(replace(replace(${column}, '-', ''), ' ', ''))`,
  (bare) => sql`case
    when regexp_full_match(${bare}, ${NUMBER}) then case when regexp_matches(${bare}, '[1-9]') then ${bare} end
    when regexp_full_match(${trimmed(bare)}, ${NUMBER}) and regexp_matches(${bare}, '[1-9]') then ${trimmed(bare)}
  end`,
];
