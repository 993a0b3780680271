import { dirname } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { messagesIn } from '../report/messages.js';
import { openStore } from '../store/store.js';
import { writeLegacyFiles } from '../write-back/files.js';
import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';

export const addExportCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('export'), configFlag)
    .description('write the files for the legacy systems again, as the last run left them')
    .action(async (flags: CommonFlags) => {
      await withSession(io, flags, async ({ config }) => {
        const store = await openStore(config.target, {
          baseDirectory: dirname(config.path),
          create: false,
          env: io.env,
        });
        const written = await writeLegacyFiles(store, config.legacyFiles ?? []).finally(() => store.close());
        const { exported, nothingToExport } = messagesIn(config.report.lang).cli;
        if (written.length === 0 && !flags.json) io.stdout.write(`${nothingToExport}\n`);
        for (const one of written) {
          if (flags.json) writeEvent(io, { event: 'exported', ...one });
          else io.stdout.write(`${exported({ file: shownFrom(io.cwd, one.file), rows: one.rows })}\n`);
        }
      });
      done(0);
    });
};
