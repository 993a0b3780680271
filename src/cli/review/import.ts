import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { escapeTerminal } from '../../report/escape.js';
import { messagesIn } from '../../report/messages.js';
import { type Imported, importReview as importFile } from '../../review/import-review.js';
import { findPlan } from '../find-plan.js';
import type { CommonFlags } from '../options.js';
import { inPlanRoom } from '../plan-room.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { requirePairs } from './require-pairs.js';

export interface ImportFlags extends CommonFlags {
  readonly plan?: string;
  readonly into?: string;
  readonly by?: string;
}

/** Adds what a person decided to the file of decisions, and says what was new and what comes next. */
export async function importReview(session: Session, file: string, flags: ImportFlags): Promise<void> {
  const { io, config } = session;
  const by = signature(flags.by);
  const into = decisionsFile(session, flags.into);
  const path = resolve(io.cwd, file);
  const directory = await planFor(session, path, flags.plan);
  const shown = { file: shownFrom(io.cwd, path), into: shownFrom(io.cwd, into) };
  const imported = await inPlanRoom(session, directory, ({ engine, saved, rows, workDirectory }) => {
    requirePairs(saved, shownFrom(io.cwd, directory));
    return importFile(engine, config, {
      ...{ file: path, shown, into, plan: rows, by, workDirectory },
      at: `${io.now().toISOString().slice(0, 19)}Z`,
    });
  });
  if (flags.json)
    writeEvent(io, { event: 'review_imported', file: shown.file, into, plan: directory, ...imported });
  else io.stdout.write(importedText(session, imported, { into, plan: shownFrom(io.cwd, directory) }));
}

function signature(by: string | undefined): string | undefined {
  if (by === undefined || /^[^\p{Cc}\p{Cf}]{1,100}$/u.test(by.trim())) return by?.trim();
  throw new Failure(
    'usage',
    '--by is no name',
    'write who decided, in at most 100 characters: --by "Kim Minsu"',
  );
}

function decisionsFile({ io, config }: Session, into: string | undefined): string {
  const file = into === undefined ? config.identity.decisions : resolve(io.cwd, into);
  if (file !== undefined) return file;
  throw new Failure(
    'usage',
    'nobody has said where decisions are kept',
    `add --into decisions.csv, or to ${shownFrom(io.cwd, config.path)}: identity: { decisions: decisions.csv }`,
  );
}

/** The newest plan knows best what the rows say; a report beside its plan outside of the output folder has only that one. */
async function planFor(session: Session, file: string, plan: string | undefined): Promise<string> {
  const folder = dirname(file);
  if (plan !== undefined) return findPlan(session, plan);
  const isElsewhere = dirname(folder) !== session.config.output.dir && (await hasPairs(folder));
  return isElsewhere ? folder : newestPlan(session);
}

/** Run ids begin with the time in UTC, so the last name is the newest. */
async function newestPlan({ io, config }: Session): Promise<string> {
  const names = await readdir(config.output.dir).catch(() => []);
  for (const name of names.toSorted().reverse()) {
    const directory = join(config.output.dir, name);
    if (await hasPairs(directory)) return directory;
  }
  throw new Failure(
    'usage',
    `there is no plan in ${shownFrom(io.cwd, config.output.dir)} to check the decisions against`,
    'name the plan that was exported: --plan PLAN',
  );
}

/** Whether a folder is a whole plan that has matched rows; one that takes a run back has not. */
async function hasPairs(directory: string): Promise<boolean> {
  const files = ['result.json', 'review.csv'].map((name) => stat(join(directory, name)));
  return Promise.all(files).then(
    () => true,
    () => false,
  );
}

function importedText(
  { io, config }: Session,
  imported: Imported,
  { into, plan }: { readonly into: string; readonly plan: string },
): string {
  const words = messagesIn(config.report.lang).review;
  const file = shownFrom(io.cwd, into);
  const isNew = imported.link + imported.no_link + imported.alone > 0;
  const lines = [
    isNew ? words.imported({ file, ...imported }) : words.nothingNew({ file }),
    words.besides(imported),
    words.checkedAgainst({ plan }),
  ];
  if (config.identity.decisions !== into) {
    const path = relative(dirname(config.path), into);
    lines.push(words.name, `  identity: { decisions: ${JSON.stringify(path)} }`);
  }
  if (isNew) lines.push(words.next, '  tier-merge plan');
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}
