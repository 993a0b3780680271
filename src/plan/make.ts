import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Holds } from '../config/fields.js';
import { exportsIn } from '../config/source-fields.js';
import { type Engine, openEngine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Faults } from '../failure.js';
import { placeLots } from '../lots/placed.js';
import { typeLots } from '../lots/typed-lots.js';
import { openIdentityFiles } from '../match/identity-files.js';
import { type MatchedRows, matchRows } from '../match/match.js';
import { nameMembers } from '../match/member-ids.js';
import { explainMatching, type Weighed } from '../match/weighed.js';
import { mergePersons } from '../merge/merge.js';
import { stopForRefusals } from '../merge/refusals.js';
import { PLAN_TABLES } from '../merge/tables.js';
import { countOrders } from '../orders/counted.js';
import { placeOrders } from '../orders/placed.js';
import { typeOrders } from '../orders/typed-orders.js';
import { type Facts, gatherFacts, reportOf } from '../report/facts/collect.js';
import type { FactContext } from '../report/facts/context.js';
import type { ReportModel } from '../report/model.js';
import { workbookOf } from '../report/workbook/workbook.js';
import { unmappedLabels } from '../rules/labels.js';
import { loadRules } from '../rules/load.js';
import { type Masters, mastersOn } from '../rules/masters.js';
import { provenRules } from '../rules/proofs/proven.js';
import type { RuleSet } from '../rules/ruleset.js';
import { listEmptied } from '../standardise/emptied.js';
import { standardise } from '../standardise/rows.js';
import { writtenLabels } from '../write-back/labels.js';
import { recordWritten, takeOwnGrades } from '../write-back/own-grades.js';
import { type Comparison, comparePlans, writeAgainst } from './against/against.js';
import { addArrivals, measureArrivals, refuseEarlierDay } from './arrival.js';
import { writeDelta } from './delta.js';
import { describePlan } from './describe.js';
import { findChanges } from './difference.js';
import { compileExclusions } from './exclusions.js';
import { sha256, writeContent, writeLists } from './files.js';
import type { Folder } from './folder.js';
import { judge, type Measured } from './limits.js';
import type { MakeOptions } from './make-options.js';
import { measure } from './measure.js';
import { type IdCounts, writeMemberIds } from './member-ids.js';
import { type Plan, writePlan } from './plan-file.js';
import { movePoints } from './point-moves.js';
import { measurePoints } from './points-change.js';
import { loadPrevious, type Previous } from './previous.js';
import { provePlan } from './prove.js';
import { writeQuarantine, writeReview } from './quarantine-files.js';
import { type Readings, readInputs } from './read-inputs.js';
import { writeReports } from './reports.js';
import { writeResult } from './result-file.js';
import { compileScope } from './scope/condition.js';
import { narrowSourceRows, narrowToScope } from './scope/narrow.js';
import { findReach } from './scope/reach.js';
import { takeSeenAmounts } from './seen-amounts.js';
import { Stopwatch } from './stopwatch.js';
import { findSuperseded, showLastGrades, supersedeGrades } from './superseding.js';
import { unify } from './unified.js';
import { writeWeights } from './weight-files.js';

export interface MadePlan {
  readonly model: ReportModel;
  readonly planId: string;
  /** What differs from the plan that it was to be compared with. */
  readonly against?: Comparison;
}

