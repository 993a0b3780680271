import { type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

/**
 * Sixteen digits, or thirteen and two behind the point, as the targets hold them: 9007199254740993 stays exact.
 */
export const AMOUNT = 'decimal(18,2)';

const PLAIN = '[+-]?(\\d{1,16}(\\.0+)?|\\d{1,13}\\.\\d{1,2}0*)';
const GROUPED = '[+-]?(\\d{1,3}(,\\d{3}){1,4}(\\.0+)?|\\d{1,3}(,\\d{3}){1,3}\\.\\d{1,2}0*)';

/**
 * A plain decimal, or one with correct thousands groups. The engine's own cast is not asked first, because
 * it reads 1E5 as a number and rounds 12.7 to an integer; whole numbers that print back as they stand take a
 * short way.
 */
export function amount(column: Sql): Sql {
  const text = trimmed(column);
  return sql`case
    when cast(try_cast(${column} as bigint) as varchar) = ${column}
      then try_cast(try_cast(${column} as bigint) as decimal(18,2))
    when regexp_full_match(${text}, ${PLAIN}) then try_cast(${text} as decimal(18,2))
    when regexp_full_match(${text}, ${GROUPED}) then try_cast(replace(${text}, ',', '') as decimal(18,2))
  end`;
}
