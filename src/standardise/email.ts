import { type Sql, sql } from '../engine/sql.js';
import { isOneOf, trimmed } from './missing.js';

/** Lower case, with the usual slips of the top-level domain mended; NULL when it cannot be an address. */
export const email: readonly ((previous: Sql) => Sql)[] = [
  (column) => sql`lower(${column})`,
  wellFormed,
  mended,
];

const ADDRESS = '[^@\\s,;]+@[^@\\s,;.]+(\\.[^@\\s,;.]+)+';

const JUNK = [
  'test@test.com',
  'a@a.com',
  'aaa@aaa.com',
  'no@no.com',
  'none@none.com',
  'asdf@asdf.com',
  'abc@abc.com',
  'test@naver.com',
  'test@gmail.com',
];

/** Addresses that were typed to get past a form. */
export function isJunkEmail(address: Sql): Sql {
  return sql`(${isOneOf(address, JUNK)} or suffix(${address}, '@example.com') or suffix(${address}, '@test.com'))`;
}

function wellFormed(text: Sql): Sql {
  return sql`case
    when regexp_full_match(${text}, ${ADDRESS}) then ${text}
    when regexp_full_match(${trimmed(text)}, ${ADDRESS}) then ${trimmed(text)}
  end`;
}

/** The usual slips of the top-level domain. */
export function mended(text: Sql): Sql {
  return sql`case right(${text}, 4)
    when '.con' then left(${text}, -4) || '.com'
    when '.cmo' then left(${text}, -4) || '.com'
    when '.ocm' then left(${text}, -4) || '.com'
    when '.ner' then left(${text}, -4) || '.net'
    when '.nte' then left(${text}, -4) || '.net'
    else ${text}
  end`;
}
