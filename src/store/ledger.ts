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
  /** Who approved the plan; null where nobody was asked. */
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  /** The day from which the approved plan might be applied, `YYYY-MM-DD`. */
  readonly effective: string | null;
  /** The condition of a plan that was made for some persons alone. */
  readonly scope: string | null;
  /** The run that this one takes back. */
  readonly reverts: string | null;
  /** The faulty run whose grades this one was allowed to lower. */
  readonly superseding: string | null;
  readonly content_hash: string;
  readonly config_hash: string;
  readonly rules_hash: string;
  readonly tool_version: string;
  readonly started_at: string;
  readonly finished_at: string;
  /** JSON text. */
  readonly input_summary: string;
}

/** A run as a plan states it, before it is written; what it does not say of the appendix is null. */
export type Recorded = Omit<LedgerRow, 'sequence' | 'finished_at' | Appendix> &
  Partial<Pick<LedgerRow, Appendix>>;
type Appendix = (typeof APPENDIX)[number];
type FinishedAt = Pick<LedgerRow, 'finished_at'>;

const COUNTS: readonly (keyof Counts)[] = [
  'members_total',
  'members_new',
  'members_changed',
  'members_gone',
  'links_total',
  'points_total',
  'changes_rows',
];

/** What a ledger row may lack. */
const APPENDIX = [
  'approved_by',
  'approved_at',
  'effective',
  'scope',
  'reverts',
  'superseding',
] as const satisfies readonly (keyof LedgerRow)[];

const COLUMNS: readonly (keyof LedgerRow)[] = [
  'sequence',
  'run_id',
  'plan_id',
  'kind',
  'as_of',
  ...APPENDIX,
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
  const rows = await ledger(db, place).select('*').orderBy('sequence');
  return rows.map(rowOf);
}

export async function readHead(db: Knex, place: Place): Promise<LedgerRow | undefined> {
  return first(await ledger(db, place).select('*').orderBy('sequence', 'desc').limit(1));
}

export async function readRun(
  db: Knex,
  place: Place,
  by: { readonly run_id: string } | { readonly plan_id: string },
): Promise<LedgerRow | undefined> {
  return first(await ledger(db, place).select('*').where(by));
}

/** Under the lock, which makes the next sequence ours. */
export async function writeRun(trx: Knex, place: Place, row: Recorded & FinishedAt): Promise<void> {
  const sequence = ((await readHead(trx, place))?.sequence ?? 0) + 1;
  const numbered = { ...row, sequence };
  await ledger(trx, place).insert(
    Object.fromEntries(COLUMNS.map((column) => [column, numbered[column] ?? null])),
  );
}

function ledger(db: Knex, { prefix }: Place): Knex.QueryBuilder {
  return db(`${prefix}runs`);
}

function first(rows: readonly Record<string, unknown>[]): LedgerRow | undefined {
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}

/** Tables of an older version lack what came later. */
function rowOf(row: Record<string, unknown>): LedgerRow {
  const counted = new Set<string>(['sequence', ...COUNTS]);
  return Object.fromEntries(
    COLUMNS.map((column) => [column, counted.has(column) ? Number(row[column]) : (row[column] ?? null)]),
  ) as unknown as LedgerRow;
}
