import { dirname } from 'node:path';
import { announceGrades } from '../plan/announce.js';
import { messagesIn } from '../report/messages.js';
import { openStore } from '../store/store.js';
import type { AddCommand } from './command.js';
import { TOOL } from './io.js';
import { addFlags, asOfDay, type CommonFlags, configFlag, dayFlag } from './options.js';
import { newRunId } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';

export const addAnnounceCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('announce'), configFlag, dayFlag)
    .description('record that every member was told the grade it has in the target')
    .requiredOption('--by <name>', 'who told them')
    .action(async (flags: CommonFlags & { readonly by: string }) => {
      await withSession(io, flags, async ({ config, interrupt }) => {
        const now = io.now();
        const store = await openStore(config.target, {
          baseDirectory: dirname(config.path),
          create: false,
          env: io.env,
        });
        interrupt.hold();
        const run = await announceGrades({
          store,
          runId: newRunId(now),
          startedAt: now.toISOString(),
          asOf: asOfDay(flags, config, io),
          by: flags.by,
          configHash: config.hash,
          tool: TOOL,
        }).finally(() => store.close());
        if (flags.json) writeEvent(io, { event: 'announced', ...run });
        else io.stdout.write(`${messagesIn(config.report.lang).cli.announced(run)}\n`);
      });
      done(0);
    });
};
