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
  supersedingFlag,
  verboseFlag,
} from './options.js';
import { withSession } from './session.js';

export const addRunCommand: AddCommand = (program, io, done) => {
  addFlags(
    program.command('run'),
    configFlag,
    exportFlags,
    dayFlag,
    scopeFlag,
    supersedingFlag,
    verboseFlag,
    machineFlags,
    outcomeFlags,
  )
    .description(
      'plan, then apply, unattended, within the limits; a plan is left behind where a person is needed',
    )
    .option('--dry-run', 'only plan')
    .action(async (flags: CommonFlags & { readonly dryRun?: boolean }) => {
      await withSession(io, flags, async (session) => {
        const { exitCodeOf, plan, tell } = await import('./planning.js');
        const { applyApproved } = await import('./approved-run.js');
        const planned = await plan(session, {});
        const refused = exitCodeOf(planned.model, false);
        const applies = refused === 0 && flags.dryRun !== true;
        const { missing, ...approved } = applies ? await applyApproved(session, planned) : {};
        session.progress.done();
        const isWritten = applies && missing === undefined && planned.model.verdict.status === 'ready';
        tell(session, planned, { ...approved, ...(isWritten ? { status: 'applied' } : {}) });
        if (missing !== undefined) throw missing;
        done(refused === 0 ? exitCodeOf(planned.model, flags.detailedExitcode === true) : refused);
      });
    });
};
