import { join, type Sql, sql } from '../../engine/sql.js';
import { SURNAMES } from './census.js';

/** A surname outside the table is taken to be as rare as the rarest in it. */
const RARE = 0.0001;
/** Of those who bear a surname, how many bear one given name: an assumption, right for a common one. */
const GIVEN_NAMES = 400;
const OTHER_NAMES = 20_000;

/**
 * Korean surnames and their share of the population, the most frequent first (Statistics Korea, census of
 * 2015, rounded).
 */
export const SURNAME_SHARES: readonly (readonly [surname: string, share: number])[] = SURNAMES.map(
  ([surname, percent]) => [surname, percent / 100],
);

/**
 * Which share of the population has exactly this full name, before any file was counted: for two to four
 * syllables of Hangul the share of the surname / 400, for every other name 1 / 20,000. It stands in for the
 * frequency in files too small to count names in.
 */
export function expectedNameShare(value: Sql): Sql {
  const joined = sql`replace(${value}, ' ', '')`;
  return sql`case
    when regexp_full_match(${joined}, '[가-힣]{2,4}') then ${surnameShare(joined)} / ${GIVEN_NAMES}
    else ${1 / OTHER_NAMES}
  end`;
}

function surnameShare(joined: Sql): Sql {
  // 남궁민 is 남궁 + 민, so that the longer surname has to be tried first.
  const two = SURNAME_SHARES.filter(([surname]) => surname.length === 2);
  const one = SURNAME_SHARES.filter(([surname]) => surname.length === 1);
  return sql`case
    when length(${joined}) > 2 and left(${joined}, 2) in (${join(two.map(([surname]) => sql`${surname}`))})
      then ${shareOf(sql`left(${joined}, 2)`, two)}
    else ${shareOf(sql`left(${joined}, 1)`, one)}
  end`;
}

function shareOf(surname: Sql, table: typeof SURNAME_SHARES): Sql {
  const cases = table.map(([known, share]) => sql`when ${known} then ${share}`);
  return sql`case ${surname} ${join(cases, ' ')} else ${RARE} end`;
}
