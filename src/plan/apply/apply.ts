import { readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Engine, openEngine, type Row } from '../../engine/engine.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { asText } from '../../engine/text.js';
import { Failure } from '../../failure.js';
import { againstCommand } from '../../report/command.js';
import type { AppliedRow } from '../../store/apply.js';
import type { DeltaRow } from '../../store/delta.js';
import type { Recorded } from '../../store/ledger.js';
import type { Store } from '../../store/store.js';
import { TABLES, WRITTEN_TABLES, type WrittenTable } from '../../store/tables.js';
import type { Approval } from '../approval/approval.js';
import { type Asked, approvalInForce } from '../approval/in-force.js';
import { ONE_MEMBER } from '../birth-head.js';
import { deltaFile } from '../delta.js';
import { checkFiles, type SavedPlan } from '../files/plan-file.js';
import { inputSummary } from '../inputs/summary.js';
import type { Allowed } from '../limits/limits.js';
import { refuseBrokenLimits, refuseContradictions } from '../limits/refusals.js';
import { initialRows } from './initial-load.js';
import { writeLoadFile } from './load-file.js';

interface ApplyOptions extends Asked {
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
 * since, `input` or `decision` when a limit of the plan is not kept and not allowed, and `decision` when it is not
 * approved though it has to be.
 */
export async function applyPlan(options: ApplyOptions): Promise<AppliedRow> {
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
  const approval = await approvalInForce(saved, options);
  const allowed: Allowed = new Map([...Object.entries(approval?.allowed ?? {}), ...options.allowed]);
  refuseBrokenLimits(saved, allowed, 'apply');
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
        as_of: plan.as_of,
        scope: plan.scope ?? null,
        superseding: plan.superseding ?? null,
        ...takenBack(plan),
        content_hash: plan.content_hash,
        config_hash: plan.config.sha256,
        rules_hash: plan.rules.sha256,
        tool_version: plan.tool,
        started_at: options.startedAt,
        input_summary: inputSummary(plan, allowed),
        ...approvalOf(approval),
        ...plan.counts,
      },
      head: plan.target.head,
      again: againstCommand(saved.directory),
      tables,
      kept: plan.kept ?? [],
      file: async (table, form) => {
        options.checkpoint();
        const from = await deltaOf(engine, saved, table);
        return writeLoadFile(engine, from, { table, form, directory: options.spillDirectory });
      },
      ...(ciKey === undefined ? {} : { meta: { ci_key: ciKey } }),
    });
  } finally {
    engine.close();
  }
}

/** What the ledger says of it. */
function approvalOf(approval: Approval | undefined): Partial<Recorded> {
  if (approval === undefined) return {};
  const { by, at, effective } = approval;
  return { approved_by: by, approved_at: at, effective };
}

/** The rows of one table as the store takes them: days and moments as text. */
async function* readDelta(
  engine: Engine,
  saved: SavedPlan,
  { table, checkpoint }: { readonly table: WrittenTable; readonly checkpoint: () => void },
): AsyncIterable<readonly DeltaRow[]> {
  const from = await deltaOf(engine, saved, table);
  const columns = await engine.rows<{ column_name: string; column_type: string }>(sql`describe ${from}`);
  const texts = columns.map(
    (c) => sql`${asText({ name: c.column_name, type: c.column_type })} as ${name(c.column_name)}`,
  );
  // In the order of the table's key: in any other a database moves around in a table that it keeps in that order.
  const known = new Set(columns.map((c) => c.column_name));
  const key = TABLES[table].key.filter((column) => known.has(column)).map(name);
  const ordered = sql`select ${join(texts)} from (${from}) order by ${join(key)}`;
  for await (const rows of engine.batches<Row>(ordered)) {
    checkpoint();
    yield rows as unknown as readonly DeltaRow[];
  }
}

/** The rows of one table as the plan holds them. */
async function deltaOf(engine: Engine, { plan, directory }: SavedPlan, table: WrittenTable): Promise<Sql> {
  const file = joinPath(directory, deltaFile(table));
  return deltaFile(table) in plan.files || table === 'source_rows'
    ? sql`select * from read_parquet(${file})`
    : initialRows(engine, table, { directory, format: plan.format });
}

function takenBack({ reverts }: SavedPlan['plan']): { reverts?: string; scope?: string } {
  if (reverts === undefined) return {};
  return { reverts: reverts.run, ...(reverts.member === null ? {} : { scope: ONE_MEMBER }) };
}
