import { type DatePiece, parseDateFormat } from '../config/date-format.js';
import { join, type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

/** Without a declared format these are read, none of which can be mistaken for another. */
export const PLAIN_FORMATS = ['YYYY-MM-DD', 'YYYY.MM.DD', 'YYYY/MM/DD', 'YYYYMMDD'] as const;

const EARLIEST = '1850-01-01';

/**
 * A date in one of the formats, first that fits; NULL for an impossible day. Two-digit years are the latest
 * year that is not after `asOf`. (The engine's own %y reads 60 as 2060.)
 */
export function date(column: Sql, formats: readonly string[], asOf: string): Sql {
  const text = trimmed(column);
  const branches = formats.map((format) => branch(text, format, asOf));
  return sql`case when ${column} is null then null ${join(branches, ' ')} end`;
}

/** As `date`, with a time of day behind it when there is one: `2026-03-01 14:05:09`, also with T. */
export function moment(column: Sql, formats: readonly string[], asOf: string): Sql {
  const day = date(column, formats, asOf);
  const text = trimmed(column);
  const timed = '\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?';
  return sql`case
    when regexp_full_match(${text}, ${timed})
      then try_cast(replace(${text}, 'T', ' ') as timestamp)
    else cast(${day} as timestamp)
  end`;
}

/** Whether a date can be one that happened to somebody: not before 1850, not after `asOf`. */
export function possible(day: Sql, asOf: string): Sql {
  return sql`(${day} >= date ${EARLIEST} and ${day} < date ${asOf} + interval 1 day)`;
}

function branch(text: Sql, format: string, asOf: string): Sql {
  const pieces = parseDateFormat(format);
  if (pieces === undefined) throw new RangeError(`${format} is no date format`);
  const fixed = pieces.filter((piece) => piece.kind === 'text');
  const shape = [
    sql`strlen(${text}) = ${Buffer.byteLength(format)}`,
    ...fixed.map((piece) => sql`substr(${text}, ${piece.at}, ${piece.text.length}) = ${piece.text}`),
  ];
  return sql`when ${join(shape, ' and ')} then ${day(text, pieces, asOf)}`;
}

function day(text: Sql, pieces: readonly DatePiece[], asOf: string): Sql {
  const part = (kind: DatePiece['kind']) => {
    const piece = pieces.find((p) => p.kind === kind);
    return piece && sql`substr(${text}, ${piece.at}, ${kind.length})`;
  };
  const [month, dayOfMonth, year] = [part('MM'), part('DD'), part('YYYY')];
  if (year !== undefined) return isoDate(sql`${year} || '-' || ${month} || '-' || ${dayOfMonth}`);
  const short = sql`${part('YY')} || '-' || ${month} || '-' || ${dayOfMonth}`;
  const recent = isoDate(sql`'20' || ${short}`);
  // 29 February exists in 2000 and not in 1900, so the century is chosen by the text, not by the result.
  return sql`case when '20' || ${short} <= ${asOf} then ${recent} else ${isoDate(sql`'19' || ${short}`)} end`;
}

/** `try_cast` takes `2024-1-5 ` and signs too; a date that does not print back as it stood is none. */
function isoDate(iso: Sql): Sql {
  return sql`case when cast(try_cast(${iso} as date) as varchar) = ${iso} then try_cast(${iso} as date) end`;
}
