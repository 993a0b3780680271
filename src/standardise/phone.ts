import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { raw, type Sql, sql } from '../engine/sql.js';
import { isOneOf } from './missing.js';

/** The steps from a text to E.164, each over the one before; NULL where another spelling is used. */
export function plainPhone(country: string): readonly ((previous: Sql) => Sql)[] {
  return country === 'KR'
    ? [withoutSeparators, asNumber, koreanMobile]
    : [() => raw('cast(null as varchar)')];
}

/** E.164 of any spelling that libphonenumber accepts; undefined when it is no phone number. */
export function e164(text: string, country: string): string | undefined {
  const folded = text.normalize('NFKC');
  // Excel drops the leading zero of 010…; no Korean number is written with ten digits from 10.
  const restored = country === 'KR' && /^10\d{8}$/.test(folded) ? `0${folded}` : folded;
  const bare = country === 'KR' && /^82\d{9,10}$/.test(restored) ? `+${restored}` : restored;
  const number = parsePhoneNumberFromString(bare, country as CountryCode);
  return number?.isValid() ? number.number : undefined;
}

/** A number nobody can be reached by: one digit eight times, or the ones people make up. */
export function isJunkPhone(phone: Sql): Sql {
  return sql`(regexp_matches(${phone}, ${REPEATED}) or ${isOneOf(phone, ['+821012345678', '+821012341234'])})`;
}

const REPEATED = `(${Array.from({ length: 10 }, (_, digit) => `${digit}{8}`).join('|')})$`;

/**
 * What a phone is compared by: its digits without the plus, which the engine holds in a third of the space. Not
 * a relay number (050x), which is lent by the day and proves nothing.
 */
export function phoneKey(phone: Sql): Sql {
  return sql`case when not starts_with(${phone}, '+8250') then substr(${phone}, 2) end`;
}

function withoutSeparators(column: Sql): Sql {
  // Two spellings are nearly all there is, and cheaper to take apart.
  return sql`case
    when strlen(${column}) = 11 and starts_with(${column}, '01') then ${column}
    when strlen(${column}) = 13 and starts_with(${column}, '010-') then replace(${column}, '-', '')
    -- 0x3D0C7B15 and 1_000 would be read as numbers
    when regexp_matches(${column}, '[A-Za-z_]') then null
    else regexp_replace(${column}, '[-. ()+]+', '', 'g')
  end`;
}

/** As a number, a leading zero and Excel's lost one are the same. An exponent would be read as one too. */
function asNumber(digits: Sql): Sql {
  return sql`case when strlen(${digits}) between 9 and 12 and not contains(${digits}, 'e') and not contains(${digits}, 'E')
    then try_cast(${digits} as bigint) end`;
}

/** Mobile numbers: 010 and eight digits; the older 011 and 016 to 019 with seven or eight. None of one digit eight times. */
function koreanMobile(n: Sql): Sql {
  return sql`case
    when ${n} % 100000000 % 11111111 = 0 or ${n} % 100000000 in (12345678, 12341234) then null
    when ${n} between 1000000000 and 1099999999 then '+82' || ${n}
    when ${n} between 821000000000 and 821099999999 then '+' || ${n}
    when ${n} between 110000000 and 119999999 or ${n} between 160000000 and 199999999 then '+82' || ${n}
    when ${n} between 1100000000 and 1199999999 or ${n} between 1600000000 and 1999999999 then '+82' || ${n}
  end`;
}
