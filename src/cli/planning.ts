import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { shownFrom } from '../config/shown-path.js';
import { type Folder, openFolder } from '../plan/folder.js';
import { type MadePlan, makePlan } from '../plan/make.js';
import type { MakeOptions } from '../plan/make-options.js';
import { renderConsole } from '../report/console.js';
import type { ReportModel } from '../report/model.js';
import { openStore } from '../store/store.js';
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

/**
 * Makes a plan in the folder of `-o`, or in one of its own under the config's output folder; `make` says from what.
 */
export async function plan(
  session: Session,
  output: string | undefined,
  make: (options: MakeOptions) => Promise<MadePlan> = makePlan,
): Promise<Planned> {
  const { io, flags, config, progress, interrupt } = session;
  const now = io.now();
  const runId = newRunId(now);
  const directory = output === undefined ? join(config.output.dir, runId) : resolve(io.cwd, output);
  const asOf = asOfDay(flags, config, io);
  const allowed = allowedLimits(flags);
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
      allowed,
      watch: progress,
      ...statementLog(flags, io),
    });
    await finish(folder, interrupt);
    return { ...made, directory };
  } catch (error) {
    folder.discard();
    throw error;
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

/** The summary for whoever reads: on stdout, as text or as one JSON line. */
export function tell(
  { io, flags, config }: Session,
  planned: Planned,
  status = planned.model.verdict.status,
): void {
  const model: ReportModel = { ...planned.model, verdict: { ...planned.model.verdict, status } };
  const reports = config.report.formats.map((format) =>
    shownFrom(io.cwd, join(planned.directory, `report.${format}`)),
  );
  if (flags.json) {
    const { run_id, as_of, content_hash, members, grades, matching, limits } = model;
    writeEvent(io, {
      event: 'result',
      run_id,
      status,
      as_of,
      plan: planned.directory,
      reports,
      content_hash,
      members,
      grades,
      matching,
      limits,
    });
    return;
  }
  const color = useColor(io.stdout, io, flags);
  io.stdout.write(
    renderConsole(model, { lang: config.report.lang, color, width: io.stdout.columns || 100, reports }),
  );
}

/** Sorts by time; two plans of one second differ in the end. */
function newRunId(now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

async function finish(folder: Folder, interrupt: Interrupt): Promise<void> {
  await folder.finish();
  interrupt.cleanups.delete(folder.discard);
}
