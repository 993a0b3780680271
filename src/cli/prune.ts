import { messagesIn } from '../report/messages.js';
import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, configFlag, dayFlag } from './options.js';
import { writeEvent } from './progress.js';
import { prune, prunedLines } from './pruning.js';
import { withSession } from './session.js';

export const addPruneCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('prune'), configFlag, dayFlag)
    .description('erase members past retention, and remove the folders of old plans, as the config says')
    .action(async (flags: CommonFlags) => {
      await withSession(
        io,
        flags,
        async (session) => {
          const pruned = await prune(session);
          const { members, run, folders } = pruned;
          if (flags.json) writeEvent(io, { event: 'pruned', run_id: run?.run_id ?? null, members, folders });
          else {
            const lines = prunedLines(session, pruned);
            const nothing = messagesIn(session.config.report.lang).pruned.nothing;
            io.stdout.write(`${(lines.length === 0 ? [nothing] : lines).join('\n')}\n`);
          }
        },
        'unread',
      );
      done(0);
    });
};
