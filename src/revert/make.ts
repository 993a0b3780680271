import { rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { exportsIn } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { name, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { sha256, writeContent } from '../plan/files/content.js';
import { type Plan, writePlan } from '../plan/files/plan-file.js';
import { writeResult } from '../plan/files/result-file.js';
import type { MadePlan } from '../plan/made-plan.js';
import type { MakeOptions } from '../plan/make-options.js';
import { withPlanEngine } from '../plan/plan-engine.js';
import { loadPrevious, type Previous } from '../plan/previous.js';
import { writeReports } from '../plan/reports.js';
import { Stopwatch } from '../plan/stopwatch.js';
import type { ReportModel } from '../report/model.js';
import { loadRules } from '../rules/load.js';
import { mastersOn } from '../rules/masters.js';
import type { RuleSet } from '../rules/ruleset.js';
import type { LedgerRow } from '../store/ledger.js';
import { WRITTEN_TABLES } from '../store/tables.js';
import { CONFLICT_FILE, conflictFailure, writeConflicts } from './conflicts.js';
import { describeContent, writeIdChanges } from './content.js';
import { writeDecisions } from './decisions.js';
import { countGrades, countMembers, countRevert, countTakenBack } from './facts.js';
import { loadHistory } from './history.js';
import { findOwners, keepMember } from './owners.js';
import { describeRevert, reportRevert } from './report.js';
import { restoreRows } from './restore.js';
import { type Asked, findRun } from './run.js';
import { settleRows } from './settle.js';
import { revertWorkbook } from './workbook.js';

export type RevertOptions = MakeOptions & Asked;

/** What is known of a revert before it is written. */
export interface Reverting {
  readonly run: LedgerRow;
  readonly member: string | null;
  readonly members: readonly string[];
  readonly ledger: readonly LedgerRow[];
  readonly previous: Previous;
  readonly rules: RuleSet;
}

/**
 * Makes the plan that takes a run back, or what it did to one member, from the before-images of the target; no export
 * is read. Throws `stale` where later runs wrote the same members, and leaves the list of them in the folder; `usage`
 * for a run that is not there, or was taken back already.
 */
export async function makeRevert(options: RevertOptions): Promise<MadePlan> {
  return withPlanEngine(options, (engine) => revertWith(engine, options));
}

async function revertWith(engine: Engine, options: RevertOptions): Promise<MadePlan> {
  const stopwatch = new Stopwatch(options.watch);
  const { config, store, folder } = options;
  const rules = await loadRules(config.rules, { engine, ...exportsIn(config) });
  const found = await stopwatch.time('read', async () => {
    const ledger = await store.runs();
    const run = findRun(ledger, options);
    const previous = await loadPrevious(engine, store, folder.workDirectory);
    await loadHistory(engine, store, { run, ledger, workDirectory: folder.workDirectory });
    return { ledger, run, previous };
  });
  const members = await stopwatch.time('plan', () =>
    takeBack(engine, options, { ledger: found.ledger, rules }),
  );
  const reverting: Reverting = { ...found, member: options.member ?? null, members, rules };
  const { plan, model } = await stopwatch.time('write', () => write(engine, options, reverting));
  const planId = await stopwatch.time('report', async () => {
    const workbook = () => revertWorkbook(engine, model, config.report.lang);
    await writeReports(model, { directory: folder.path, report: config.report, workbook });
    return writePlan(folder.path, plan);
  });
  const ids = { merged: 0, split: 0 };
  await writeResult(folder.path, { model, planId, ids, format: config.output.format, stopwatch });
  return { model, planId };
}

/** Leaves the tables of the content, and gives the members concerned where one was asked for. */
async function takeBack(
  engine: Engine,
  { run, member, folder, directory, config, asOf }: RevertOptions,
  { ledger, rules }: Pick<Reverting, 'ledger' | 'rules'>,
): Promise<readonly string[]> {
  await settleRows(engine, run);
  await findOwners(engine, run);
  const members = member === undefined ? [] : await keepMember(engine, run, member);
  if (await writeConflicts(engine, folder.path)) {
    await rm(joinPath(folder.path, 'delta'), { recursive: true, force: true });
    await folder.finish();
    throw await conflictFailure(engine, run, joinPath(directory, CONFLICT_FILE));
  }
  await restoreRows(engine, { run, kept: mastersOn(rules, asOf).fields });
  await refuseNothing(engine, { run, member }, ledger);
  await describeContent(engine, config);
  return members;
}

async function refuseNothing(
  engine: Engine,
  { run, member }: Asked,
  ledger: readonly LedgerRow[],
): Promise<void> {
  const { rows } = await engine.one<{ rows: bigint }>(sql`select (select count(*) from back_members)
    + (select count(*) from back_links) + (select count(*) from back_points) + (select count(*) from back_source_rows) as rows`);
  if (rows > 0n) return;
  const by = ledger.findLast((row) => row.reverts === run);
  const what = member === undefined ? `run ${run}` : `what run ${run} did to ${member}`;
  throw by === undefined
    ? new Failure(
        'usage',
        `${what} cannot be taken back: nothing that it wrote is in the target`,
        'tier-merge runs lists what each run wrote',
      )
    : new Failure(
        'usage',
        `${what} was taken back by run ${by.run_id} already`,
        `to take that back: tier-merge revert ${by.run_id}`,
      );
}

async function write(
  engine: Engine,
  options: RevertOptions,
  reverting: Reverting,
): Promise<{ readonly plan: Plan; readonly model: ReportModel }> {
  const { config, folder, asOf } = options;
  const { path: directory, workDirectory } = folder;
  const delta = await writeDeltas(engine, directory);
  const { format } = config.output;
  const { files, contentHash } = await writeContent(engine, { directory, workDirectory, format });
  await writeIdChanges(engine, directory);
  const decisions = await writeDecisions(engine, directory, { run: reverting.run.run_id, at: asOf });
  const counts = await countRevert(engine);
  const plan = describeRevert(options, reverting, { counts, contentHash, files: { ...delta, ...files } });
  const model = reportRevert(options, reverting, {
    members: await countMembers(engine),
    grades: await countGrades(engine, reverting.rules.grades),
    counted: { ...(await countTakenBack(engine)), decisions },
    contentHash,
  });
  return { plan, model };
}

async function writeDeltas(engine: Engine, directory: string): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const table of WRITTEN_TABLES) {
    const from = name(table === 'changes' ? 'changes' : `back_${table}`);
    const file = `delta/${table}.parquet`;
    await engine.run(sql`copy (from ${from}) to ${joinPath(directory, file)} (format parquet)`);
    hashes[file] = await sha256(joinPath(directory, file));
  }
  return hashes;
}
