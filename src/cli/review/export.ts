import { extname, resolve } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { messagesIn } from '../../report/messages.js';
import { writeReviewCsv } from '../../review/csv-file.js';
import { findDoubtful } from '../../review/doubtful-pairs.js';
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
  const pairs = await inPlanRoom(session, directory, async ({ engine, rows }) => {
    const found = await findDoubtful(engine, config, rows);
    if (found > 0) await writeReviewCsv(reviewSheet(engine, config, { lang, mask: isMasked }), file);
    return found;
  });
  const shown = shownFrom(io.cwd, file);
  if (flags.json) {
    const event = { event: 'review_exported', plan: directory, pairs, file: pairs > 0 ? file : null };
    writeEvent(io, { ...event, masked: isMasked });
    return;
  }
  const words = messagesIn(lang).review;
  if (pairs === 0) io.stdout.write(`${words.nothingDoubtful({ plan: shownFrom(io.cwd, directory) })}\n`);
  else
    io.stdout.write(
      `${words.exported({ file: shown, pairs })}\n  tier-merge review import ${shown} --by NAME\n`,
    );
  if (pairs > 0 && !isMasked) io.stdout.write(`${words.unmasked}\n`);
}

function refuseFormat(file: string): void {
  if (extname(file).toLowerCase() === '.csv') return;
  throw new Failure('usage', `-o ${file}: the pairs are written as CSV`, 'name a file that ends in .csv');
}
