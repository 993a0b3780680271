import { type Sql, sql } from './sql.js';

/**
 * Text as a cell that no spreadsheet reads as a formula: behind an apostrophe when it begins like one, or
 * like one that was made inert, so that `live` gives back what it was. A phone in E.164 keeps its plus: to a
 * spreadsheet it is a number.
 */
export function inert(value: Sql): Sql {
  // All the signs that begin a formula sort before A; nearly no text has to be looked at twice.
  return sql`case when ${value} < 'A' and regexp_matches(${value}, ${FORMULA}) and not regexp_full_match(${value}, '[+-][0-9]+')
    then chr(39) || ${value} else ${value} end`;
}

/** What `inert` was given. */
export function live(value: Sql): Sql {
  return sql`case when starts_with(${value}, chr(39)) and regexp_matches(${value}, ${FORMULA}) then substr(${value}, 2) else ${value} end`;
}

/** The same of one text that is no column. */
export function inertText(text: string): string {
  return new RegExp(FORMULA).test(text) && !/^[+-]\d+$/.test(text) ? `'${text}` : text;
}

/** What `inertText` was given. */
export function liveText(text: string): string {
  return text.startsWith("'") && new RegExp(FORMULA).test(text) ? text.slice(1) : text;
}

const FORMULA = "^'*[=+@\\t\\r-]";
