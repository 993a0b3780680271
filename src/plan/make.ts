import { randomBytes } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import pLimit from 'p-limit';
import type { Config } from '../config/config.js';
import { type Engine, openEngine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Failure, Faults } from '../failure.js';
import { rulesFor, scoreOf, strongestRule } from '../match/exact-rules.js';
import { nameMembers } from '../match/member-ids.js';
import { makePairs } from '../match/pairs.js';
import { makePersons } from '../match/persons.js';
import { mergePersons } from '../merge/merge.js';
import { readSource, type SourceReading } from '../read/source.js';
import { type Facts, gatherFacts, reportOf } from '../report/facts/collect.js';
import type { FactContext } from '../report/facts/context.js';
import type { LimitReport, ReportModel } from '../report/model.js';
import { compileRowCondition } from '../rules/condition.js';
import { unmappedLabels } from '../rules/labels.js';
import { loadRules } from '../rules/load.js';
import type { RuleSet } from '../rules/ruleset.js';
import { carryAbsent } from '../standardise/carried.js';
import { listEmptied } from '../standardise/emptied.js';
import { type CompiledExclusion, standardise } from '../standardise/rows.js';
import { allFields, fieldsOf } from '../standardise/typed.js';
import type { Store } from '../store/store.js';
import { countsAfter, INITIAL_COUNTS } from './counts.js';
import { deltaFile, writeDelta } from './delta.js';
import { findChanges } from './difference.js';
import { sha256, writeContent } from './files.js';
import type { Folder } from './folder.js';
import { type Allowed, judge } from './limits.js';
import { measure } from './measure.js';
import { type Plan, writePlan } from './plan-file.js';
import { loadPrevious, type Previous } from './previous.js';
import { writeQuarantine, writeReview } from './quarantine-files.js';
import { writeReports } from './reports.js';
import { unify } from './unified.js';

/** The parts of a plan, in their order; each is timed and told to whoever watches. */
export type Stage = 'read' | 'standardise' | 'match' | 'merge' | 'plan' | 'write' | 'report';

export interface Watch {
  stage(stage: Stage): void;
  /** Bytes of the exports read since the last call, of `total`. */
  bytes(read: number, total: number): void;
}

export interface MakeOptions {
  readonly config: Config;
  readonly store: Store;
  readonly folder: Folder;
  /** Where the folder will be, and as a user would type it. */
  readonly directory: string;
  readonly shownDirectory: string;
  readonly runId: string;
  readonly asOf: string;
  readonly tool: string;
  readonly createdAt: string;
  readonly threads: number;
  /** For the whole process, in bytes. */
  readonly memoryBytes: number;
  readonly allowed: Allowed;
  readonly watch: Watch;
  readonly log?: (step: string, statement: string) => void;
}

export interface MadePlan {
  readonly model: ReportModel;
  readonly planId: string;
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
    return await new PlanMaker(engine, options).make();
  } finally {
    engine.close();
  }
}

/** The stages of one plan; holds what a later stage needs of an earlier one. */
class PlanMaker {
  private readonly seconds: Partial<Record<Stage, number>> = {};
  private readonly readings = new Map<string, SourceReading>();

  constructor(
    private readonly engine: Engine,
    private readonly options: MakeOptions,
  ) {}

  async make(): Promise<MadePlan> {
    const { engine, options } = this;
    const { config } = options;
    const rules = await loadRules(config.rules, { engine, sources: config.sources });
    const exclusions = await this.exclusions();
    const previous = await this.timed('read', () => this.read());
    await this.timed('standardise', () => this.standardise(previous, exclusions));
    await this.timed('match', () => this.match(previous));
    await this.timed('merge', () => this.merge(rules));
    const { facts, context } = await this.timed('plan', () => this.compare(rules, previous));
    const limits = judge(config.limits, measure(config, facts, previous.inputs), options.allowed);
    const { contentHash, plan } = await this.timed('write', () =>
      this.write({ rules, previous, facts, limits }),
    );
    const made = await this.timed('report', async () => {
      const model = await reportOf(context, facts, {
        tool: options.tool,
        runId: options.runId,
        asOf: options.asOf,
        planPath: options.shownDirectory,
        contentHash,
        limits,
      });
      await writeReports(model, { directory: options.folder.path, report: config.report });
      return { model, planId: await writePlan(options.folder.path, plan) };
    });
    await this.writeResult(made);
    for (const reading of this.readings.values()) await reading.dispose();
    return made;
  }

