import { type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

/**
 * Sixteen digits, or thirteen and two behind the point, as the targets hold them: 9007199254740993 stays exact.
 */
export const AMOUNT = 'decimal(18,2)';

const PLAIN = '[+-]?(\\d{1,16}(\\.0+)?|\\d{1,13}\\.\\d{1,2}0*)';
const GROUPED = '[+-]?(\\d{1,3}(,\\d{3}){1,4}(\\.0+)?|\\d{1,3}(,\\d{3}){1,3}\\.\\d{1,2}0*)';

// A program that spells prices by language puts a no-break space before the unit.
const UNIT = '[ \\x{a0}\\x{202f}]?(원|P|p|점|€|\\$)';
const SIGN = '^([+-]?)[₩￦€$£] ?';

/**
 * A plain decimal, or one with correct thousands groups. The engine's own cast is not asked first, because
 * it reads 1E5 as a number and rounds 12.7 to an integer; whole numbers that print back as they stand take a
 * short way. A unit of money or points may stand beside it: 12,000원, ₩12,000, 1,200P. With a decimal comma, points
 * group the thousands: 1.234,56.
 */
export function amount(column: Sql, decimal: '.' | ',' = '.'): Sql {
  return decimal === ',' ? commaAmount(column) : pointAmount(column);
}

function pointAmount(column: Sql): Sql {
  const text = trimmed(column);
  return sql`case
    when cast(try_cast(${column} as bigint) as varchar) = ${column}
      then try_cast(try_cast(${column} as bigint) as decimal(18,2))
    when regexp_full_match(${text}, ${PLAIN}) then try_cast(${text} as decimal(18,2))
    when regexp_full_match(${text}, ${GROUPED}) then try_cast(replace(${text}, ',', '') as decimal(18,2))
    when regexp_matches(${text}, ${HAS_UNIT}) then ${unitAmount(text)}
  end`;
}

/** Nothing is read as if the point were the decimal: 1.234 is a thousand. */
function commaAmount(column: Sql): Sql {
  const text = withoutUnit(trimmed(column));
  const swapped = sql`translate(${text}, '.,', ',.')`;
  return sql`case
    when regexp_full_match(${swapped}, ${PLAIN}) or regexp_full_match(${swapped}, ${GROUPED})
      then try_cast(replace(${swapped}, ',', '') as decimal(18,2))
  end`;
}

function unitAmount(text: Sql): Sql {
  const bare = withoutUnit(text);
  return sql`case when regexp_full_match(${bare}, ${PLAIN}) or regexp_full_match(${bare}, ${GROUPED})
    then try_cast(replace(${bare}, ',', '') as decimal(18,2)) end`;
}

function withoutUnit(text: Sql): Sql {
  return sql`regexp_replace(regexp_replace(${text}, ${`${UNIT}$`}, ''), ${SIGN}, '\\1')`;
}

const HAS_UNIT = `${UNIT}$|${SIGN}`;
