import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import { readApproval } from '../plan/approval.js';
import { type MemberView, readMember } from '../plan/member-view.js';
import { readModel } from '../plan/reports.js';
import { renderConsole } from '../report/console.js';
import { type Language, messagesIn } from '../report/messages.js';
import { differenceLines } from './against-text.js';
import { saidLine } from './approval-text.js';
import type { AddCommand } from './command.js';
import { findPlan } from './find-plan.js';
import { useColor } from './io.js';
import { memberPicture, memberText } from './member-text.js';
import { addFlags, type CommonFlags, configFlag } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { withSession } from './session.js';

interface ShowFlags extends CommonFlags {
  readonly unmask?: boolean;
  readonly against?: string;
  readonly svg?: string;
}

export const addShowCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('show'), configFlag)
    .description('print a plan or run again; with a member: its grade, rows, points and changes')
    .argument('<plan>', 'the folder of a plan, or the id of a run')
    .argument('[member]', 'a member id')
    .option('--unmask', 'show personal data in clear')
    .option('--against <plan>', 'show what differs from that plan, a folder or the id of a run')
    .option('--svg <file>', 'the weights of the links of the member as a picture')
    .action(async (plan: string, member: string | undefined, flags: ShowFlags) => {
      if (flags.svg !== undefined && member === undefined)
        throw new Failure('usage', '--svg needs a member', 'such as show PLAN MEMBER --svg weights.svg');
      if (flags.against !== undefined && member !== undefined)
        throw new Failure('usage', '--against does not go with a member', 'such as show PLAN --against OLD');
      const show = async (session: Session) => {
        const directory = await findPlan(session, plan);
        if (flags.against !== undefined) await showAgainst(session, directory, flags);
        else if (member === undefined) await showPlan(session, directory);
        else {
          const view = await readMember(directory, member, { mask: flags.unmask !== true });
          const file = flags.svg === undefined ? {} : { file: resolve(io.cwd, flags.svg) };
          await showMember(session, view, { directory, ...file });
        }
      };
      await withSession(io, flags, show, 'unread');
      done(0);
    });
};

async function showPlan({ io, flags, config }: Session, directory: string): Promise<void> {
  const model = await readModel(directory);
  const approval = await readApproval(directory);
  if (flags.json) {
    io.stdout.write(`${JSON.stringify({ ...model, ...(approval === undefined ? {} : { approval }) })}\n`);
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
  const { compareFolders } = await import('../plan/against/folders.js');
  const earlier = await findPlan(session, against);
  const comparison = await compareFolders({ earlier, now: directory, mask: unmask !== true });
  if (json) writeEvent(io, { event: 'against', plan: directory, ...comparison });
  else
    io.stdout.write(
      `${differenceLines(comparison, { lang: config.report.lang, earlier: against }).join('\n')}\n`,
    );
}

/** Everything about one member; with a file, the weights of its links as a picture as well. */
async function showMember(
  { io, flags, config }: Session,
  view: MemberView,
  picture: { readonly directory: string; readonly file?: string },
): Promise<void> {
  const { lang } = config.report;
  const { file } = picture;
  if (file !== undefined) await writePicture(view, lang, { ...picture, file });
  if (flags.json) {
    writeEvent(io, { event: 'member', ...view, ...(file === undefined ? {} : { svg: file }) });
    return;
  }
  io.stdout.write(memberText(view, lang));
  if (file !== undefined)
    io.stdout.write(`\n${messagesIn(lang).weights.pictureWritten({ file: shownFrom(io.cwd, file) })}\n`);
}

async function writePicture(
  view: MemberView,
  lang: Language,
  { directory, file }: { readonly directory: string; readonly file: string },
): Promise<void> {
  const drawn = memberPicture(view, lang, await thresholdsOf(directory));
  if (drawn === null)
    throw new Failure(
      'usage',
      `${view.member.member_id} has no weights to draw`,
      'a member with rows that are linked has them',
    );
  await writeFile(file, drawn, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'usage',
      `${file} cannot be written: ${error.code}`,
      'name a file in a folder that exists',
    );
  });
}

/** The thresholds of the plan, where its report tells them. */
async function thresholdsOf(directory: string) {
  const model = await readModel(directory);
  return model.scoring?.model.thresholds;
}