  private async timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.options.watch.stage(stage);
    const start = performance.now();
    const result = await work();
    this.seconds[stage] = (this.seconds[stage] ?? 0) + (performance.now() - start) / 1000;
    return result;
  }

  private async exclusions(): Promise<readonly CompiledExclusion[]> {
    const { config } = this.options;
    const compiled: CompiledExclusion[] = [];
    for (const source of config.sources) {
      for (const [at, { name, when, keep_apart, place }] of source.exclude.entries()) {
        const origin = { file: config.path, ...place, what: `sources.${source.name}.exclude.${at}.when` };
        const condition = await compileRowCondition(this.engine, when, { fields: fieldsOf(source), origin });
        compiled.push({ source, name, keepApart: keep_apart, condition });
      }
    }
    return compiled;
  }

  private async read(): Promise<Previous> {
    const { config, store, folder, threads, watch } = this.options;
    refuseSharedFiles(config);
    const previous = await loadPrevious(this.engine, store, folder.workDirectory);
    const limit = pLimit(Math.max(2, threads));
    const total = await totalBytes(config);
    await Promise.all(
      config.sources.map((source) =>
        limit(async () => {
          const reading = await readSource(this.engine, source, {
            workDirectory: folder.workDirectory,
            parallel: Math.max(2, threads),
            onProgress: (bytes) => watch.bytes(bytes, total),
          });
          this.readings.set(source.name, reading);
        }),
      ),
    );
    return previous;
  }

  private async standardise(previous: Previous, exclusions: readonly CompiledExclusion[]): Promise<void> {
    const { config, asOf } = this.options;
    const ciKey = previous.ciKey ?? (await this.newCiKey());
    await standardise(this.engine, config, { asOf, exclusions, ciKey });
    await listEmptied(this.engine, config, asOf);
    await carryAbsent(this.engine, config);
  }

  /** Born with the first plan, kept by the target from its first run on: the CI itself is stored nowhere. */
  private async newCiKey(): Promise<string> {
    const key = randomBytes(32).toString('hex');
    await writeFile(joinPath(this.options.folder.path, 'delta', 'ci.key'), key, { mode: 0o600 });
    return key;
  }

  private async match(previous: Previous): Promise<void> {
    const { config } = this.options;
    const exact = rulesFor(allFields(config.sources));
    await makePairs(this.engine, config, exact);
    await makePersons(this.engine, config);
    await nameMembers(this.engine, config, previous.head);
  }

  private async merge(rules: RuleSet): Promise<void> {
    const { config, asOf } = this.options;
    const unmapped = await unmappedLabels(this.engine, rules, config.sources);
    if (unmapped.length > 0) throw new Faults(unmapped);
    await this.engine.step(
      'previous_grades',
      sql`select person_id, grade from person_ids join previous_members using (member_id) where not is_new`,
    );
    await mergePersons(this.engine, { rules, sources: config.sources, asOf });
  }

  private async compare(rules: RuleSet, previous: Previous): Promise<{ facts: Facts; context: FactContext }> {
    const { config, asOf } = this.options;
    const exact = rulesFor(allFields(config.sources));
    await unify(this.engine, config, {
      how: (evidence) => strongestRule(exact, evidence),
      score: (evidence) => scoreOf(exact, evidence),
    });
    await findChanges(this.engine, asOf);
    const context: FactContext = {
      engine: this.engine,
      config,
      rules,
      readings: this.readings,
      isFirstRun: previous.head === null,
    };
    return { facts: await gatherFacts(context), context };
  }

  private async write(done: {
    readonly rules: RuleSet;
    readonly previous: Previous;
    readonly facts: Facts;
    readonly limits: readonly LimitReport[];
  }): Promise<{ contentHash: string; plan: Plan }> {
    const { config, folder, asOf } = this.options;
    const { path: directory, workDirectory } = folder;
    const isInitial = done.previous.head === null;
    const delta = await writeDelta(this.engine, config, { directory, asOf, isInitial });
    await writeQuarantine(this.engine, config, { directory, readings: this.readings });
    await writeReview(this.engine, config, directory);
    const content = await writeContent(this.engine, {
      directory,
      workDirectory,
      format: config.output.format,
    });
    const key = 'delta/ci.key';
    const files = {
      ...delta,
      ...content.files,
      ...(done.previous.ciKey === undefined ? { [key]: await sha256(joinPath(directory, key)) } : {}),
    };
    return {
      contentHash: content.contentHash,
      plan: await this.planOf({ ...done, contentHash: content.contentHash, files }),
    };
  }

  private async planOf({
    rules,
    previous,
    limits,
    contentHash,
    files,
  }: {
    readonly rules: RuleSet;
    readonly previous: Previous;
    readonly limits: readonly LimitReport[];
    readonly contentHash: string;
    readonly files: Plan['files'];
  }): Promise<Plan> {
    const { config, store, options } = { ...this.options, options: this.options };
    const inputs = config.sources.flatMap((source) =>
      (this.readings.get(source.name)?.files ?? []).map(
        ({ path, bytes, sha256, encoding, lines, records }) => ({
          source: source.name,
          path,
          bytes,
          sha256,
          encoding,
          lines,
          records,
        }),
      ),
    );
    return {
      schema: 1,
      tool: options.tool,
      run_id: options.runId,
      project: config.project,
      as_of: options.asOf,
      time_zone: config.timeZone,
      created_at: options.createdAt,
      directory: options.directory,
      config: { path: config.path, sha256: config.hash },
      rules: { path: rules.file, name: rules.name, sha256: rules.hash },
      inputs,
      target: { shown: store.shown, head: previous.head },
      counts: await this.counts(previous.head === null),
      limits: [...limits],
      content_hash: contentHash,
      format: config.output.format,
      files,
    };
  }

  /** What the target's tables will hold once the plan is in them. */
  private async counts(isInitial: boolean): Promise<Plan['counts']> {
    const row = await this.engine.one<Record<keyof Plan['counts'], bigint>>(
      isInitial
        ? INITIAL_COUNTS
        : countsAfter((table) => joinPath(this.options.folder.path, deltaFile(table))),
    );
    const numbers = Object.entries(row).map(([name, value]) => [name, Number(value)]);
    return Object.fromEntries(numbers) as Plan['counts'];
  }

  /** result.json comes last: that it is there means that everything else is. */
  private async writeResult({ model, planId }: MadePlan): Promise<void> {
    const result = {
      schema: 1,
      run_id: model.run_id,
      plan_id: planId,
      status: model.verdict.status,
      as_of: model.as_of,
      format: this.options.config.output.format,
      content_hash: model.content_hash,
      inputs: Object.fromEntries(model.inputs.map(({ source, ...input }) => [source, input])),
      members: model.members,
      grades: {
        up: model.grades.up,
        down: model.grades.down,
        same: model.grades.same,
        left: model.grades.left,
      },
      matching: model.matching,
      limits: model.limits,
      seconds: this.seconds,
      peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
    };
    await writeFile(
      joinPath(this.options.folder.path, 'result.json'),
      `${JSON.stringify(result, null, 2)}\n`,
      { mode: 0o600 },
    );
  }
}

/** Sizes on disk; a file that is not there is left to the reader to report. */
async function totalBytes(config: Config): Promise<number> {
  const files = config.sources.flatMap((source) => source.files);
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(file).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function refuseSharedFiles(config: Config): void {
  const owner = new Map<string, string>();
  for (const source of config.sources) {
    for (const file of source.files) {
      const other = owner.get(file);
      if (other !== undefined) {
        throw new Failure(
          'input',
          `${file} is read for both ${other} and ${source.name}`,
          `correct sources.${source.name}.files in ${config.path}`,
        );
      }
      owner.set(file, source.name);
    }
  }
}
