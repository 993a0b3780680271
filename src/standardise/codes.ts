import type { FieldKind } from '../config/field-kind.js';
import { join, raw, type Sql, sql } from '../engine/sql.js';
import { trimmed } from './missing.js';

type Meanings = Readonly<Record<string, string | boolean>>;

/** What the closed kinds are called where an export already uses our words, or the usual letters. */
const USUAL: Partial<Record<FieldKind, Meanings>> = {
  gender: { male: 'male', female: 'female', M: 'male', F: 'female' },
  status: { active: 'active', dormant: 'dormant', withdrawn: 'withdrawn' },
  order_status: { ordered: 'ordered', delivered: 'delivered', cancelled: 'cancelled', refunded: 'refunded' },
  flag: { Y: true, N: false, true: true, false: false, TRUE: true, FALSE: false, '1': true, '0': false },
};

/**
 * A text of a closed set as its meaning, by the config's value list; without one, by the usual letters. A
 * text that is on no list has no meaning and is NULL.
 */
export function code(column: Sql, kind: FieldKind, meanings: Meanings | undefined): Sql {
  const list = Object.entries(meanings ?? USUAL[kind] ?? {});
  const branches = list.map(
    ([from, to]) => sql`when ${from} then ${kind === 'flag' ? truth(to) : String(to)}`,
  );
  if (branches.length === 0) return raw('null');
  const meaning = join(branches, ' ');
  // Nearly every text stands on the list as it is; only the others are trimmed.
  return sql`case ${column} ${meaning} else case ${trimmed(column)} ${meaning} end end`;
}

function truth(meaning: string | boolean): boolean {
  return String(meaning) === 'true';
}
