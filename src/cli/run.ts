import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, planFlags } from './options.js';
import type { Session } from './planning.js';
import { recorded } from './recorded.js';
import { withSession } from './session.js';

export const addRunCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('run'), ...planFlags)
    .description(
      'plan, then apply, unattended, within the limits; a plan is left behind where a person is needed',
    )
    .option('--dry-run', 'only plan')
    .action(async (flags: CommonFlags & { readonly dryRun?: boolean }) => {
      await recorded({ io, flags, command: 'run', done }, (record) =>
        withSession(io, flags, async (opened) => {
          const session = record.watch(opened);
          const { exitCodeOf, plan, tell } = await import('./planning.js');
          const { applyApproved } = await import('./approved-run.js');
          const planned = await plan(session, {});
          record.planned(planned);
          const refused = exitCodeOf(planned.model, false);
          const applies = refused === 0 && flags.dryRun !== true;
          const { missing, row, ...approved } = applies ? await applyApproved(session, planned) : {};
          if (row !== undefined) record.applied(row);
          session.progress.done();
          const isWritten = applies && missing === undefined && planned.model.verdict.status === 'ready';
          tell(session, planned, { ...approved, ...(isWritten ? { status: 'applied' } : {}) });
          if (missing !== undefined) throw missing;
          if (applies) await pruneAfter(session);
          record.done(refused === 0 ? exitCodeOf(planned.model, flags.detailedExitcode === true) : refused);
        }),
      );
    });
};

/** The night is in the target by now: its exit code stays what it is, whatever becomes of the rest. */
async function pruneAfter(session: Session): Promise<void> {
  const { retention, output, report } = session.config;
  const limits = [...Object.values(retention), output.keepRuns, output.keepDays];
  if (limits.every((limit) => limit === undefined)) return;
  const { prune, prunedLines } = await import('./pruning.js');
  const { io } = session;
  try {
    const pruned = await prune(session);
    // With --json the result was the last line, and stderr is for failures alone.
    if (session.flags.json === true) return;
    for (const line of prunedLines(session, pruned)) io.stderr.write(`${line}\n`);
  } catch (error) {
    const why = escapeTerminal(error instanceof Error ? error.message : String(error));
    io.stderr.write(`${messagesIn(report.lang).pruned.failed({ why })}\n`);
  }
}
