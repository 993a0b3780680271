import { type Sql, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';

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

const FORMS: readonly (readonly [RegExp, (value: Sql, ...numbers: readonly number[]) => Sql])[] = [
  [/^first (\d+)$/, (value, count) => long(value, count, sql`left(${value}, ${count})`)],
  [/^last (\d+)$/, (value, count) => long(value, count, sql`right(${value}, ${count})`)],
  [
    /^from (\d+) to (\d+)$/,
    (value, from = 1, to = from) =>
      long(value, to, sql`substr(${value}, ${from}, ${to - from + 1})`),
  ],
  [/^year$/, (value) => sql`left(cast(${value} as varchar), 4)`],
  [/^month$/, (value) => sql`left(cast(${value} as varchar), 7)`],
  [/^mailbox$/, (value) => sql`nullif(split_part(${value}, '@', 1), '')`],
  [/^number$/, (value) => sql`nullif(regexp_extract(${value}, '[0-9]+'), '')`],
  [/^first word$/, (value) => sql`nullif(regexp_extract(lower(${value}), '[^\\s.,]+'), '')`],
  [/^last word$/, (value) => sql`nullif(regexp_extract(lower(${value}), '([^\\s.,]+)[\\s.,]*$', 1), '')`],
];

/** What may stand behind the name of a comparison in a blocking key. */
export const KEY_FORMS = 'first N, last N, from N to M, year, month, mailbox, number, first word, last word';

/** Throws a usage Failure that names the key which cannot be read. */
export function parseBlocking(rules: readonly (readonly string[])[]): readonly BlockingRule[] {
  return rules.map((keys) => ({ name: keys.join(' + '), keys: keys.map(parseKey) }));
}

function parseKey(text: string): BlockingKey {
  const [comparison = '', form = ''] = text.trim().split(/\s+(.*)/s);
  if (form === '') return { comparison, whole: true, of: (value) => value };
  for (const [shape, of] of FORMS) {
    const found = shape.exec(form.trim());
    if (found !== null) {
      return { comparison, whole: false, of: (value) => of(value, ...found.slice(1).map(Number)) };
    }
  }
  throw new Failure(
    'usage',
    `identity.blocking: ${text}: there is no form "${form}"`,
    `write ${comparison} alone, or behind it one of: ${KEY_FORMS}`,
  );
}

function long(value: Sql, length: number | undefined, key: Sql): Sql {
  return sql`case when length(${value}) >= ${length} then ${key} end`;
}
