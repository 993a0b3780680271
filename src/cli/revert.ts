import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, configFlag, dayFlag, machineFlags, verboseFlag } from './options.js';
import { withSession } from './session.js';

interface RevertFlags extends CommonFlags {
  readonly output?: string;
  readonly member?: string;
}

export const addRevertCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('revert'), configFlag, dayFlag, verboseFlag, machineFlags)
    .description(
      'a plan that takes a run back; it is read and applied like any other. The target is only read.',
    )
    .argument('<run>', 'the id of the run')
    .option('--member <id>', 'only what the run did to this member, such as a merge')
    .option('-o, --output <dir>', 'the folder of the plan (default: one of its own under output.dir)')
    .action(async (run: string, flags: RevertFlags) => {
      await withSession(
        io,
        flags,
        async (session) => {
          const { plan, tell } = await import('./planning.js');
          const { makeRevert } = await import('../revert/make.js');
          const { member, output } = flags;
          const planned = await plan(session, output === undefined ? {} : { output }, (options) =>
            makeRevert({ ...options, run, ...(member === undefined ? {} : { member }) }),
          );
          session.progress.done();
          tell(session, planned);
          done(0);
        },
        'unread',
      );
    });
};
