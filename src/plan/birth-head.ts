import type { LedgerRow } from '../store/ledger.js';

/** What the ledger says of a revert that took back one member of a run, and no more. */
export const ONE_MEMBER = 'member';

/**
 * The run from which new member ids follow: the last one, but after a revert the one before the run that was taken
 * back, so that the same exports give the same ids again. Null where the ids are those of a first run.
 */
export function birthHead(ledger: readonly LedgerRow[]): string | null {
  let at = ledger.length - 1;
  for (;;) {
    const run = ledger[at];
    if (run === undefined) return null;
    if (run.reverts === null || run.scope === ONE_MEMBER) return run.run_id;
    at = ledger.findIndex(({ run_id }) => run_id === run.reverts) - 1;
  }
}

/**
 * The runs whose exports still count, newest first: a run that was taken back does not, unless that was taken back
 * as well, and what erased or unmerged members had read none.
 */
export function countingRuns(ledger: readonly LedgerRow[]): readonly LedgerRow[] {
  const undone = new Set<string>();
  return ledger.toReversed().filter((run) => {
    if (undone.has(run.run_id)) return false;
    if (run.reverts !== null && run.scope !== ONE_MEMBER) undone.add(run.reverts);
    return run.kind === 'apply';
  });
}
