import { readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Engine, openEngine, type Row } from '../engine/engine.js';
import { join, name, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';
import { Failure } from '../failure.js';
import { applyCommand } from '../report/command.js';
import type { DeltaRow } from '../store/delta.js';
import type { LedgerRow } from '../store/ledger.js';
import type { Store } from '../store/store.js';
import { WRITTEN_TABLES, type WrittenTable } from '../store/tables.js';
import { ONE_MEMBER } from './birth-head.js';
import { deltaFile } from './delta.js';
import { initialRows } from './initial-load.js';
import { type Allowed, judge } from './limits.js';
import { checkFiles, type SavedPlan } from './plan-file.js';

export interface ApplyOptions {
  readonly saved: SavedPlan;
  readonly store: Store;
  readonly startedAt: string;
  readonly allowed: Allowed;
  readonly threads: number;
  readonly memoryBytes: number;
  readonly spillDirectory: string;
  /** Told every statement before it runs. */
  readonly log?: (step: string, statement: string) => void;
  /** Asked before every batch; what it throws ends the run with nothing written. */
  readonly checkpoint: () => void;
}

/**
 * Writes exactly this plan to the target, or nothing. Throws `stale` when the plan or the target changed
 * since, `input` or `decision` when a limit of the plan is not kept and not allowed.
 */
export async function applyPlan(options: ApplyOptions): Promise<LedgerRow> {
  const { saved, store } = options;
  const { plan, planId } = saved;
  if (plan.target.shown !== store.shown) {
    throw new Failure(
      'stale',
      `the plan was made for ${plan.target.shown}, the config names ${store.shown} now`,
      'name the config of the plan with -c, or make the plan again: tier-merge plan',
    );
  }
  refuseContradictions(saved);
  refuseBrokenLimits(saved, options.allowed);
  await checkFiles(saved);
  const ciKey =
    'delta/ci.key' in plan.files
      ? await readFile(joinPath(saved.directory, 'delta', 'ci.key'), 'utf8')
      : undefined;
  await store.migrate();
  const engine = await openEngine(options);
  try {
    const tables = Object.fromEntries(
      WRITTEN_TABLES.map((table) => [
        table,
        readDelta(engine, saved, { table, checkpoint: options.checkpoint }),
      ]),
    ) as Record<WrittenTable, AsyncIterable<readonly DeltaRow[]>>;
    return await store.apply({
      run: {
        run_id: plan.run_id,
        plan_id: planId,
        kind: plan.kind,
        ...takenBack(plan),
        as_of: plan.as_of,
        content_hash: plan.content_hash,
        config_hash: plan.config.sha256,
        rules_hash: plan.rules.sha256,
        tool_version: plan.tool,
        started_at: options.startedAt,
        input_summary: inputSummary(saved, options.allowed),
        ...plan.counts,
      },
      head: plan.target.head,
      tables,
      ...(ciKey === undefined ? {} : { meta: { ci_key: ciKey } }),
    });
  } finally {
    engine.close();
  }
}

/** No limit is raised for these: a person corrects the lines. */
function refuseContradictions({ plan }: SavedPlan): void {
  const { path = '', contradictions } = plan.decisions ?? {};
  if (contradictions === undefined || contradictions.total === 0) return;
  const named = contradictions.shown.slice(0, NAMED).map(({ line, reason }) => `${path}:${line} (${reason})`);
  const more = contradictions.total > NAMED ? `, and ${contradictions.total - NAMED} more` : '';
  throw new Failure(
    'decision',
    `decisions of people contradict what may be one member: ${named.join(', ')}${more}`,
    'correct these lines and make the plan again: no --allow lets them pass',
  );
}

const NAMED = 5;

/** A plan remembers the limits it did not keep; each must be allowed by name. */
function refuseBrokenLimits({ plan, directory }: SavedPlan, allowed: Allowed): void {
  for (const limit of plan.limits) {
    if (limit.passed) continue;
    const raised = allowed.get(limit.name);
    const [again] =
      raised === undefined
        ? []
        : judge({ [limit.name]: raised } as never, [{ ...limit, name: limit.name as never }], allowed);
    if (again?.passed === true) continue;
    const of = limit.of === null ? '' : ` of ${limit.of}`;
    throw new Failure(
      limit.kind === 'input' ? 'input' : 'decision',
      `${limit.name}${limit.scope === null ? '' : ` (${limit.scope})`}: ${limit.value}${of} is beyond ${raised ?? limit.limit}`,
      `look at the report; to let it pass once: ${applyCommand(directory, plan.limits)}`,
    );
  }
}

/** The rows of one table as the store takes them: days and moments as text. */
async function* readDelta(
  engine: Engine,
  { plan, directory }: SavedPlan,
  { table, checkpoint }: { readonly table: WrittenTable; readonly checkpoint: () => void },
): AsyncIterable<readonly DeltaRow[]> {
  const file = joinPath(directory, deltaFile(table));
  const from =
    deltaFile(table) in plan.files || table === 'source_rows'
      ? sql`select * from read_parquet(${file})`
      : await initialRows(engine, table, { directory, format: plan.format });
  const columns = await engine.rows<{ column_name: string; column_type: string }>(sql`describe ${from}`);
  const texts = columns.map(
    (c) => sql`${asText({ name: c.column_name, type: c.column_type })} as ${name(c.column_name)}`,
  );
  for await (const rows of engine.batches<Row>(sql`select ${join(texts)} from (${from})`)) {
    checkpoint();
    yield rows as unknown as readonly DeltaRow[];
  }
}

function takenBack({ reverts }: SavedPlan['plan']): { reverts?: string; scope?: string } {
  if (reverts === undefined) return {};
  return { reverts: reverts.run, ...(reverts.member === null ? {} : { scope: ONE_MEMBER }) };
}

/** What the next run compares its exports with, and the limits that were raised for this one alone. */
function inputSummary({ plan }: SavedPlan, allowed: Allowed): string {
  const summary: Record<string, object> = { ...plan.reverts?.inputs };
  for (const source of new Set(plan.inputs.map((input) => input.source))) {
    const files = plan.inputs.filter((input) => input.source === source);
    summary[source] = { records: files.reduce((sum, { records }) => sum + records, 0) };
  }
  return JSON.stringify(
    allowed.size === 0 ? summary : { ...summary, '--allow': Object.fromEntries(allowed) },
  );
}
