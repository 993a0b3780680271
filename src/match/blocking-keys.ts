import { type KeyForm, readBlockingKey } from '../config/blocking-key.js';
import { type Sql, sql } from '../engine/sql.js';

/** A rule that says which rows are compared: those that share all of its keys. */
export interface BlockingRule {
  /** As it is written, its keys joined by `+`. */
  readonly name: string;
  readonly keys: readonly BlockingKey[];
}

export interface BlockingKey {
  readonly comparison: string;
  /** Whether the value itself is the key. */
  readonly whole: boolean;
  /** The key over the value of the comparison; NULL where there is none. */
  readonly of: (value: Sql) => Sql;
}

/** A value that is too short for the key has none. */
const FORMS: Readonly<Record<KeyForm, (value: Sql, ...numbers: readonly number[]) => Sql>> = {
  whole: (value) => value,
  first: (value, count) => long(value, count, sql`left(${value}, ${count})`),
  last: (value, count) => long(value, count, sql`right(${value}, ${count})`),
  from: (value, from = 1, to = from) => long(value, to, sql`substr(${value}, ${from}, ${to - from + 1})`),
  year: (value) => sql`left(cast(${value} as varchar), 4)`,
  month: (value) => sql`left(cast(${value} as varchar), 7)`,
  mailbox: (value) => sql`nullif(split_part(${value}, '@', 1), '')`,
  number: (value) => sql`nullif(regexp_extract(${value}, '[0-9]+'), '')`,
  'first word': (value) => sql`nullif(regexp_extract(lower(${value}), '[^\\s.,]+'), '')`,
  'last word': (value) => sql`nullif(regexp_extract(lower(${value}), '([^\\s.,]+)[\\s.,]*$', 1), '')`,
};

/** The rules as they are written. Throws RangeError for a key that the config should have refused. */
export function parseBlocking(rules: readonly (readonly string[])[]): readonly BlockingRule[] {
  return rules.map((keys) => ({ name: keys.join(' + '), keys: keys.map(parseKey) }));
}

function parseKey(text: string): BlockingKey {
  const written = readBlockingKey(text);
  if (written === undefined) throw new RangeError(`${text} is no blocking key`);
  const { comparison, form, numbers } = written;
  return { comparison, whole: form === 'whole', of: (value) => FORMS[form](value, ...numbers) };
}

function long(value: Sql, length: number | undefined, key: Sql): Sql {
  return sql`case when length(${value}) >= ${length} then ${key} end`;
}
