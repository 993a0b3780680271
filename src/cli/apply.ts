import { resolve } from 'node:path';
import { readPlan } from '../plan/files/plan-file.js';
import { messagesIn } from '../report/messages.js';
import type { AddCommand } from './command.js';
import { TOOL } from './io.js';
import {
  addFlags,
  type CommonFlags,
  configFlag,
  machineFlags,
  outcomeFlags,
  verboseFlag,
} from './options.js';
import type { Session } from './planning.js';
import { recorded } from './recorded.js';
import { withSession } from './session.js';

export const addApplyCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('apply'), configFlag, verboseFlag, machineFlags, outcomeFlags)
    .description('write exactly that plan to the target, or refuse because the target changed under it')
    .argument('<plan>', 'the folder of the plan')
    .action(async (path: string, flags: CommonFlags) => {
      await recorded({ io, flags, command: 'apply', done }, async (record) => {
        const { plan } = await readPlan(resolve(io.cwd, path), TOOL);
        const work = async (opened: Session) => {
          const session = record.watch(opened);
          const { apply } = await import('./applying.js');
          const run = await apply(session, path);
          record.applied(run);
          session.progress.done();
          const changes = run.members_new + run.members_changed + run.members_gone;
          if (flags.json !== true) {
            io.stdout.write(`${messagesIn(session.config.report.lang).cli.applied(run)}\n`);
          }
          record.done(flags.detailedExitcode === true && changes > 0 ? 2 : 0);
        };
        await withSession(io, { ...flags, config: flags.config ?? plan.config.path }, work, 'unread');
      });
    });
};
