import { join, name, type Sql, sql } from '../engine/sql.js';

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
const BLANK_END = '^[ \\t\\r\\n\\x{a0}\\x{3000}\\x{feff}]|[ \\t\\r\\n\\x{a0}\\x{3000}\\x{feff}]$';

/** Text without the blanks around it: spaces, tabs, no-break and ideographic spaces, byte order marks. */
export function trimmed(column: Sql): Sql {
  // Asking whether there is a blank at either end costs half of trimming.
  return sql`case when regexp_matches(${column}, ${BLANK_END}) then trim(${column}, ${BLANKS.join('')}) else ${column} end`;
}

/**
 * The same of a column as it stands, asked blank by blank: half the work for each row, and a statement that takes
 * longer to compile. For what is asked of many rows once, not for the hundred statements of every plan.
 */
export function trimmedColumn(column: string): Sql {
  const text = name(column);
  const wide = BLANKS.filter((blank) => blank > FIRST_PRINTED);
  const questions = [
    sql`${text} < ${FIRST_PRINTED}`,
    ...wide.map((blank) => sql`starts_with(${text}, ${blank})`),
    ...BLANKS.map((blank) => sql`ends_with(${text}, ${blank})`),
  ];
  return sql`case when ${join(questions, ' or ')} then trim(${text}, ${BLANKS.join('')}) else ${text} end`;
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
