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

export const addPlanCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('plan'), configFlag, exportFlags, dayFlag, verboseFlag, machineFlags, outcomeFlags)
    .description('the dry run: read, match, decide, compare; save plan and report. The target is only read.')
    .option('-o, --output <dir>', 'the folder of the plan (default: one of its own under output.dir)')
    .action(async (flags: CommonFlags & { readonly output?: string }) => {
      await recorded({ io, flags, command: 'plan', done }, (record) =>
        withSession(io, flags, async (opened) => {
          const session = record.watch(opened);
          const { exitCodeOf, plan, tell } = await import('./planning.js');
          const planned = await plan(session, flags.output);
          record.planned(planned);
          session.progress.done();
          tell(session, planned);
          record.done(exitCodeOf(planned.model, flags.detailedExitcode === true));
        }),
      );
    });
};
