import { dirname } from 'node:path';
import { escapeTerminal } from '../report/escape.js';
import { messagesIn } from '../report/messages.js';
import type { LedgerRow } from '../store/ledger.js';
import { openStore } from '../store/store.js';
import type { AddCommand } from './command.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';
import { textTable } from './text-table.js';

export const addRunsCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('runs'), configFlag)
    .description('history of the target, oldest run first')
    .action(async (flags: CommonFlags) => {
      const list = async ({ config }: Session) => {
        const store = await openStore(config.target, {
          baseDirectory: dirname(config.path),
          create: false,
          env: io.env,
        });
        const runs = await store.runs();
        await store.close();
        const { cli: words, approval } = messagesIn(config.report.lang);
        // Where nobody was ever asked there is nothing to tell.
        const isApproved = runs.some((run) => run.approved_by !== null);
        const headings = [
          ...Object.values(words.runColumns),
          ...(isApproved ? Object.values(approval.runColumns) : []),
        ];
        if (flags.json) for (const run of runs) writeEvent(io, { event: 'run', ...run });
        else if (runs.length === 0) io.stdout.write(`${words.targetIsEmpty({ target: store.shown })}\n`);
        else
          io.stdout.write(
            textTable(
              headings,
              runs.map((run) => cells(run).slice(0, headings.length)),
            ),
          );
      };
      await withSession(io, flags, list, 'unread');
      done(0);
    });
};

function cells(run: LedgerRow): readonly string[] {
  const numbers = [
    run.members_total,
    run.members_new,
    run.members_changed,
    run.members_gone,
    run.changes_rows,
  ];
  const approval = [run.approved_by, run.approved_at, run.effective].map((text) => text ?? '-');
  return [run.run_id, run.kind, run.as_of, ...numbers.map(String), run.finished_at, ...approval].map(
    escapeTerminal,
  );
}
