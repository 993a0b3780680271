import { Failure } from '../../failure.js';
import type { SavedPlan } from '../../plan/files/plan-file.js';

/** Throws `usage` for a plan that has matched nothing, since it takes a run back. */
export function requirePairs({ plan }: SavedPlan, shown: string): void {
  if (plan.kind !== 'revert') return;
  throw new Failure(
    'usage',
    `${shown} takes a run back; it compares no rows and asks about no pairs`,
    'name the plan of a night: tier-merge runs lists them',
  );
}
