import { join, name, type Sql, sql } from '../engine/sql.js';

/**
 * What a person looks at when deciding about a pair. Not the CI: it is hashed with a key of the target, so the
 * same row would have another hash elsewhere. Not points, grades or dates of visits: they change every night.
 */
const IDENTITY_FIELDS = [
  'name',
  'phone',
  'email',
  'birth_date',
  'gender',
  'card_no',
  'address',
  'postal_code',
  'status',
] as const;

/**
 * 16 hex digits that stand for what two rows say about who they are, for a decision to notice that one of them
 * has changed. `l` and `r` name the rows; `known` are the fields that the table `rows` has: a field that it
 * lacks counts as empty, so that the hash survives a source that starts to have it. Symmetric.
 */
export function rowsHash(l: Sql, r: Sql, known: readonly string[]): Sql {
  const [a, b] = [said(l, known), said(r, known)];
  return sql`substr(sha256(least(${a}, ${b}) || chr(10) || greatest(${a}, ${b})), 1, 16)`;
}

/** As JSON, so that no two rows are written alike because of where a value ends. */
function said(row: Sql, known: readonly string[]): Sql {
  const values = IDENTITY_FIELDS.map((field) =>
    known.includes(field) ? sql`cast(${row}.${name(field)} as varchar)` : sql`null`,
  );
  return sql`cast(to_json([${join(values)}]::varchar[]) as varchar)`;
}
