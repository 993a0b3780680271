/**
 * SQL text is composed, never concatenated by hand: a plain value put into the template becomes a quoted
 * literal, a name becomes a quoted identifier, and only a `Sql` goes in as it is.
 */
export interface Sql {
  readonly sql: string;
}

export type SqlValue = string | number | bigint | boolean | null | undefined;

/** One statement or a piece of one; every interpolated plain value is quoted as a literal. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  return { sql: String.raw({ raw: parts }, ...values.map(render)) };
}

/** A quoted identifier. The engine reads nothing inside the quotes as syntax. */
export function name(identifier: string): Sql {
  if (identifier.includes('\0')) throw new RangeError('an identifier cannot hold a NUL character');
  return { sql: `"${identifier.replaceAll('"', '""')}"` };
}

/** A constant piece of SQL written in our own source, never a piece of input. */
export function raw(text: string): Sql {
  return { sql: text };
}

/** Pieces side by side, by default as a list. */
export function join(pieces: readonly Sql[], separator = ', '): Sql {
  return { sql: pieces.map((piece) => piece.sql).join(separator) };
}

/** Conditions that must all hold; `true` when there are none. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? raw('true')
    : join(
        conditions.map((c) => sql`(${c})`),
        ' and ',
      );
}

/** Conditions of which one must hold, in parentheses; `false` when there are none. */
export function either(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return raw('false');
  const alternatives = join(
    conditions.map((c) => sql`(${c})`),
    ' or ',
  );
  return sql`(${alternatives})`;
}

function render(value: Sql | SqlValue): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return value.sql;
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is no SQL number`);
  return String(value);
}

function quoted(value: string): string {
  if (value.includes('\0')) throw new RangeError('a literal cannot hold a NUL character');
  return `'${value.replaceAll("'", "''")}'`;
}
