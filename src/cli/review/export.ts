import { dirname, join, resolve } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { importCommand } from '../../report/command.js';
import { escapeTerminal } from '../../report/escape.js';
import { type Language, messagesIn } from '../../report/messages.js';
import { reviewCsv } from '../../review/csv-file.js';
import { type DoubtfulCount, findDoubtful } from '../../review/doubtful-pairs.js';
import { writeNewFile } from '../../review/new-file.js';
import { reviewSheet } from '../../review/review-sheet.js';
import { reviewWorkbook } from '../../review/review-workbook.js';
import { findPlan } from '../find-plan.js';
import { inPlanRoom } from '../plan-room.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { refuseTaken } from '../work-folder.js';
import { requirePairs } from './require-pairs.js';
import { type ReviewFormat, reviewFormat } from './review-format.js';

interface ExportRequest {
  readonly output: string;
  readonly format?: ReviewFormat;
  readonly unmask?: boolean;
}

/** Writes the doubtful pairs of a plan to a file for a person, and says what to do with it. */
export async function exportReview(session: Session, plan: string, request: ExportRequest): Promise<void> {
  const { io, config, flags } = session;
  const file = resolve(io.cwd, request.output);
  const format = reviewFormat(file, request.format);
  await refuseTaken(file, 'name another file with -o: decisions may be in this one');
  const directory = await findPlan(session, plan);
  const shown = { file: shownFrom(io.cwd, file), plan: shownFrom(io.cwd, directory) };
  // Decisions are checked against the newest plan of the output folder; this one may lie elsewhere.
  const isElsewhere = dirname(directory) !== config.output.dir;
  const command = importCommand(shown.file, isElsewhere ? shown.plan : undefined);
  const isMasked = request.unmask !== true;
  const options = {
    lang: config.report.lang,
    mask: isMasked,
    command,
    allIn: join(shown.plan, 'review.csv'),
  };
  const found = await inPlanRoom(session, directory, async ({ engine, saved, rows }) => {
    requirePairs(saved, shown.plan);
    const isScoped = saved.plan.scope !== undefined;
    const count = await findDoubtful(engine, config, { ...rows, isScoped });
    const content =
      format === 'xlsx'
        ? reviewWorkbook(engine, config, options)
        : reviewCsv(reviewSheet(engine, config, options));
    if (count.pairs > 0) await writeNewFile(file, content);
    return count;
  });
  if (flags.json) writeEvent(io, exportedEvent({ ...found, directory, file, isMasked }));
  else io.stdout.write(exportedText({ ...shown, ...found, command, isMasked }, config.report.lang));
}

interface ExportedEvent extends DoubtfulCount {
  readonly directory: string;
  readonly file: string;
  readonly isMasked: boolean;
}

function exportedEvent({ pairs, outside, directory, file, isMasked }: ExportedEvent) {
  const what = { event: 'review_exported', plan: directory, pairs, outside };
  return { ...what, file: pairs > 0 ? file : null, masked: isMasked };
}

interface Exported extends DoubtfulCount {
  readonly file: string;
  readonly plan: string;
  readonly command: string;
  readonly isMasked: boolean;
}

function exportedText({ file, plan, command, pairs, outside, isMasked }: Exported, lang: Language): string {
  const words = messagesIn(lang).review;
  const lines = [
    pairs === 0 ? words.nothingDoubtful({ plan }) : words.exported({ file, pairs }),
    ...(pairs === 0 ? [] : [`  ${command}`]),
    ...(outside === 0 ? [] : [words.outside({ pairs: outside })]),
    ...(pairs === 0 || isMasked ? [] : [words.unmasked]),
  ];
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}
