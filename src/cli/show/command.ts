import { join } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { readApproval } from '../../plan/approval/approval.js';
import { readModel } from '../../plan/reports.js';
import { renderConsole } from '../../report/console.js';
import { jsonText } from '../../report/json-text.js';
import { differenceLines } from '../against-text.js';
import { saidLine } from '../approval-text.js';
import type { AddCommand } from '../command.js';
import { findPlan } from '../find-plan.js';
import { useColor } from '../io.js';
import { addFlags, type CommonFlags, configFlag } from '../options.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { withSession } from '../session.js';
import { showMember } from './member.js';

interface ShowFlags extends CommonFlags {
  readonly unmask?: boolean;
  readonly against?: string;
  readonly svg?: string;
  readonly html?: string;
}

export const addShowCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('show'), configFlag)
    .description('print a plan or run again; with a member: its grade, rows, points and changes')
    .argument('<plan>', 'the folder of a plan, or the id of a run')
    .argument('[member]', 'a member id')
    .option('--unmask', 'show personal data in clear')
    .option('--against <plan>', 'show what differs from that plan, a folder or the id of a run')
    .option('--svg <file>', 'the weights of the links of the member as a picture')
    .option('--html <file>', 'everything about the member as a page to print or to send')
    .action(async (plan: string, member: string | undefined, flags: ShowFlags) => {
      const kind = (['svg', 'html'] as const).find((one) => flags[one] !== undefined);
      if (kind !== undefined && member === undefined)
        throw new Failure(
          'usage',
          `--${kind} needs a member`,
          `such as show PLAN MEMBER --${kind} member.${kind}`,
        );
      if (flags.against !== undefined && member !== undefined)
        throw new Failure('usage', '--against does not go with a member', 'such as show PLAN --against OLD');
      const show = async (session: Session) => {
        const directory = await findPlan(session, plan);
        if (flags.against !== undefined) await showAgainst(session, directory, flags);
        else if (member === undefined) await showPlan(session, directory);
        else await showMember(session, { ...flags, directory, member });
      };
      await withSession(io, flags, show, 'unread');
      done(0);
    });
};

async function showPlan({ io, flags, config }: Session, directory: string): Promise<void> {
  const model = await readModel(directory);
  const approval = await readApproval(directory);
  if (flags.json) {
    io.stdout.write(`${jsonText({ ...model, ...(approval === undefined ? {} : { approval }) })}\n`);
    return;
  }
  const { lang } = config.report;
  const reports = config.report.formats.map((format) =>
    shownFrom(io.cwd, join(directory, `report.${format}`)),
  );
  const color = useColor(io.stdout, io, flags);
  io.stdout.write(renderConsole(model, { lang, color, width: io.stdout.columns || 100, reports }));
  if (approval !== undefined) io.stdout.write(`\n${saidLine(approval, lang)}\n`);
}

/** What one plan would end differently than another one; nothing is written. */
async function showAgainst(
  session: Session,
  directory: string,
  { json, unmask, against = '' }: ShowFlags,
): Promise<void> {
  const { io, config } = session;
  const { compareFolders } = await import('../../plan/against/folders.js');
  const earlier = await findPlan(session, against);
  const comparison = await compareFolders({ earlier, now: directory, mask: unmask !== true });
  if (json) writeEvent(io, { event: 'against', plan: directory, ...comparison });
  else
    io.stdout.write(
      `${differenceLines(comparison, { lang: config.report.lang, earlier: against }).join('\n')}\n`,
    );
}
