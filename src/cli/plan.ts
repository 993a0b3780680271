import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, planFlags } from './options.js';
import type { Planning } from './planning.js';
import { recorded } from './recorded.js';
import { withSession } from './session.js';

export const addPlanCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('plan'), ...planFlags)
    .description('the dry run: read, match, decide, compare; save plan and report. The target is only read.')
    .option('-o, --output <dir>', 'the folder of the plan (default: one of its own under output.dir)')
    .option('--against <plan>', 'show only what differs from that plan, a folder or the id of a run')
    .action(async (flags: CommonFlags & Planning) => {
      await recorded({ io, flags, command: 'plan', done }, (record) =>
        withSession(io, flags, async (opened) => {
          const session = record.watch(opened);
          const { exitCodeOf, plan, tell } = await import('./planning.js');
          const planned = await plan(session, flags);
          record.planned(planned);
          session.progress.done();
          tell(session, planned, flags.against === undefined ? {} : { against: flags.against });
          record.done(exitCodeOf(planned.model, flags.detailedExitcode === true));
        }),
      );
    });
};
