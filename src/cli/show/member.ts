import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { readEnded } from '../../plan/member/ended.js';
import { type MemberView, maskedMember, readMember } from '../../plan/member/view.js';
import { MODEL_FILE } from '../../plan/reports.js';
import { renderMember } from '../../report/html/member.js';
import { type MemberStory, memberStory, type StoryOptions } from '../../report/member-tables.js';
import { messagesIn } from '../../report/messages.js';
import type { ReportModel } from '../../report/model.js';
import { explainMember, maskedTrace } from '../../trace/explain-member.js';
import { inPlanRoom } from '../plan-room.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { fallsOf, memberPicture, memberText } from './member-text.js';

interface MemberFlags {
  /** Of the plan. */
  readonly directory: string;
  readonly member: string;
  readonly unmask?: boolean;
  readonly svg?: string;
  readonly html?: string;
}

/** Everything about one member; where a file is named, as a page or its weights as a picture as well. */
export async function showMember(session: Session, flags: MemberFlags): Promise<void> {
  const { io, config } = session;
  const words = messagesIn(config.report.lang);
  const clear = await readMember(flags.directory, flags.member);
  const told =
    clear === undefined ? await ended(session, flags) : await explained(session, flags.directory, clear);
  const isMasked = flags.unmask !== true;
  const view = isMasked ? maskedMember(told.view) : told.view;
  const trace = isMasked && told.trace !== null ? maskedTrace(told.trace) : told.trace;
  const story = memberStory({ ...told, view, words, explained: { ...told, trace } });
  const files = await writeFiles(session, flags, { view, story });
  if (session.flags.json) {
    const { untraced, configChanged: config_changed, ending } = told;
    const end = ending === undefined ? {} : { ending };
    writeEvent(io, { event: 'member', ...view, trace, untraced, config_changed, ...end, ...files });
    return;
  }
  io.stdout.write(memberText(view, story, words));
  if (files.svg !== undefined)
    io.stdout.write(`\n${words.weights.pictureWritten({ file: shownFrom(io.cwd, files.svg) })}\n`);
  if (files.html !== undefined)
    io.stdout.write(`\n${words.member.written({ file: shownFrom(io.cwd, files.html) })}\n`);
}

type Told = StoryOptions['explained'] & Pick<StoryOptions, 'configChanged' | 'view' | 'ending'>;

/** A member of the target that is none of the plan's: nothing decided about it. */
async function ended(session: Session, { directory, member: memberId }: MemberFlags): Promise<Told> {
  const found = await inPlanRoom(session, directory, ({ engine, saved, rows }) =>
    readEnded(engine, rows.store, { directory, memberId, format: saved.plan.format }),
  );
  if (found === undefined) throw unknownMember(directory, memberId);
  return { ...found, trace: null, untraced: null, configChanged: false };
}

function unknownMember(directory: string, memberId: string): Failure {
  return new Failure(
    'usage',
    `${memberId} is not a member of ${directory}`,
    'members.csv there lists all members',
  );
}

/** A plan that was moved or is of another version can be shown, but not be trusted to be decided by once more. */
async function explained(session: Session, directory: string, view: MemberView): Promise<Told> {
  const { config } = session;
  try {
    return await inPlanRoom(session, directory, async ({ engine, saved: { plan }, rows }) => ({
      ...(await explainMember(engine, config, { plan, rows, view, lang: config.report.lang })),
      view,
      configChanged: plan.config.sha256 !== config.hash,
    }));
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'stale')) throw error;
    return { view, trace: null, untraced: 'plan_changed', configChanged: false };
  }
}

interface Shown {
  readonly view: MemberView;
  readonly story: MemberStory;
}

async function writeFiles(
  session: Session,
  { directory, svg, html, unmask }: MemberFlags,
  { view, story }: Shown,
): Promise<{ readonly svg?: string; readonly html?: string }> {
  if (svg === undefined && html === undefined) return {};
  const { io, config } = session;
  const { lang } = config.report;
  const model = JSON.parse(await readFile(join(directory, MODEL_FILE), 'utf8')) as ReportModel;
  const memberId = view.member.member_id ?? '';
  const files: { svg?: string; html?: string } = {};
  if (svg !== undefined) {
    const drawn = memberPicture(view, lang, model.scoring?.model.thresholds);
    if (drawn === null) throw nothingToDraw(memberId);
    files.svg = await write(resolve(io.cwd, svg), drawn);
  }
  if (html === undefined) return files;
  const { project, run_id: runId, as_of: asOf } = model;
  const falls = fallsOf(view, messagesIn(lang));
  const page = renderMember({ memberId, story, falls, project, runId, asOf, masked: unmask !== true, lang });
  return { ...files, html: await write(resolve(io.cwd, html), page) };
}

function nothingToDraw(memberId: string): Failure {
  const hint = 'a member with rows that are linked has them';
  return new Failure('usage', `${memberId} has no weights to draw`, hint);
}

async function write(file: string, text: string): Promise<string> {
  await writeFile(file, text, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'usage',
      `${file} cannot be written: ${error.code}`,
      'name a file in a folder that exists',
    );
  });
  return file;
}
