import { Failure } from '../failure.js';
import type { LedgerRow } from '../store/ledger.js';

/** What is to be taken back. */
export interface Asked {
  readonly run: string;
  /** Absent: all of it. */
  readonly member?: string | undefined;
}

/** Finds the run that is to be taken back. Throws `usage` where there is none, or it cannot be. */
export function findRun(ledger: readonly LedgerRow[], { run }: Asked): LedgerRow {
  const found = ledger.find(({ run_id }) => run_id === run);
  if (found === undefined)
    throw new Failure('usage', `${run}: the target has no such run`, 'tier-merge runs lists them');
  if (found.kind === 'forget' || found.kind === 'retention')
    throw new Failure(
      'usage',
      `run ${run} erased members for good: nothing of them is left to bring back`,
      'restore the target from a backup of the day before',
    );
  return found;
}
