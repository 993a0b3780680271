import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure.js';
import { jsonText } from '../../report/json-text.js';
import { sha256 } from './content.js';

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const limit = z.strictObject({
  name: z.string(),
  scope: z.string().nullable(),
  value: z.number(),
  of: z.number().nullable(),
  limit: z.string(),
  kind: z.enum(['input', 'change']),
  passed: z.boolean(),
  allowed: z.string().nullable(),
  interval: z.strictObject({ low: z.number(), high: z.number() }).exactOptional(),
});

/** plan.json: what was planned, from what, against what. */
const planSchema = z.strictObject({
  schema: z.literal(1),
  kind: z.enum(['apply', 'revert']),
  tool: z.string(),
  run_id: z.string(),
  project: z.string(),
  as_of: z.string(),
  /** The condition of a plan for some persons alone. */
  scope: z.string().exactOptional(),
  /** The faulty run whose grades need not be kept. */
  superseding: z.string().exactOptional(),
  time_zone: z.string(),
  created_at: z.string(),
  /** Where the plan was made; it is applied from there. */
  directory: z.string(),
  config: z.strictObject({ path: z.string(), sha256: hash }),
  rules: z.strictObject({ path: z.string(), name: z.string(), sha256: hash }),
  inputs: z.array(
    z.strictObject({
      source: z.string(),
      path: z.string(),
      bytes: count,
      sha256: hash,
      encoding: z.string(),
      lines: count,
      records: count,
      ends_with_newline: z.boolean().exactOptional(),
    }),
  ),
  target: z.strictObject({ shown: z.string(), head: z.string().nullable() }),
  counts: z.strictObject({
    members_total: count,
    members_new: count,
    members_changed: count,
    members_gone: count,
    links_total: count,
    points_total: count,
    changes_rows: count,
  }),
  limits: z.array(limit),
  /** What people decided; links that something forbids are named by their line and the reason. */
  decisions: z
    .strictObject({
      path: z.string(),
      sha256: hash,
      contradictions: z.strictObject({
        total: count,
        shown: z.array(z.strictObject({ line: count, reason: z.string() })),
      }),
    })
    .exactOptional(),
  /** What is taken back: a whole run, or what it did to one member. */
  reverts: z
    .strictObject({
      run: z.string(),
      member: z.string().nullable(),
    })
    .exactOptional(),
  /** Since when a forgotten member is missing from the files. */
  redacted: z.string().exactOptional(),
  /** Fields of which the target is master: an update leaves them as they are then. */
  kept: z.array(z.string()).exactOptional(),
  /** Whether its reports show personal data only in part; absent: as the config says. */
  masked: z.boolean().exactOptional(),
  content_hash: hash,
  /** Of members, points and changes. */
  format: z.enum(['csv', 'parquet']),
  /** Every file that `apply` reads, by its path in the folder. */
  files: z.record(z.string(), hash),
});

export type Plan = z.output<typeof planSchema>;

/** A plan as it lies on disk. */
export interface SavedPlan {
  readonly plan: Plan;
  readonly directory: string;
  /** sha256 of plan.json: what was approved, and what the ledger names. */
  readonly planId: string;
}

/** Writes plan.json and gives its id. */
export async function writePlan(directory: string, plan: Plan): Promise<string> {
  const text = `${jsonText(plan, 2)}\n`;
  await writeFile(join(directory, 'plan.json'), text, { mode: 0o600 });
  return createHash('sha256').update(text).digest('hex');
}

/** Reads a plan and checks that it is whole: nothing of it was changed or moved since it was made. */
export async function readPlan(path: string, tool: string): Promise<SavedPlan> {
  const directory = resolve(path);
  const isThere = await stat(join(directory, 'plan.json')).catch(() => undefined);
  if (isThere === undefined)
    throw new Failure(
      'usage',
      `${path}: there is no plan here`,
      'name the folder that plan printed, which holds plan.json',
    );
  const bytes = await readFile(join(directory, 'plan.json'));
  const planId = createHash('sha256').update(bytes).digest('hex');
  await checkComplete(directory, planId);
  const plan = parse(directory, bytes.toString('utf8'));
  if (plan.tool !== tool) throw stale(`${path} was made by ${plan.tool}, this is ${tool}`);
  if (plan.directory !== directory)
    throw stale(`the plan was made in ${plan.directory} and lies in ${directory} now`);
  return { plan, directory, planId };
}

/** Checks every file that `apply` is going to read. */
export async function checkFiles({ plan, directory }: SavedPlan): Promise<void> {
  for (const [file, expected] of Object.entries(plan.files)) {
    const found = await sha256(join(directory, file)).catch(() => undefined);
    if (found === undefined) throw stale(`${join(directory, file)} is missing`);
    if (found !== expected) throw stale(`${join(directory, file)} was changed after the plan was made`);
  }
}

async function checkComplete(directory: string, planId: string): Promise<void> {
  const text = await readFile(join(directory, 'result.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw stale(`${directory} is not complete: it has no result.json`);
  refuseRedacted(directory, text);
  const found = planIdIn(text);
  if (found === planId) return;
  const changed = found === undefined ? 'result.json' : 'plan.json';
  throw stale(`${join(directory, changed)} was changed after the plan was made`);
}

function refuseRedacted(directory: string, result: string): void {
  if (!/"redacted": "/.test(result)) return;
  throw stale(`${directory} was redacted, because a member was forgotten: it cannot be applied`);
}

function planIdIn(result: string): string | undefined {
  try {
    const { plan_id } = JSON.parse(result) as { plan_id?: unknown };
    return typeof plan_id === 'string' ? plan_id : undefined;
  } catch {
    return undefined;
  }
}

function parse(directory: string, text: string): Plan {
  const parsed = planSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw stale(`${join(directory, 'plan.json')} is not a plan of this version`);
  return parsed.data;
}

function stale(message: string): Failure {
  return new Failure('stale', message, 'make the plan again: tier-merge plan');
}
