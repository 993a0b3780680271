import { exportsIn } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { openIdentityFiles } from '../match/identity-files.js';
import type { MatchedRows } from '../match/match.js';
import type { Facts } from '../report/facts/collect.js';
import { loadRules } from '../rules/load.js';
import { mastersOn } from '../rules/masters.js';
import { provenRules } from '../rules/proofs/proven.js';
import { comparedColumns } from './compared-columns.js';
import { describePlan } from './describe.js';
import { compileExclusions } from './exclusions.js';
import type { Plan } from './files/plan-file.js';
import { writeResult } from './files/result-file.js';
import { writeWeights } from './files/weight-files.js';
import { refuseEarlierDay } from './inputs/arrival.js';
import { type Readings, readInputs } from './inputs/read-inputs.js';
import { judge } from './limits/limits.js';
import type { MadePlan } from './made-plan.js';
import type { MakeOptions } from './make-options.js';
import { withPlanEngine } from './plan-engine.js';
import { loadPrevious, type Previous } from './previous.js';
import { compileScope } from './scope/condition.js';
import { findReach } from './scope/reach.js';
import { compareWithTarget } from './stages/compare.js';
import { matchMembers } from './stages/match.js';
import { measureAll } from './stages/measure.js';
import { mergeMembers } from './stages/merge.js';
import type { Merged } from './stages/merged.js';
import { writeReport } from './stages/report.js';
import { standardiseExports } from './stages/standardise.js';
import { writeTables } from './stages/write.js';
import { Stopwatch } from './stopwatch.js';
import { findSuperseded } from './superseding.js';

/** Makes a plan in its folder: the target is only read. The folder is finished by the caller. */
export async function makePlan(options: MakeOptions): Promise<MadePlan> {
  return withPlanEngine(options, (engine) => planWith(engine, options));
}

/** The way of the data, stage by stage; each stage reads the tables of the one before. */
async function planWith(engine: Engine, options: MakeOptions): Promise<MadePlan> {
  const { config, folder } = options;
  const stopwatch = new Stopwatch(options.watch);
  const merged = await mergedMembers(engine, options, stopwatch);
  const facts = await stopwatch.time('plan', () => compareWithTarget(merged, options));
  const limits = judge(config.limits, await measureAll(merged, facts), options.allowed);
  const { plan, ids } = await stopwatch.time('write', async () => {
    const { ids, ...content } = await writeTables(merged, options);
    await writeWeights(folder.path, merged.matched);
    const decisions = decisionsTold(merged.matched.decisions, facts);
    return { ids, plan: await describePlan(merged, options, { ...content, limits, decisions }) };
  });
  const made = await stopwatch.time('report', () => writeReport(merged, options, { facts, plan }));
  await writeResult(folder.path, { ...made, ids, format: config.output.format, stopwatch });
  for (const reading of merged.readings.values()) await reading.dispose();
  return made;
}

/** From the exports to members with a grade. */
async function mergedMembers(engine: Engine, options: MakeOptions, stopwatch: Stopwatch): Promise<Merged> {
  const { config, asOf } = options;
  const rules = await loadRules(config.rules, { engine, ...exportsIn(config) });
  const findings = await provenRules(engine, rules, config.sources);
  const exclusions = await compileExclusions(engine, config);
  const condition =
    options.scope === undefined ? undefined : await compileScope(engine, config, options.scope);
  await openIdentityFiles(config);
  const { previous, readings } = await stopwatch.time('read', () => readAll(engine, options));
  const superseded = await supersededRun(engine, options);
  await stopwatch.time('standardise', () => standardiseExports(engine, options, { previous, exclusions }));
  const matched = await stopwatch.time('match', () => matchMembers(engine, options, previous));
  const scope = condition && (await findReach(engine, config, condition));
  const isFirstRun = previous.head === null;
  // What nobody has seen before has no other master than the exports.
  const masters = isFirstRun ? { fields: [], buckets: [] } : mastersOn(rules, asOf);
  const merging = { rules, isFirstRun, masters };
  const writesBack = await stopwatch.time('merge', () => mergeMembers(engine, options, merging));
  return {
    ...{ engine, config, asOf, rules, findings, isFirstRun, masters },
    ...{ previous, readings, matched, writesBack },
    ...(scope === undefined ? {} : { scope }),
    ...(superseded === undefined ? {} : { superseded }),
  };
}

async function readAll(
  engine: Engine,
  options: MakeOptions,
): Promise<{ readonly previous: Previous; readonly readings: Readings }> {
  const { config, store, folder } = options;
  const previous = await loadPrevious(engine, store, folder.workDirectory, comparedColumns(config));
  const readings = await readInputs(engine, options);
  refuseEarlierDay(options.asOf, previous);
  return { previous, readings };
}

function supersededRun(engine: Engine, { store, superseding, folder }: MakeOptions) {
  if (superseding === undefined) return undefined;
  return findSuperseded(engine, store, { run: superseding, workDirectory: folder.workDirectory });
}

/** The file of decisions as plan.json tells of it. */
function decisionsTold(file: MatchedRows['decisions'], { matching }: Facts): Plan['decisions'] {
  const { total = 0, shown = [] } = matching.decisions?.contradictions ?? {};
  return file && { ...file, contradictions: { total, shown: [...shown] } };
}
