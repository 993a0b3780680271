import type { Knex } from 'knex';
import type { Place } from './target.js';

/** What a run left in the target. Each total counts the rows of a table once the run is in it. */
export interface Counts {
  readonly members_total: number;
  /** Members the run inserted. */
  readonly members_new: number;
  /** Members the run updated, without those that went. */
  readonly members_changed: number;
  /** Members the run deleted, or gave a `gone_since` they had not had. */
  readonly members_gone: number;
  readonly links_total: number;
  readonly points_total: number;
  /** Rows of `changes` that carry the run's id. */
  readonly changes_rows: number;
}

/** One applied plan. Times are ISO text. */
export interface LedgerRow extends Counts {
  /** Counts from 1 in the order of commits. */
  readonly sequence: number;
  readonly run_id: string;
  readonly plan_id: string;
  /** apply, revert and the like. */
  readonly kind: string;
  readonly as_of: string;
  readonly approved_by: string | null;
  readonly content_hash: string;
  readonly config_hash: string;
  readonly rules_hash: string;
  readonly tool_version: string;
  readonly started_at: string;
  readonly finished_at: string;
  /** JSON text. */
  readonly input_summary: string;
}

const COUNTS: readonly (keyof Counts)[] = [
  'members_total',
  'members_new',
  'members_changed',
  'members_gone',
  'links_total',
  'points_total',
  'changes_rows',
];

const COLUMNS: readonly (keyof LedgerRow)[] = [
  'sequence',
  'run_id',
  'plan_id',
  'kind',
  'as_of',
  'approved_by',
  'content_hash',
  'config_hash',
  'rules_hash',
  'tool_version',
  ...COUNTS,
  'started_at',
  'finished_at',
  'input_summary',
];

/** The whole ledger, oldest first. */
export async function readRuns(db: Knex, place: Place): Promise<readonly LedgerRow[]> {
  const rows = await ledger(db, place).select(COLUMNS).orderBy('sequence');
  return rows.map(rowOf);
}

export async function readHead(db: Knex, place: Place): Promise<LedgerRow | undefined> {
  return first(await ledger(db, place).select(COLUMNS).orderBy('sequence', 'desc').limit(1));
}

export async function readRun(
  db: Knex,
  place: Place,
  by: { readonly run_id: string } | { readonly plan_id: string },
): Promise<LedgerRow | undefined> {
  return first(await ledger(db, place).select(COLUMNS).where(by));
}

export async function writeRun(trx: Knex, place: Place, row: Omit<LedgerRow, 'sequence'>): Promise<void> {
  const columns = COLUMNS.filter((column) => column !== 'sequence');
  await ledger(trx, place).insert(Object.fromEntries(columns.map((column) => [column, row[column]])));
}

function ledger(db: Knex, { prefix }: Place): Knex.QueryBuilder {
  return db(`${prefix}runs`);
}

function first(rows: readonly Record<string, unknown>[]): LedgerRow | undefined {
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}

function rowOf(row: Record<string, unknown>): LedgerRow {
  const counted = ['sequence', ...COUNTS].map((column) => [column, Number(row[column])]);
  return { ...row, ...Object.fromEntries(counted) } as LedgerRow;
}
