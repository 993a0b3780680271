import type { AddCommand } from './command.js';
import {
  addFlags,
  type CommonFlags,
  configFlag,
  dayFlag,
  exportFlags,
  machineFlags,
  outcomeFlags,
  scopeFlag,
  unmaskFlag,
  verboseFlag,
} from './options.js';
import { recorded } from './recorded.js';
import { withSession } from './session.js';

export const addRunCommand: AddCommand = (program, io, done) => {
  addFlags(
    program.command('run'),
    configFlag,
    exportFlags,
    dayFlag,
    scopeFlag,
    verboseFlag,
    machineFlags,
    outcomeFlags,
    unmaskFlag,
  )
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
          record.done(refused === 0 ? exitCodeOf(planned.model, flags.detailedExitcode === true) : refused);
        }),
      );
    });
};
