import { Failure } from '../failure.js';
import type { Batches } from '../store/delta.js';
import type { LedgerRow } from '../store/ledger.js';
import type { Store } from '../store/store.js';
import { WRITTEN_TABLES, type WrittenTable } from '../store/tables.js';

interface AnnounceOptions {
  readonly store: Store;
  readonly runId: string;
  readonly startedAt: string;
  /** The day on which the grades were told, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Who told them. */
  readonly by: string;
  readonly configHash: string;
  readonly tool: string;
}

/**
 * Records that every member of the target was told the grade it has now, as a run of its own kind. Throws a usage
 * Failure for a target without a run, and what `store.apply` throws.
 */
export async function announceGrades(options: AnnounceOptions): Promise<LedgerRow> {
  const { store } = options;
  const head = await store.head();
  if (head === undefined)
    throw new Failure('usage', `${store.shown} holds no run yet: nobody has a grade`, 'apply a plan first');
  await store.migrate();
  const tables = Object.fromEntries(WRITTEN_TABLES.map((table) => [table, NO_ROWS]));
  return store.apply({
    run: {
      ...head,
      run_id: options.runId,
      plan_id: `announce-${options.runId}`,
      kind: 'announce',
      // The clock of the plans stays where it is: a day that was mistyped here must not keep tonight's run away.
      as_of: head.as_of,
      ...{ approved_by: options.by, approved_at: null, effective: null },
      ...{ scope: null, reverts: null, superseding: null },
      config_hash: options.configHash,
      tool_version: options.tool,
      started_at: options.startedAt,
    },
    head: head.run_id,
    tables: tables as Record<WrittenTable, Batches>,
    announces: options.asOf,
  });
}

const NO_ROWS: Batches = { [Symbol.asyncIterator]: async function* none() {} };
