import type { Engine } from '../engine/engine.js';
import { join, name, raw, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { copyRows } from '../plan/previous.js';
import type { LedgerRow } from '../store/ledger.js';
import type { Store } from '../store/store.js';
import { STORED_TABLES } from '../store/tables.js';

/**
 * Copies what the store keeps of the past, as far as taking back `run` needs it: `run_log(run_id, sequence, reverts)`,
 * the tables `<table>_before` with the images of that run, of all later ones and of every run that was taken back,
 * and `run_changes(member_id, field, before, after)`, the changes of that run alone.
 */
export async function loadHistory(
  engine: Engine,
  store: Store,
  { run, ledger, workDirectory }: { run: LedgerRow; ledger: readonly LedgerRow[]; workDirectory: string },
): Promise<void> {
  const log = ledger.map((row) => sql`(${row.run_id}, ${row.sequence}, ${row.reverts})`);
  await engine.run(sql`create or replace table run_log (run_id varchar, sequence bigint, reverts varchar)`);
  await engine.run(sql`insert into run_log values ${join(log)}`);
  const takenBack = new Set(ledger.map((row) => row.reverts));
  const runs = ledger
    .filter((row) => row.sequence >= run.sequence || takenBack.has(row.run_id))
    .map((row) => row.run_id);
  for (const table of STORED_TABLES) {
    const into = `${table}_before` as const;
    await copyRows(engine, {
      into,
      columns: store.columns(into),
      rows: store.readOf(into, runs),
      workDirectory,
    });
  }
  await copyRows(engine, {
    into: 'run_changes',
    columns: store.columns('changes'),
    rows: store.readOf('changes', [run.run_id]),
    workDirectory,
  });
  await requireImages(engine, run.run_id);
}

/** Whoever wrote without images cannot be taken back in part. */
async function requireImages(engine: Engine, run: string): Promise<void> {
  for (const table of STORED_TABLES.filter((stored) => stored !== 'points')) {
    const { missing } = await engine.one<{ missing: bigint }>(
      sql`select count(*) as missing from ${name(`previous_${table}`)} as now
        where last_run = ${run} and first_run <> ${run}
          and not exists (from ${name(`${table}_before`)} as was where was.run_id = ${run} and ${raw(SAME_KEY[table])})`,
    );
    if (missing > 0n) throw withoutImages(run);
  }
}

const SAME_ROW = 'was.source = now.source and was.source_member_id = now.source_member_id';
const SAME_KEY = { members: 'was.member_id = now.member_id', links: SAME_ROW, source_rows: SAME_ROW };

function withoutImages(run: string): Failure {
  return new Failure(
    'stale',
    `run ${run} was written by a version that kept no before-images`,
    'restore the target from a backup of the day before',
  );
}
