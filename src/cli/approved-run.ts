import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { today } from '../config/day.js';
import { Failure } from '../failure.js';
import { type Approval, readApproval } from '../plan/approval/approval.js';
import { approvalInForce } from '../plan/approval/in-force.js';
import { readPlan, type SavedPlan } from '../plan/files/plan-file.js';
import type { AppliedRow } from '../store/apply.js';
import { apply, markOrTell } from './applying.js';
import { TOOL } from './io.js';
import type { Planned, Session } from './planning.js';

/**
 * Applies what `run` has planned, as far as it is approved where the config asks for that. Where a person has approved
 * an earlier plan with the same content for the same state of the target, that one is applied: it is what was
 * approved. Where nobody has, nothing is written.
 */
export async function applyApproved(session: Session, planned: Planned): Promise<Approved> {
  const saved = await readPlan(planned.directory, TOOL);
  const missing = await refusal(session, saved);
  if (missing === undefined) {
    return { row: await apply(session, planned.directory) };
  }
  const twin = await approvedTwin(session, saved);
  if (twin === undefined) return { missing };
  const row = await apply(session, twin.directory);
  // The members are as this plan has them, too; nobody shall be asked to apply it.
  await markOrTell(session, planned.directory);
  return { row, approvedPlan: twin.directory };
}

interface Approved {
  /** What stands in the way. */
  readonly missing?: Failure;
  /** What was applied, as the ledger has it. */
  readonly row?: AppliedRow;
  /** The folder of the plan that was applied, where it is an earlier one. */
  readonly approvedPlan?: string;
}

async function refusal({ io, config }: Session, saved: SavedPlan): Promise<Failure | undefined> {
  const asked = { approval: config.approval, today: today(io.now(), config.timeZone) };
  try {
    await approvalInForce(saved, asked);
    return undefined;
  } catch (error) {
    if (error instanceof Failure && error.code === 'decision') return error;
    throw error;
  }
}

/** The plan approved last among those of the output folder that are the same and may be applied today. */
async function approvedTwin(session: Session, saved: SavedPlan): Promise<SavedPlan | undefined> {
  const { dir } = session.config.output;
  const found: { readonly plan: SavedPlan; readonly at: string }[] = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const directory = join(dir, entry.name);
    const approval = entry.isDirectory() ? await approvalIn(directory) : undefined;
    if (approval?.status !== 'approved' || approval.content_hash !== saved.plan.content_hash) continue;
    const plan = await wholePlan(directory);
    if (plan === undefined || !isSame(plan, saved) || (await refusal(session, plan)) !== undefined) continue;
    found.push({ plan, at: approval.at });
  }
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.plan;
}

function isSame({ plan: a }: SavedPlan, { plan: b }: SavedPlan): boolean {
  return (
    a.content_hash === b.content_hash && a.target.head === b.target.head && a.target.shown === b.target.shown
  );
}

/** What is damaged, moved or of another version is none that could be applied; it must not stop the night. */
async function wholePlan(directory: string): Promise<SavedPlan | undefined> {
  return readPlan(directory, TOOL).catch(unlessRefused);
}

async function approvalIn(directory: string): Promise<Approval | undefined> {
  return readApproval(directory).catch(unlessRefused);
}

function unlessRefused(error: unknown): undefined {
  if (error instanceof Failure) return undefined;
  throw error;
}
