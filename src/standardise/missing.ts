import { join, type Sql, sql } from '../engine/sql.js';

/**
 * What exports write where a value is not known. Both cases are listed, so that no value has to be folded
 * only to be looked up; `NA` is not here, it is a name (나) and a country.
 */
const MISSING = [
  '',
  '-',
  '--',
  '.',
  'NULL',
  'Null',
  'null',
  '(null)',
  '\\N',
  'N/A',
  'n/a',
  '#N/A',
  '없음',
  '해당없음',
  '미상',
];

// A byte order mark stands in the middle where files were put one behind the other.
const BLANKS = [' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\ufeff'];
/** The first printable character behind the space. */
const FIRST_PRINTED = '!';

/** Text without the blanks around it: spaces, tabs, no-break and ideographic spaces, byte order marks. */
export function trimmed(column: Sql): Sql {
  // Trimming costs five times what asking whether there is a blank at either end does, a pattern for it twice.
  const wide = BLANKS.filter((blank) => blank > FIRST_PRINTED);
  return sql`case when ${column} < ${FIRST_PRINTED}
      or ${join(
        wide.map((blank) => sql`starts_with(${column}, ${blank})`),
        ' or ',
      )}
      or ${join(
        BLANKS.map((blank) => sql`ends_with(${column}, ${blank})`),
        ' or ',
      )}
    then trim(${column}, ${BLANKS.join('')}) else ${column} end`;
}

/** Whether a trimmed text stands for no value. NULL for NULL. */
export function isMissing(text: Sql): Sql {
  return isOneOf(text, MISSING);
}

/** The trimmed text, or NULL where it stands for no value. */
export const present: readonly ((previous: Sql) => Sql)[] = [
  trimmed,
  (text) => sql`case when ${isMissing(text)} then null else ${text} end`,
];

/** As `in`, which the engine turns into a join that carries every column of the row along. */
export function isOneOf(text: Sql, list: readonly string[]): Sql {
  return sql`list_contains([${join(list.map((one) => sql`${one}`))}], ${text})`;
}
