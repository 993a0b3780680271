import { extname, resolve } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { quoted } from '../../report/command.js';
import { escapeTerminal } from '../../report/escape.js';
import { type Language, messagesIn } from '../../report/messages.js';
import { writeReviewCsv } from '../../review/csv-file.js';
import { type DoubtfulCount, findDoubtful } from '../../review/doubtful-pairs.js';
import { reviewSheet } from '../../review/review-sheet.js';
import { findPlan } from '../find-plan.js';
import { inPlanRoom } from '../plan-room.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { refuseTaken } from '../work-folder.js';

interface ExportRequest {
  readonly output: string;
  readonly unmask?: boolean;
}

/** Writes the doubtful pairs of a plan to a file for a person, and says what to do with it. */
export async function exportReview(
  session: Session,
  plan: string,
  { output, unmask }: ExportRequest,
): Promise<void> {
  const { io, config, flags } = session;
  const file = resolve(io.cwd, output);
  refuseFormat(file);
  await refuseTaken(file, 'name another file with -o: decisions may be in this one');
  const directory = await findPlan(session, plan);
  const { lang } = config.report;
  const isMasked = unmask !== true;
  const { pairs, outside } = await inPlanRoom(session, directory, async ({ engine, saved, rows }) => {
    const found = await findDoubtful(engine, config, { ...rows, isScoped: saved.plan.scope !== undefined });
    if (found.pairs > 0) await writeReviewCsv(reviewSheet(engine, config, { lang, mask: isMasked }), file);
    return found;
  });
  if (flags.json) {
    const event = {
      event: 'review_exported',
      plan: directory,
      pairs,
      outside,
      file: pairs > 0 ? file : null,
    };
    writeEvent(io, { ...event, masked: isMasked });
    return;
  }
  const shown = { file: shownFrom(io.cwd, file), plan: shownFrom(io.cwd, directory) };
  io.stdout.write(exportedText({ ...shown, pairs, outside, isMasked }, lang));
}

interface Exported extends DoubtfulCount {
  readonly file: string;
  readonly plan: string;
  readonly isMasked: boolean;
}

function exportedText({ file, plan, pairs, outside, isMasked }: Exported, lang: Language): string {
  const words = messagesIn(lang).review;
  const lines = [
    pairs === 0 ? words.nothingDoubtful({ plan }) : words.exported({ file, pairs }),
    ...(pairs === 0 ? [] : [`  tier-merge review import ${quoted(file)} --by NAME`]),
    ...(outside === 0 ? [] : [words.outside({ pairs: outside })]),
    ...(pairs === 0 || isMasked ? [] : [words.unmasked]),
  ];
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

function refuseFormat(file: string): void {
  if (extname(file).toLowerCase() === '.csv') return;
  throw new Failure('usage', `-o ${file}: the pairs are written as CSV`, 'name a file that ends in .csv');
}
