import type { Config } from '../../config/config.js';
import { Failure } from '../../failure.js';
import { planCommand } from '../../report/command.js';
import type { SavedPlan } from '../files/plan-file.js';
import { type Approval, readApproval } from './approval.js';

export interface Asked {
  readonly approval: Config['approval'];
  /** `YYYY-MM-DD`, in the time zone of the config. */
  readonly today: string;
}

/**
 * The approval under which a plan may be applied today; undefined where none is there and none is needed: the config
 * does not ask for one, or the plan changes nothing. One that is there counts, whatever the config says. Throws
 * `decision` when it is missing, withdrawn, for another content, or not yet effective.
 */
export async function approvalInForce(saved: SavedPlan, asked: Asked): Promise<Approval | undefined> {
  const { plan, planId, directory } = saved;
  const approval = await readApproval(directory);
  const command = planCommand('approve', directory, plan.limits);
  if (approval === undefined) {
    if (asked.approval === 'none' || changesNothing(saved)) return undefined;
    throw new Failure(
      'decision',
      `${directory} is not approved, and the config says approval: required`,
      command,
    );
  }
  if (approval.status === 'withdrawn')
    throw new Failure('decision', `the approval of ${directory} was taken back at ${approval.at}`, command);
  if (approval.plan_id !== planId || approval.content_hash !== plan.content_hash)
    throw new Failure(
      'decision',
      `what was approved is not what is in ${directory}: plan ${approval.plan_id}`,
      command,
    );
  if (approval.effective !== null && approval.effective > asked.today)
    throw new Failure(
      'decision',
      `${directory} may be applied from ${approval.effective} on; today is ${asked.today}`,
      `wait until then, or: ${command} --effective ${asked.today}`,
    );
  return approval;
}

/** The ledger gets a row for such a night, and no member is written. */
function changesNothing({ plan }: SavedPlan): boolean {
  const { members_new, members_changed, members_gone, changes_rows } = plan.counts;
  return members_new + members_changed + members_gone + changes_rows === 0;
}
