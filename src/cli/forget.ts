import { dirname } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { findPerson, forget } from '../forget/forget.js';
import { messagesIn } from '../report/messages.js';
import { openStore } from '../store/store.js';
import type { AddCommand } from './command.js';
import { confirm } from './confirm.js';
import { type Io, TOOL } from './io.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import { newRunId, type Session } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';
import { inWorkroom } from './workroom.js';

interface ForgetFlags extends CommonFlags {
  readonly by?: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

export const addForgetCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('forget'), configFlag)
    .description('erase a person from the target and from the plans under output.dir; it cannot be undone')
    .argument('<member>', 'the member id')
    .option('--by <name>', 'who does it')
    .option('--reason <text>', 'why; it is kept, so let it name nobody')
    .option('--yes', 'do not ask')
    .action(async (member: string, flags: ForgetFlags) => {
      await withSession(io, flags, (session) => forgetMember(session, member, flags), 'unread');
      done(0);
    });
};

async function forgetMember(session: Session, member: string, flags: ForgetFlags): Promise<void> {
  const { io, config, interrupt } = session;
  const words = messagesIn(config.report.lang).forget;
  const store = await openTarget(io, session);
  try {
    const person = await findPerson(store, member);
    const [ids, rows] = [person.members.length, person.rows.length];
    await confirm(io, words.question({ ids, rows, target: store.shown }), flags);
    const now = io.now();
    const { run, folders } = await inWorkroom(session, ({ engine, asOf }) => {
      interrupt.hold();
      return forget({
        ...{ config, store, engine, person, asOf },
        runId: newRunId(now),
        tool: TOOL,
        startedAt: now.toISOString(),
        by: flags.by ?? null,
        reason: flags.reason ?? null,
      });
    });
    session.progress.done();
    if (flags.json) writeEvent(io, { event: 'forgotten', folders, ...run });
    else {
      const shown = folders.map((folder) => `  ${shownFrom(io.cwd, folder)}\n`).join('');
      io.stdout.write(
        `${words.done({ run: run.run_id, ids, rows, folders: folders.length })}\n${shown}${words.elsewhere}\n`,
      );
    }
  } finally {
    await store.close();
  }
}

function openTarget(io: Io, { config }: Session) {
  return openStore(config.target, { baseDirectory: dirname(config.path), create: false, env: io.env });
}
