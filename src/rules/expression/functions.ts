import { join, raw, type Sql, sql } from '../../engine/sql.js';
import type { ValueType } from './value-type.js';

/** A function of the language: what it takes and gives, and how the engine writes it. */
interface Signature {
  /** The type of each argument; the last one stands for all that follow. `same`: all are of one type, any. */
  readonly takes: readonly ValueType[] | 'same';
  readonly least: number;
  readonly most: number;
  /** Absent: what its arguments are. */
  readonly gives?: ValueType;
  /** Absent: a function of the same name. */
  readonly written?: (values: readonly Sql[]) => Sql;
}

function of(takes: readonly ValueType[], gives: ValueType, written?: Signature['written']): Signature {
  const count = { least: takes.length, most: takes.length };
  return { takes, gives, ...count, ...(written === undefined ? {} : { written }) };
}

const several = { takes: 'same', least: 2, most: 20 } as const;

const FUNCTIONS: Readonly<Record<string, Signature>> = {
  lower: of(['text'], 'text'),
  upper: of(['text'], 'text'),
  trim: of(['text'], 'text'),
  length: of(['text'], 'number'),
  abs: of(['number'], 'number'),
  coalesce: several,
  greatest: several,
  least: several,
  starts_with: of(['text', 'text'], 'flag'),
  contains: of(['text', 'text'], 'flag'),
  /** An extra column is a text; beside a date it is read as one anyway. */
  as_date: of(['date'], 'date', ([day]) => sql`${day}`),
  year: of(['date'], 'number'),
  month: of(['date'], 'number'),
  day: of(['date'], 'number'),
  // The last day of a shorter month: a month after the 31st of January is the last of February.
  add_months: of(['date', 'number'], 'date', moved('to_months')),
  add_days: of(['date', 'number'], 'date', moved('to_days')),
};

export const FUNCTION_NAMES = [...Object.keys(FUNCTIONS), 'every', 'any'];

export function signatureOf(name: string): Signature | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

export function calling(name: string, { written }: Signature, values: readonly Sql[]): Sql {
  return written?.(values) ?? sql`${raw(name)}(${join(values)})`;
}

function moved(unit: 'to_months' | 'to_days'): (values: readonly Sql[]) => Sql {
  return ([day, count]) => sql`(cast(${day} as timestamp) + ${raw(unit)}(cast(round(${count}) as integer)))`;
}
