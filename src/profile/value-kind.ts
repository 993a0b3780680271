import { raw, type Sql, sql } from '../engine/sql.js';

/** What one value looks like by itself. The shape of a column is decided from how many it has of each. */
export type ValueKind =
  | 'email'
  | 'ci'
  | 'di'
  | 'hangul'
  | 'latin'
  | 'word'
  | 'date'
  | 'moment'
  | 'phone'
  | 'card'
  | 'code'
  | 'integer'
  | 'money'
  | 'text';

const DATE = '(\\d{4}|\\d{2})(-|/|\\.|\\. )\\d{2}(-|/|\\.|\\. )(\\d{4}|\\d{2})\\.?';
const MOMENT = '\\d{4}(-|/|\\.)\\d{2}(-|/|\\.)\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?.*';
const PHONE =
  '(\\+?82[-. ]?\\(?0?|\\(?0)1[016789]\\)?[-. ]?\\d{3,4}[-. ]?\\d{4}|\\(?0\\d{1,2}[-) ]+\\d{3,4}[- ]\\d{4}|0\\d{2,4}[ /-]\\d{6,8}|\\+\\d[\\d ()./-]{7,18}';
const MONEY =
  '[-+]?[₩￦$€\\\\]? ?[-+]?\\d{1,3}([,.]\\d{3})*([.,]\\d{1,2})? ?(원|P|p|점|€|KRW)?|[-+]?[₩￦$€\\\\]? ?[-+]?\\d+([.,]\\d+)? ?(원|P|p|점|€|KRW)?';
const CARD = '\\d{4}([- ]\\d{4}){2,3}';
const CODE = '[A-Za-z]{0,8}[-_]?\\d[A-Za-z0-9_-]*';
// Nothing else begins with a letter and has digits.
const LETTERED_CODE = '[A-Za-z]{1,8}[-_]?\\d[A-Za-z0-9_-]*';
const LATIN =
  "[A-Za-z\\x{c0}-\\x{24f}][A-Za-z\\x{c0}-\\x{24f}'.-]*([ ][A-Za-z\\x{c0}-\\x{24f}][A-Za-z\\x{c0}-\\x{24f}'.-]*){1,3}";

/**
 * The kind of a trimmed text that is there; the cheapest question first, most values meet two or three. A pattern costs
 * ten times what the first character or the length does: these say first where a pattern could not match.
 */
export function valueKind(text: Sql): Sql {
  return sql`case
    when contains(${text}, '@') then case when regexp_full_match(${text}, '[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+') then 'email' else 'text' end
    when strlen(${text}) = 88 and regexp_full_match(${text}, '[A-Za-z0-9+/]{86}==') then 'ci'
    when strlen(${text}) = 64 and regexp_full_match(${text}, '[A-Za-z0-9+/=]{64}') then 'di'
    when not (${text} >= '0' and ${text} < ':') and not regexp_matches(${text}, '[0-9]') then ${wordKind(text)}
    when ${text} < ':' and regexp_full_match(${text}, '[0-9]+') then ${digitsKind(text)}
    when ${text} >= 'A' and regexp_full_match(${text}, ${LETTERED_CODE}) then 'code'
    when strlen(${text}) <= 14 and regexp_full_match(${text}, ${DATE}) then 'date'
    when strlen(${text}) >= 16 and regexp_full_match(${text}, ${MOMENT}) then 'moment'
    when regexp_full_match(${text}, ${PHONE}) then 'phone'
    when regexp_full_match(${text}, '[-+][0-9]+') then 'integer'
    when regexp_full_match(${text}, ${MONEY}) then 'money'
    when regexp_full_match(${text}, ${CARD}) then 'card'
    when regexp_full_match(${text}, ${CODE}) then 'code'
    else 'text' end`;
}

function wordKind(text: Sql): Sql {
  return sql`case
    when regexp_full_match(${text}, '[가-힣]{2,5}') then 'hangul'
    when regexp_full_match(${text}, ${LATIN}) then 'latin'
    when strlen(${text}) <= 40 then 'word' else 'text' end`;
}

function digitsKind(text: Sql): Sql {
  const day = '(0[1-9]|[12][0-9]|3[01])';
  const month = '(0[1-9]|1[0-2])';
  return sql`case
    when strlen(${text}) = 8 and regexp_full_match(${text}, ${`(19|20)[0-9]{2}${month}${day}`}) then 'date'
    when strlen(${text}) = 6 and regexp_full_match(${text}, ${`[0-9]{2}${month}${day}`}) then 'date'
    when strlen(${text}) between 10 and 11 and regexp_full_match(${text}, '01[016789][0-9]{7,8}|10[0-9]{8}') then 'phone'
    when strlen(${text}) = 12 and starts_with(${text}, '8210') then 'phone'
    when starts_with(${text}, '0') and strlen(${text}) > 1 then 'code'
    when strlen(${text}) between 13 and 19 then 'card'
    else 'integer' end`;
}

/** The digits of a date as nines, so that dates of one format are alike. */
export function signature(text: Sql): Sql {
  return sql`translate(${text}, ${raw("'0123456789', '9999999999'")})`;
}
