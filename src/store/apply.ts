import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import { recordAnnounced } from './announced.js';
import { countAll, countBefore, countGoing, type Going, requireCounts, type Totals } from './counting.js';
import type { Delta } from './delta.js';
import type { Dialect } from './dialect.js';
import { failureOf } from './fault.js';
import { holdRows } from './hold-rows.js';
import { type Counts, type LedgerRow, readRun, writeRun } from './ledger.js';
import { keepMeta } from './meta.js';
import { hintOf } from './moved-on.js';
import { readSchemaVersion, SCHEMA_VERSION } from './schema.js';
import { select, stage, stored } from './staging.js';
import { requireUnchanged, requireUnused } from './staleness.js';
import { WRITTEN_TABLES } from './tables.js';
import type { Place } from './target.js';
import { loadAll, type Writing, writeStaged } from './writes.js';

export interface Opened {
  readonly dialect: Dialect;
  readonly place: Place;
  readonly now: () => Date;
}

/** A run as the ledger has it, and how long it kept others out. */
export interface AppliedRow extends LedgerRow {
  /** Milliseconds from BEGIN to the answer to COMMIT; null when that got lost. */
  readonly transaction_ms: number | null;
}

/**
 * Writes one plan, whole or not at all, and gives its row of the ledger as a second connection reads it. Throws
 * `stale`, `locked` or `target` when nothing was written, and `unknown` when the answer to COMMIT got lost.
 */
export async function apply(opened: Opened, delta: Delta): Promise<AppliedRow> {
  const attempt: Attempt = { committing: false };
  const row = await commitRun(opened, { run: delta.run, attempt }, () => write(opened, delta, attempt));
  return { ...row, transaction_ms: attempt.milliseconds ?? null };
}

/** The same for anything that writes a run: gives its row of the ledger as a second connection reads it. */
export async function commitRun(
  opened: Opened,
  { run, attempt }: { readonly run: RunKey; readonly attempt: Attempt },
  write: () => Promise<void>,
): Promise<LedgerRow> {
  try {
    await write();
  } catch (error) {
    const failure = failureOf(error, opened.dialect, opened.place);
    if (!attempt.committing) throw failure;
    return settle(opened, run, failure);
  }
  return settle(opened, run, undefined);
}

type RunKey = Pick<LedgerRow, 'run_id' | 'plan_id'>;

/** Until COMMIT may have been sent, an error means that nothing was written; from then on only the ledger knows. */
export interface Attempt {
  committing: boolean;
  /** From BEGIN to the answer to COMMIT; not there when that got lost. */
  milliseconds?: number;
}

async function write(opened: Opened, delta: Delta, attempt: Attempt): Promise<void> {
  const { dialect, place } = opened;
  const writing: Writing = { dialect, place, delta };
  const locking = { run_id: delta.run.run_id, since: opened.now().toISOString() };
  const db = await dialect.open(place, 'write');
  try {
    await requireUsable(db, writing);
    const empty = await isEmpty(db, place);
    if (!empty) await stage(db, dialect, delta);
    const begin = performance.now();
    await db.transaction(async (trx) => {
      // First a query of knex: it runs this function even when BEGIN failed, and only refuses its queries then.
      await trx.raw('select 1');
      await dialect.lock(trx, place, locking);
      if (!empty) await holdRows(trx, writing);
      await requireUsable(trx, writing);
      const written = empty ? await loadFirst(trx, writing) : await writeLater(trx, writing);
      await keepMeta(trx, place, delta.meta ?? {});
      const counts = await settleCounts(trx, writing, written);
      await writeRun(trx, place, { ...delta.run, ...counts, finished_at: opened.now().toISOString() });
      await dialect.waitForReaders(trx);
      attempt.committing = true;
    });
    attempt.milliseconds = Math.round(performance.now() - begin);
  } finally {
    await dialect.unlock(db, place, locking);
    await dialect.close(db);
  }
}

/** Asked before a long load, and again under the lock. */
async function requireUsable(db: Knex, { place, delta }: Writing): Promise<void> {
  const version = await readSchemaVersion(db, place);
  if (version !== SCHEMA_VERSION) {
    throw new Failure(
      'usage',
      `the tables of ${place.shown} have version ${version ?? 'none'}, this program writes ${SCHEMA_VERSION}`,
      'bring them up to date first',
    );
  }
  await requireUnused(db, place, delta.run.plan_id);
}

/** An empty target has nothing to compare with, so its first load needs no staging. */
async function loadFirst(trx: Knex, writing: Writing): Promise<Written> {
  const { place, delta } = writing;
  if (delta.head !== null || !(await isEmpty(trx, place))) {
    throw new Failure('stale', `${place.shown} is no longer what the plan saw`, hintOf(delta));
  }
  await loadAll(trx, writing);
  return { going: { deleted: 0, left: 0 } };
}

async function writeLater(trx: Knex, writing: Writing): Promise<Written> {
  await requireUnchanged(trx, writing);
  const going = await countGoing(trx, writing);
  const before = await countBefore(trx, writing);
  await writeStaged(trx, writing);
  if (writing.delta.announces !== undefined) await recordAnnounced(trx, writing, writing.delta.announces);
  return { going, before };
}

/** What has to be known from before the write to count after it. */
interface Written {
  readonly going: Going;
  readonly before?: Totals | undefined;
}

/** A plan states its counts, and they must be true; what is told to members is counted as it is written. */
async function settleCounts(trx: Knex, writing: Writing, written: Written): Promise<Counts> {
  if (writing.delta.announces !== undefined) return countAll(trx, writing, written.going);
  return requireCounts(trx, writing, written);
}

async function isEmpty(db: Knex, place: Place): Promise<boolean> {
  for (const table of ['runs', ...WRITTEN_TABLES]) {
    const rows = await select(db, `select 1 as present from ${stored(place, table)} limit 1`);
    if (rows.length > 0) return false;
  }
  return true;
}

/** Asks a fresh connection: there = done, absent = rolled back, no answer = unknown. */
async function settle(opened: Opened, { run_id, plan_id }: RunKey, failure: unknown): Promise<LedgerRow> {
  const { place } = opened;
  const row = await readBack(opened, run_id, failure).catch((error: unknown) => {
    throw new Failure(
      'unknown',
      `cannot tell whether run ${run_id} was written to ${place.shown}`,
      'read "tier-merge runs" before anything else is done',
      { cause: failureOf(error, opened.dialect, place) },
    );
  });
  if (row?.plan_id === plan_id) return row;
  throw (
    failure ??
    new Failure(
      'target',
      `${place.shown} lost run ${run_id} after it was committed`,
      'read "tier-merge runs"; if the run is not there, run again, and have the database looked at',
    )
  );
}

/** After a failure the old connection may still be committing: its row would come after we looked. */
async function readBack(
  { dialect, place }: Opened,
  run_id: string,
  failure: unknown,
): Promise<LedgerRow | undefined> {
  const db = await dialect.open(place, 'read');
  try {
    if (failure !== undefined) await dialect.settled(db, place);
    return await readRun(db, place, { run_id });
  } finally {
    await dialect.close(db);
  }
}
