import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { readApproval } from '../plan/approval/approval.js';
import { runFolders } from '../plan/run-folders.js';
import type { LedgerRow } from '../store/ledger.js';

/**
 * Removes the folders of plans under `output.dir` that are beyond the newest `keep_runs` or older than `keep_days`, and
 * gives their paths. What is approved and not applied yet stays, and so does the plan that was applied last.
 */
export async function pruneFolders(
  { output }: Pick<Config, 'output'>,
  { ledger, now }: { readonly ledger: readonly LedgerRow[]; readonly now: Date },
): Promise<readonly string[]> {
  const { dir, keepRuns = Number.POSITIVE_INFINITY, keepDays = Number.POSITIVE_INFINITY } = output;
  const applied = new Set(ledger.map((run) => run.run_id));
  const last = ledger.findLast((run) => run.kind === 'apply' || run.kind === 'revert')?.run_id;
  const plans = await plansIn(dir);
  const removed: string[] = [];
  for (const [at, plan] of plans.entries()) {
    const days = (now.getTime() - Date.parse(plan.createdAt)) / 86_400_000;
    if (at < keepRuns && days <= keepDays) continue;
    if (plan.runId === last || (!applied.has(plan.runId) && (await waits(plan.folder)))) continue;
    await rm(plan.folder, { recursive: true });
    removed.push(plan.folder);
  }
  return removed;
}

interface PlanFolder {
  readonly folder: string;
  readonly runId: string;
  /** ISO text. */
  readonly createdAt: string;
}

/** Newest first. What has no readable plan.json is left alone: nobody knows what it is. */
async function plansIn(directory: string): Promise<readonly PlanFolder[]> {
  const found: PlanFolder[] = [];
  for (const folder of await runFolders(directory)) {
    const text = await readFile(join(folder, 'plan.json'), 'utf8').catch(() => '{}');
    const { run_id: runId, created_at: createdAt } = parsed(text);
    if (typeof runId === 'string' && typeof createdAt === 'string') found.push({ folder, runId, createdAt });
  }
  return found.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

function parsed(text: string): { readonly run_id?: unknown; readonly created_at?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

/** An approval that cannot be read may be one. */
async function waits(folder: string): Promise<boolean> {
  const approval = await readApproval(folder).catch(() => ({ status: 'approved' }) as const);
  return approval?.status === 'approved';
}
