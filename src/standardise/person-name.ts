import { type Sql, sql } from '../engine/sql.js';
import { isOneOf } from './missing.js';

/** What tills hold where nobody asked for a name. */
const NOBODY = ['고객', '고객님', '회원', '회원님', '비회원', '무기명', '미등록', '이름없음', '손님'];

/**
 * A name as it is compared: without spaces, in lower case, without the honorific 님 (씨 stays: it is a
 * surname and ends given names). A masked name (김*수) compares with nothing and has no key.
 */
export const nameKey: readonly ((previous: Sql) => Sql)[] = [
  (name) =>
    sql`case when ${isMasked(name)} then null when contains(${name}, ' ') then replace(${name}, ' ', '') else ${name} end`,
  // Lower case and rarer blanks cost more than all the rest, and Hangul alone has none.
  (joined) =>
    sql`case when regexp_matches(${joined}, '[^가-힣]') then lower(regexp_replace(${joined}, '[\\s\\x{a0}\\x{3000}]+', '', 'g')) else ${joined} end`,
  (key) => sql`case when suffix(${key}, '님') and length(${key}) > 2 then left(${key}, -1) else ${key} end`,
];

/** Whether some of the name is hidden: 김*수, 김○수, 김＊수. */
export function isMasked(name: Sql): Sql {
  return sql`(contains(${name}, '*') or contains(${name}, '○') or contains(${name}, '＊'))`;
}

/** Whether the text names nobody. */
export function isJunkName(name: Sql): Sql {
  return isOneOf(name, NOBODY);
}
