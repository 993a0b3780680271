import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeMetrics } from '../metrics/metrics-file.js';
import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { AppliedRow } from '../store/apply.js';
import { reportFailure } from './failure-text.js';
import { type Io, TOOL } from './io.js';
import type { CommonFlags } from './options.js';
import type { Planned, Session } from './planning.js';
import type { Progress } from './progress.js';

interface Recording {
  readonly io: Io;
  readonly flags: CommonFlags;
  readonly command: string;
  readonly done: (exitCode: number) => void;
}

/** Runs a command whose outcome is left in the metrics file, where there is one, however it ends. */
export async function recorded(
  recording: Recording,
  work: (record: CommandRecord) => Promise<void>,
): Promise<void> {
  const record = new CommandRecord(recording);
  try {
    await work(record);
  } catch (error) {
    record.write(reportFailure(error, false).exitCode);
    throw error;
  }
  record.write(record.exitCode);
}

/** What is known of a command so far. */
class CommandRecord {
  exitCode = 0;
  private model: Planned['model'] | undefined;
  private row: AppliedRow | undefined;
  private head: string | null | undefined;
  private session: Session | undefined;
  private readonly startedAt: number;
  private readonly stages: [stage: string, begun: number][] = [];

  constructor(private readonly recording: Recording) {
    this.startedAt = recording.io.now().getTime() / 1000;
  }

  /** The same session, whose stages are timed, and whose signals are told. */
  watch(session: Session): Session {
    const progress: Progress = {
      ...session.progress,
      stage: (stage) => {
        this.stages.push([stage, performance.now()]);
        session.progress.stage(stage);
      },
    };
    this.session = { ...session, progress };
    session.interrupt.cleanups.add((exitCode) => this.write(exitCode));
    return this.session;
  }

  planned({ model, directory }: Planned): void {
    this.model = model;
    const { target }: { target: { head: string | null } } = JSON.parse(
      readFileSync(join(directory, 'plan.json'), 'utf8'),
    );
    this.head = target.head;
  }

  applied(row: AppliedRow): void {
    this.row = row;
  }

  /** Ends the command. */
  done(exitCode: number): void {
    this.exitCode = exitCode;
    this.recording.done(exitCode);
  }

  /** Leaves the file; what becomes of it cannot make a night a failure. */
  write(exitCode: number): void {
    const { io, flags, command } = this.recording;
    const file = flags.metrics === undefined ? this.session?.config.metrics : resolve(io.cwd, flags.metrics);
    if (file === undefined) return;
    try {
      writeMetrics(file, {
        project: this.session?.config.project ?? '',
        command,
        version: TOOL.replace('tier-merge ', ''),
        exitCode,
        startedAt: this.startedAt,
        finishedAt: io.now().getTime() / 1000,
        stageSeconds: this.seconds(),
        peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
        model: this.model,
        row: this.row,
        head: this.row?.run_id ?? this.head,
      });
    } catch (error) {
      const words = messagesIn(this.session?.config.report.lang ?? 'en').cli;
      const why = escapeTerminal(error instanceof Error ? error.message : String(error));
      io.stderr.write(`${words.metricsNotWritten({ file, why })}\n`);
    }
  }

  private seconds(): Readonly<Record<string, number>> {
    const ends = [...this.stages.slice(1).map(([, begun]) => begun), performance.now()];
    return Object.fromEntries(
      this.stages.map(([stage, begun], i) => [stage, Math.round((ends[i] ?? begun) - begun) / 1000]),
    );
  }
}
