import { FIELD_NAMES, kindOf } from '../config/fields.js';

/**
 * What a column holds. A `key` is text that is never null; an `integer` is exact in 64 bits; an `amount` is an
 * exact integer or a decimal of at most 15 digits; a `flag` is true or false; a `score` is a floating number.
 */
export type ColumnKind = 'key' | 'text' | 'integer' | 'amount' | 'flag' | 'score';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

export type StoredTable = 'members' | 'links' | 'points' | 'source_rows';
export type WrittenTable = StoredTable | 'changes';
/** Holds the rows of a stored table as they were before a run updated or deleted them. */
type BeforeTable = `${StoredTable}_before`;
/** A table whose rows belong to one run each; its key begins with `run_id`. */
export type RunTable = BeforeTable | 'changes';

export interface Table {
  readonly name: WrittenTable | BeforeTable | 'forgotten';
  /** The primary key, in the order in which the table is stored and read. */
  readonly key: readonly string[];
  /** What a row of a delta may state, the key included. */
  readonly columns: readonly Column[];
  /** Columns that no plan writes: each has a command of its own, and they outlive every update. */
  readonly apart?: readonly string[];
  /** Filled with the id of the run that writes the row; `first_run` only when the row is new. */
  readonly stamps: readonly string[];
  readonly indexes: readonly (readonly string[])[];
}

const keys = (...names: readonly string[]) => names.map((name): Column => ({ name, kind: 'key' }));
const texts = (...names: readonly string[]) => names.map((name): Column => ({ name, kind: 'text' }));
const flags = (...names: readonly string[]) => names.map((name): Column => ({ name, kind: 'flag' }));

export const TABLES: Readonly<Record<WrittenTable, Table>> = {
  members: {
    name: 'members',
    key: ['member_id'],
    columns: [
      ...keys('member_id'),
      ...texts('grade', 'status', 'name', 'phone', 'email', 'birth_date', 'gender', 'card_no'),
      ...texts('address', 'postal_code', 'store', 'joined_at'),
      ...flags('consent_sms', 'consent_email', 'consent_push', 'consent_post', 'consent_night'),
      ...texts('rule', 'merged_into', 'split_from', 'gone_since', 'announced', 'announced_at'),
    ],
    apart: ['announced', 'announced_at'],
    stamps: ['first_run', 'last_run'],
    indexes: [],
  },
  links: {
    name: 'links',
    key: ['source', 'source_member_id'],
    columns: [
      ...keys('source', 'source_member_id', 'member_id'),
      ...texts('how'),
      { name: 'score', kind: 'score' },
    ],
    stamps: ['first_run', 'last_run'],
    indexes: [['member_id']],
  },
  points: {
    name: 'points',
    key: ['member_id', 'bucket'],
    columns: [...keys('member_id', 'bucket'), { name: 'balance', kind: 'integer' }, ...texts('expires_at')],
    stamps: ['last_run'],
    indexes: [],
  },
  source_rows: {
    name: 'source_rows',
    key: ['source', 'source_member_id'],
    columns: [
      ...keys('source', 'source_member_id'),
      ...sourceFields(),
      ...texts('name_key', 'extra', 'gone_since', 'kept_buckets'),
      ...texts('written_grade', 'written_run', 'own_grade'),
    ],
    stamps: ['first_run', 'last_run'],
    indexes: [],
  },
  changes: {
    name: 'changes',
    key: ['run_id', 'member_id', 'field'],
    columns: [...keys('member_id', 'field'), ...texts('before', 'after')],
    stamps: ['run_id'],
    indexes: [],
  },
};

export const WRITTEN_TABLES = Object.keys(TABLES) as readonly WrittenTable[];

export const STORED_TABLES: readonly StoredTable[] = ['members', 'links', 'points', 'source_rows'];

/** Inserts leave no row here: that there was none before says it all. */
export const BEFORE_TABLES: Readonly<Record<StoredTable, Table>> = {
  members: beforeTable('members'),
  links: beforeTable('links'),
  points: beforeTable('points'),
  source_rows: beforeTable('source_rows'),
};

/** What of an erased person stays: keyed hashes, so that the next export does not bring the person back. */
export const FORGOTTEN: Table = {
  name: 'forgotten',
  key: ['hash'],
  columns: keys('hash', 'kind'),
  stamps: ['run_id'],
  indexes: [],
};

/** Tables since version 2 that no delta writes. */
export const LATER_TABLES: readonly Table[] = [...Object.values(BEFORE_TABLES), FORGOTTEN];

/** Every column of a table, in the order in which it is created and read. */
export function allColumns(table: Table): readonly Column[] {
  return [...table.columns, ...table.stamps.map((name): Column => ({ name, kind: 'key' }))];
}

function beforeTable(of: StoredTable): Table {
  const { key, columns, stamps } = TABLES[of];
  return {
    name: `${of}_before`,
    key: ['run_id', ...key],
    columns: [...columns, ...keys(...stamps)],
    stamps: ['run_id'],
    indexes: [],
  };
}

/** The canonical fields; the CI only as a keyed hash, and under a name that no plain CI can be written to. */
function sourceFields(): readonly Column[] {
  const fields = FIELD_NAMES.filter((field) => field !== 'member_id');
  return fields.map((field) => (field === 'ci' ? { name: 'ci_hash', kind: 'text' } : columnOf(field)));
}

function columnOf(field: string): Column {
  const kind = kindOf(field);
  return { name: field, kind: kind === 'amount' || kind === 'flag' ? kind : 'text' };
}
