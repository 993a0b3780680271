import { Failure } from '../../failure.js';
import { checkFiles, type SavedPlan } from '../files/plan-file.js';
import type { Allowed } from '../limits/limits.js';
import { refuseBrokenLimits, refuseContradictions } from '../limits/refusals.js';
import { type Approval, readApproval, recordStatement } from './approval.js';

interface Approving {
  readonly by: string;
  readonly at: Date;
  /** `YYYY-MM-DD`: from when the plan may be applied. */
  readonly effective: string;
  readonly note?: string;
  /** For the limits that the plan does not keep; `apply` needs no `--allow` for them any more. */
  readonly allowed: Allowed;
}

/**
 * Records that somebody approves exactly this plan. Throws `usage` without a name, `stale` when the plan is not whole,
 * `decision` for decisions that contradict, and `input` or `decision` for a limit that is neither kept nor allowed.
 */
export async function approvePlan(saved: SavedPlan, approving: Approving): Promise<Approval> {
  const { plan, planId } = saved;
  const by = nameOf(approving.by);
  refuseContradictions(saved);
  refuseBrokenLimits(saved, approving.allowed, 'approve');
  await checkFiles(saved);
  const broken = new Set(plan.limits.filter(({ passed }) => !passed).map(({ name }) => name));
  return recordStatement(saved, {
    status: 'approved',
    plan_id: planId,
    content_hash: plan.content_hash,
    by,
    at: approving.at.toISOString(),
    effective: approving.effective,
    note: approving.note ?? null,
    allowed: Object.fromEntries([...approving.allowed].filter(([name]) => broken.has(name))),
  });
}

/** Records that somebody takes back what was approved. Throws `usage` without a name, or where nothing is approved. */
export async function withdrawApproval(
  saved: SavedPlan,
  said: Pick<Approving, 'by' | 'at' | 'note'>,
): Promise<Approval> {
  const by = nameOf(said.by);
  const last = await readApproval(saved.directory);
  if (last?.status !== 'approved')
    throw new Failure(
      'usage',
      `${saved.directory} is not approved: there is nothing to take back`,
      'tier-merge show PLAN says whether and by whom it is approved',
    );
  return recordStatement(saved, {
    status: 'withdrawn',
    plan_id: saved.planId,
    content_hash: saved.plan.content_hash,
    by,
    at: said.at.toISOString(),
    effective: null,
    note: said.note ?? null,
    allowed: {},
  });
}

/** What fits into a column of every database. */
const LONGEST_NAME = 200;

function nameOf(by: string): string {
  const name = by.trim();
  if (name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return name;
  throw new Failure(
    'usage',
    name === ''
      ? '--by: the name is empty'
      : `--by: a name has at most ${LONGEST_NAME} characters and no line ends`,
    `say who it is, such as --by 'Kim Jiwon'`,
  );
}
