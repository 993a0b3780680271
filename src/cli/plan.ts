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

export const addPlanCommand: AddCommand = (program, io, done) => {
  addFlags(
    program.command('plan'),
    configFlag,
    exportFlags,
    dayFlag,
    verboseFlag,
    machineFlags,
    outcomeFlags,
    unmaskFlag,
  )
    .description('the dry run: read, match, decide, compare; save plan and report. The target is only read.')
    .option('-o, --output <dir>', 'the folder of the plan (default: one of its own under output.dir)')
    .action(async (flags: CommonFlags & { readonly output?: string }) => {
      await withSession(io, flags, async (session) => {
        const { exitCodeOf, plan, tell } = await import('./planning.js');
        const planned = await plan(session, flags.output);
        session.progress.done();
        tell(session, planned);
        done(exitCodeOf(planned.model, flags.detailedExitcode === true));
      });
    });
};
