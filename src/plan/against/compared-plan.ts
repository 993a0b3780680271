import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.js';
import { deltaFile } from '../delta.js';
import { contentFile, type Format, sha256 } from '../files/content.js';

/** A plan as far as it is compared: what it wants the target to hold, and what of that it writes itself. */
export interface ComparedPlan {
  readonly directory: string;
  readonly format: Format;
  /** Whether it was made for an empty target: then it writes everything. */
  readonly isInitial: boolean;
}

/** A plan to compare with, as it was approved. */
export interface EarlierPlan extends ComparedPlan {
  readonly runId: string;
  readonly planId: string;
  readonly contentHash: string;
}

/** What every version of plan.json has. */
const shape = z.object({
  run_id: z.string(),
  target: z.object({ head: z.string().nullable() }),
  content_hash: z.string(),
  format: z.enum(['csv', 'parquet']),
  files: z.record(z.string(), z.string()),
});

/**
 * Opens a plan to be compared with. Unlike for `apply`, its folder may have moved and another version may have made
 * it: that is when one wants to know what differs. Throws `usage` where no plan is, `stale` where a file of it changed.
 */
export async function openEarlierPlan(directory: string): Promise<EarlierPlan> {
  const bytes = await readFile(join(directory, 'plan.json')).catch(() => undefined);
  if (bytes === undefined)
    throw new Failure(
      'usage',
      `${directory}: there is no plan here`,
      'name the folder of a plan, or the id of a run',
    );
  const planId = createHash('sha256').update(bytes).digest('hex');
  const plan = shape.safeParse(parsed(bytes.toString('utf8'))).data;
  const result = parsed(await readFile(join(directory, 'result.json'), 'utf8').catch(() => ''));
  if (plan === undefined || (result as { plan_id?: unknown } | undefined)?.plan_id !== planId)
    throw changed(directory, 'plan.json');
  const isInitial = plan.target.head === null;
  const read = isInitial ? CONTENT : [...CONTENT, deltaFile('members'), deltaFile('links')];
  for (const file of read.map((name) => fileOf(name, plan.format))) {
    const hash = await sha256(join(directory, file)).catch(() => undefined);
    if (hash === undefined || hash !== plan.files[file]) throw changed(directory, file);
  }
  const { run_id: runId, content_hash: contentHash, format } = plan;
  return { directory, format, isInitial, runId, planId, contentHash };
}

const CONTENT = ['members', 'links', 'points', 'changes'] as const;

function fileOf(name: string, format: Format): string {
  const table = CONTENT.find((content) => content === name);
  return table === undefined ? name : contentFile(table, format);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function changed(directory: string, file: string): Failure {
  return new Failure(
    'stale',
    `${join(directory, file)} is missing, or was changed after the plan was made`,
    'compare with a plan that is whole, or make one without --against',
  );
}
