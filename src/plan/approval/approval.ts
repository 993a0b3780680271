import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.js';
import type { SavedPlan } from '../files/plan-file.js';

/** Beside plan.json, which stays as it is: its hash is what was approved. */
const APPROVAL_FILE = 'approval.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One word of a person about a plan. */
const statement = z.strictObject({
  status: z.enum(['approved', 'withdrawn']),
  /** sha256 of plan.json. */
  plan_id: hash,
  content_hash: hash,
  by: z.string(),
  /** UTC. */
  at: z.string(),
  /** The day from which the plan may be applied, in the time zone of the config; null once it is withdrawn. */
  effective: z.iso.date().nullable(),
  note: z.string().nullable(),
  /** Limits that are not kept, and to what they are raised. */
  allowed: z.record(z.string(), z.string()),
});

const approvalSchema = z.strictObject({
  schema: z.literal(1),
  ...statement.shape,
  /** What was said before, oldest first. */
  earlier: z.array(statement),
});

type Statement = z.output<typeof statement>;
export type Approval = z.output<typeof approvalSchema>;

/** What was said about a plan last, with what was said before; undefined where nobody said anything. Throws `decision` for a file that is no approval. */
export async function readApproval(directory: string): Promise<Approval | undefined> {
  const file = join(directory, APPROVAL_FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const parsed = approvalSchema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new Failure('decision', `${file} is no approval`, `remove it, and have the plan approved again`);
}

/** Puts a statement before those that stand in the file already. Whoever reads meanwhile reads the old file or the new one. */
export async function recordStatement({ directory }: SavedPlan, said: Statement): Promise<Approval> {
  const last = await readApproval(directory);
  const approval: Approval = { schema: 1, ...said, earlier: last === undefined ? [] : before(last) };
  const file = join(directory, APPROVAL_FILE);
  const partial = `${file}.${randomBytes(3).toString('hex')}.partial`;
  await writeFile(partial, `${JSON.stringify(approval, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(partial, file);
  return approval;
}

function before({ schema: _, earlier, ...last }: Approval): Statement[] {
  return [...earlier, last];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