/** Makes a plan in its folder: the target is only read. The folder is finished by the caller. */
export async function makePlan(options: MakeOptions): Promise<MadePlan> {
  const engine = await openEngine({
    threads: options.threads,
    // The engine's limit is not the process's: measured, it peaks at 1.7 times what it was given.
    memoryBytes: Math.floor(options.memoryBytes * 0.55),
    spillDirectory: joinPath(options.folder.workDirectory, 'spill'),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  try {
    return await planWith(engine, options);
  } finally {
    engine.close();
  }
}

/** The way of the data, stage by stage; each stage reads the tables of the one before. */
async function planWith(engine: Engine, options: MakeOptions): Promise<MadePlan> {
  const { config, folder, store } = options;
  const stopwatch = new Stopwatch(options.watch);
  const rules = await loadRules(config.rules, { engine, ...exportsIn(config) });
  const findings = await provenRules(engine, rules, config.sources);
  const exclusions = await compileExclusions(engine, config);
  const condition =
    options.scope === undefined ? undefined : await compileScope(engine, config, options.scope);
  await openIdentityFiles(config);
  const { previous, readings } = await stopwatch.time('read', async () => ({
    previous: await loadPrevious(engine, store, folder.workDirectory),
    readings: await readInputs(engine, options),
  }));
  refuseEarlierDay(options.asOf, previous);
  const superseded =
    options.superseding === undefined
      ? undefined
      : await findSuperseded(engine, store, {
          run: options.superseding,
          workDirectory: folder.workDirectory,
        });
  await stopwatch.time('standardise', async () => {
    const ciKey = previous.ciKey ?? (await newCiKey(folder));
    const { asOf } = options;
    const excluded = (holds?: Holds) => exclusions.filter(({ source }) => source.holds === holds);
    const { forgotten } = previous;
    await standardise(engine, config, { asOf, ciKey, forgotten, exclusions: excluded() });
    await listEmptied(engine, config, asOf);
    await typeOrders(engine, config, { asOf, exclusions: excluded('orders') });
    await typeLots(engine, config, { asOf, exclusions: excluded('lots') });
  });
  const matched = await stopwatch.time('match', () => match(engine, options, previous));
  const scope = condition && (await findReach(engine, config, condition));
  const isFirstRun = previous.head === null;
  // What nobody has seen before has no other master than the exports.
  const masters = isFirstRun ? { fields: [], buckets: [] } : mastersOn(rules, options.asOf);
  const writesBack = await stopwatch.time('merge', () =>
    merge(engine, options, { rules, isFirstRun, masters }),
  );
  const context: FactContext & { readonly readings: Readings } = {
    ...{ engine, config, rules, findings, readings, isFirstRun, matched },
    masters,
    asOf: options.asOf,
    ...(scope === undefined ? {} : { scope }),
    ...(superseded === undefined ? {} : { superseded }),
  };
  const facts = await stopwatch.time('plan', () => compare(context, options, previous));
  const limits = judge(config.limits, await measureAll(context, facts, previous), options.allowed);
  const { plan, ids } = await stopwatch.time('write', async () => {
    const { files, contentHash, ids } = await writeTables({ ...context, writesBack }, options, previous);
    await writeWeights(folder.path, matched);
    const content = { contentHash, files, decisions: planned(matched.decisions, facts) };
    const plan = await describePlan(engine, options, {
      ...{ rules, previous, readings, limits },
      ...{ masters: context.masters, ...content },
    });
    return { plan, ids };
  });
  const made = await stopwatch.time('report', () => report(context, options, { facts, plan }));
  await writeResult(folder.path, { ...made, ids, format: config.output.format, stopwatch });
  await disposeAll(readings);
  return made;
}

/** The file of decisions as plan.json tells of it. */
function planned(file: MatchedRows['decisions'], { matching }: Facts): Plan['decisions'] {
  const { total = 0, shown = [] } = matching.decisions?.contradictions ?? {};
  return file && { ...file, contradictions: { total, shown: [...shown] } };
}

/** Born with the first plan, kept by the target from its first run on: the CI itself is stored nowhere. */
async function newCiKey(folder: Folder): Promise<string> {
  // 144 bits; a CI and its key fill two blocks of the hash, with a longer key three.
  const key = randomBytes(18).toString('base64url');
  await writeFile(joinPath(folder.path, CI_KEY), key, { mode: 0o600 });
  return key;
}

const CI_KEY = 'delta/ci.key';

async function match(
  engine: Engine,
  { config, folder, asOf, tool }: MakeOptions,
  previous: Previous,
): Promise<Weighed> {
  const { workDirectory } = folder;
  const matched = await matchRows(engine, config, workDirectory);
  await nameMembers(engine, config, previous.birthHead);
  return explainMatching(engine, config, { matched, workDirectory, asOf, program: tool });
}

interface Merging {
  readonly rules: RuleSet;
  readonly isFirstRun: boolean;
  readonly masters: Masters;
}

async function merge(
  engine: Engine,
  { config, asOf, runId, scope, superseding }: MakeOptions,
  { rules, isFirstRun, masters }: Merging,
): Promise<boolean> {
  const hasPast = await takeOwnGrades(engine, config);
  const labels = writtenLabels(rules, config);
  const unmapped = await unmappedLabels(engine, rules, config.sources);
  if (unmapped.length > 0) throw new Faults(unmapped);
  await engine.step(
    'previous_grades',
    sql`select person_id, grade, announced from person_ids join previous_members using (member_id) where not is_new`,
  );
  if (superseding !== undefined) await supersedeGrades(engine);
  const hasLots = (config.lots ?? []).length > 0;
  if (rules.orders !== undefined) {
    await placeOrders(engine, config);
    await countOrders(engine, { policy: rules.orders.policy, asOf });
  }
  if (hasLots) await placeLots(engine, config, asOf);
  const moving = rules.buckets.filter(({ name }) => masters.buckets.includes(name));
  if (moving.length > 0) await takeSeenAmounts(engine, config, moving);
  const tables = {
    ...PLAN_TABLES,
    moving: masters.buckets,
    personIds: 'person_ids',
    ...(rules.orders === undefined ? {} : { countedOrders: 'counted_orders' }),
    ...(hasLots ? { placedLots: 'placed_lots' } : {}),
  };
  // Against an empty target it is read once, to write members.csv.
  const merged = isFirstRun ? 'view' : 'table';
  await mergePersons(engine, {
    rules,
    sources: config.sources,
    asOf,
    tables,
    merged,
    ...(scope === undefined ? {} : { only: 'persons_in_scope' }),
  });
  if (superseding !== undefined) await showLastGrades(engine);
  await stopForRefusals(engine);
  const writesBack = hasPast || labels.size > 0;
  if (writesBack) await recordWritten(engine, config, { labels, runId, hasPast });
  return writesBack;
}

async function compare(
  context: FactContext & { readonly readings: Readings },
  { config, asOf, createdAt }: MakeOptions,
  previous: Previous,
): Promise<Facts> {
  const { engine, isFirstRun, masters, rules } = context;
  if (context.scope !== undefined) await narrowToScope(engine);
  const moving = rules.buckets.filter(({ name }) => masters.buckets.includes(name));
  if (moving.length > 0) await movePoints(engine, moving);
  await unify(engine, config, { isFirstRun, masters });
  if (context.scope !== undefined) await narrowSourceRows(engine);
  await findChanges(engine, { asOf, moving: masters.buckets });
  const facts = await gatherFacts(context);
  await provePlan(engine, config, facts.points, { fields: rules.fields, masters });
  const inputs = await addArrivals({ ...context, previous, createdAt }, facts.inputs);
  return { ...facts, inputs };
}

async function measureAll(
  { engine, config, asOf, isFirstRun }: FactContext,
  facts: Facts,
  previous: Previous,
): Promise<readonly Measured[]> {
  const asksForPoints = !isFirstRun && config.limits.max_points_change !== undefined;
  return [
    ...measure(config, facts, previous.inputs),
    ...measureArrivals(config, { inputs: facts.inputs, asOf }),
    ...(asksForPoints ? await measurePoints(engine) : []),
  ];
}

interface Tables extends FactContext {
  readonly readings: Readings;
  readonly writesBack: boolean;
}

async function writeTables(
  { engine, config, readings, masters, writesBack, scope }: Tables,
  { folder, asOf }: MakeOptions,
  previous: Previous,
): Promise<{ readonly files: Plan['files']; readonly contentHash: string; readonly ids: IdCounts }> {
  const { path: directory, workDirectory } = folder;
  const delta = await writeDelta(engine, config, {
    directory,
    asOf,
    isInitial: previous.head === null,
    isScoped: scope !== undefined,
    masters,
    writesBack,
  });
  await writeQuarantine(engine, config, { directory, readings });
  await writeReview(engine, config, directory);
  const ids = await writeMemberIds(engine, directory);
  const content = await writeContent(engine, { directory, workDirectory, format: config.output.format });
  const lists = await writeLists(engine, config, { directory, isScoped: scope !== undefined });
  const key = previous.ciKey === undefined ? { [CI_KEY]: await sha256(joinPath(directory, CI_KEY)) } : {};
  return { files: { ...delta, ...content.files, ...lists, ...key }, contentHash: content.contentHash, ids };
}

async function report(
  context: FactContext,
  options: MakeOptions,
  { facts, plan }: { readonly facts: Facts; readonly plan: Plan },
): Promise<MadePlan> {
  const { config, folder, against: earlier } = options;
  const model = await reportOf(context, facts, {
    tool: options.tool,
    runId: options.runId,
    asOf: options.asOf,
    planPath: options.shownDirectory,
    contentHash: plan.content_hash,
    limits: plan.limits,
  });
  const directory = folder.path;
  const workbook = () => workbookOf(context, model, config.report);
  await writeReports(model, { directory, report: config.report, workbook });
  const made = { model, planId: await writePlan(directory, plan) };
  if (earlier === undefined) return made;
  const now = { directory, format: config.output.format, isInitial: context.isFirstRun };
  const against = await comparePlans(context.engine, { earlier, now, mask: config.report.mask });
  await writeAgainst(context.engine, directory);
  return { ...made, against };
}

async function disposeAll(readings: Readings): Promise<void> {
  for (const reading of readings.values()) await reading.dispose();
}
