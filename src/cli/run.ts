import type { AddCommand } from './command.js';
import {
  addFlags,
  type CommonFlags,
  configFlag,
  dayFlag,
  exportFlags,
  machineFlags,
  outcomeFlags,
  verboseFlag,
} from './options.js';
import { recorded } from './recorded.js';
import { withSession } from './session.js';

export const addRunCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('run'), configFlag, exportFlags, dayFlag, verboseFlag, machineFlags, outcomeFlags)
    .description(
      'plan, then apply, unattended, within the limits; a plan is left behind where a person is needed',
    )
    .option('--dry-run', 'only plan')
    .action(async (flags: CommonFlags & { readonly dryRun?: boolean }) => {
      await recorded({ io, flags, command: 'run', done }, (record) =>
        withSession(io, flags, async (opened) => {
          const session = record.watch(opened);
          const { exitCodeOf, plan, tell } = await import('./planning.js');
          const { apply } = await import('./applying.js');
          const planned = await plan(session, undefined);
          record.planned(planned);
          const refused = exitCodeOf(planned.model, false);
          const applies = refused === 0 && flags.dryRun !== true;
          if (applies) record.applied(await apply(session, planned.directory));
          session.progress.done();
          const hasChanges = planned.model.verdict.status === 'ready';
          tell(session, planned, applies && hasChanges ? 'applied' : planned.model.verdict.status);
          record.done(refused === 0 ? exitCodeOf(planned.model, flags.detailedExitcode === true) : refused);
        }),
      );
    });
};
