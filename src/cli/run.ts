import type { AddCommand } from './command.js';
import {
  addFlags,
  type CommonFlags,
  configFlag,
  dayFlag,
  exportFlags,
  machineFlags,
  outcomeFlags,
  unmaskFlag,
  verboseFlag,
} from './options.js';
import { withSession } from './session.js';

export const addRunCommand: AddCommand = (program, io, done) => {
  addFlags(
    program.command('run'),
    configFlag,
    exportFlags,
    dayFlag,
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
      await withSession(io, flags, async (session) => {
        const { exitCodeOf, plan, tell } = await import('./planning.js');
        const { apply } = await import('./applying.js');
        const planned = await plan(session, undefined);
        const refused = exitCodeOf(planned.model, false);
        const applies = refused === 0 && flags.dryRun !== true;
        if (applies) await apply(session, planned.directory);
        session.progress.done();
        const hasChanges = planned.model.verdict.status === 'ready';
        tell(session, planned, applies && hasChanges ? 'applied' : planned.model.verdict.status);
        done(refused === 0 ? exitCodeOf(planned.model, flags.detailedExitcode === true) : refused);
      });
    });
};
