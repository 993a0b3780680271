import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { shownFrom } from '../config/shown-path.js';
import { AGAINST_FILE } from '../plan/against/against.js';
import { openEarlierPlan } from '../plan/against/compared-plan.js';
import { diskFailure } from '../plan/files/disk-fault.js';
import { type Folder, openFolder } from '../plan/files/folder.js';
import type { MadePlan } from '../plan/made-plan.js';
import { makePlan } from '../plan/make.js';
import type { MakeOptions } from '../plan/make-options.js';
import { renderConsole, renderDifference } from '../report/console.js';
import { escapeTerminal } from '../report/escape.js';
import { matchingCounts } from '../report/matching-counts.js';
import { messagesIn } from '../report/messages.js';
import type { VerdictStatus } from '../report/model/verdict.js';
import type { ReportModel } from '../report/model.js';
import { openStore } from '../store/store.js';
import { differenceLines } from './against-text.js';
import { findPlan } from './find-plan.js';
import type { Interrupt } from './interrupt.js';
import { type Io, TOOL, useColor } from './io.js';
import { allowedLimits, asOfDay, type CommonFlags } from './options.js';
import { type Progress, writeEvent } from './progress.js';
import { resources } from './resources.js';
import { statementLog } from './statement-log.js';

export interface Planned extends MadePlan {
  readonly directory: string;
}

export interface Session {
  readonly io: Io;
  readonly flags: CommonFlags;
  readonly config: Config;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

export interface Planning {
  /** The folder of `-o`; by default one of its own under the config's output folder. */
  readonly output?: string;
  /** The plan to compare with, as it was typed. */
  readonly against?: string;
}

/** Makes a plan in its folder; `make` says from what. */
export async function plan(
  session: Session,
  { output, against }: Planning,
  make: (options: MakeOptions) => Promise<MadePlan> = makePlan,
): Promise<Planned> {
  const { io, flags, config, progress, interrupt } = session;
  const now = io.now();
  const runId = newRunId(now);
  const directory = output === undefined ? join(config.output.dir, runId) : resolve(io.cwd, output);
  const asOf = asOfDay(flags, config, io);
  const allowed = allowedLimits(flags);
  const earlier = against === undefined ? undefined : await openEarlierPlan(await findPlan(session, against));
  const store = await openStore(config.target, {
    baseDirectory: dirname(config.path),
    create: false,
    env: io.env,
  });
  const folder = await openFolder(directory);
  interrupt.cleanups.add(folder.discard);
  try {
    const made = await make({
      config,
      store,
      folder,
      directory,
      shownDirectory: shownFrom(io.cwd, directory),
      runId,
      asOf,
      tool: TOOL,
      createdAt: now.toISOString(),
      ...(await resources(flags, config)),
      ...(flags.scope === undefined ? {} : { scope: flags.scope }),
      ...(flags.superseding === undefined ? {} : { superseding: flags.superseding }),
      allowed,
      ...(earlier === undefined ? {} : { against: earlier }),
      watch: progress,
      ...statementLog(flags, io),
    });
    await finish(folder, interrupt);
    return { ...made, directory };
  } catch (error) {
    const failure = diskFailure(error, folder);
    folder.discard();
    throw failure;
  } finally {
    interrupt.cleanups.delete(folder.discard);
    await store.close();
  }
}

/** 3 or 4 when a limit is not kept, else 0, or 2 for changes where that is asked for. */
export function exitCodeOf({ verdict, members }: ReportModel, detailed: boolean): number {
  if (verdict.status === 'input_refused') return 3;
  if (verdict.status === 'needs_decision') return 4;
  return detailed && members.new + members.changed + members.gone > 0 ? 2 : 0;
}

/** What is told of a plan beside its report. */
interface Told {
  readonly status?: VerdictStatus;
  /** The folder of the earlier plan with this content that was applied. */
  readonly approvedPlan?: string;
  /** The plan that this one was compared with, as it was typed. */
  readonly against?: string;
}

/** The summary for whoever reads: on stdout, as text or as one JSON line. */
export function tell(session: Session, planned: Planned, told: Told = {}): void {
  const { io, flags, config } = session;
  const status = told.status ?? planned.model.verdict.status;
  const model: ReportModel = { ...planned.model, verdict: { ...planned.model.verdict, status } };
  const reports = config.report.formats.map((format) =>
    shownFrom(io.cwd, join(planned.directory, `report.${format}`)),
  );
  const { approvedPlan } = told;
  if (flags.json) {
    const { run_id, as_of, content_hash, members, grades, matching, limits, scope } = model;
    const plans = { plan: planned.directory, ...(approvedPlan && { approved_plan: approvedPlan }) };
    const what = {
      run_id,
      status,
      as_of,
      ...(scope && { scope: scope.condition }),
      ...plans,
      reports,
      content_hash,
    };
    const { against } = planned;
    writeEvent(io, {
      event: 'result',
      ...what,
      members,
      grades,
      matching: matchingCounts(matching),
      limits,
      ...(against && { against }),
    });
    return;
  }
  const { lang } = config.report;
  const color = useColor(io.stdout, io, flags);
  const applied =
    approvedPlan && messagesIn(lang).approval.applied({ plan: shownFrom(io.cwd, approvedPlan) });
  const shown = { lang, color, width: io.stdout.columns || 100, reports };
  io.stdout.write(
    planned.against === undefined
      ? renderConsole(model, shown)
      : renderDifference(
          model,
          differenceLines(planned.against, differenceIn(session, planned, told)),
          shown,
        ),
  );
  if (applied) io.stdout.write(`\n${escapeTerminal(applied)}\n`);
}

function differenceIn({ io, config }: Session, { directory }: Planned, { against = '' }: Told) {
  const file = shownFrom(io.cwd, join(directory, AGAINST_FILE));
  return { lang: config.report.lang, earlier: against, file };
}

/** Sorts by time; two plans of one second differ in the end. */
export function newRunId(now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

async function finish(folder: Folder, interrupt: Interrupt): Promise<void> {
  await folder.finish();
  interrupt.cleanups.delete(folder.discard);
}
