import { Option } from 'commander';
import type { AddCommand } from '../command.js';
import { addFlags, type CommonFlags, configFlag } from '../options.js';
import { withSession } from '../session.js';
import type { ImportFlags } from './import.js';
import { REVIEW_FORMATS, type ReviewFormat } from './review-format.js';

interface ExportFlags extends CommonFlags {
  readonly output: string;
  readonly format?: ReviewFormat;
  readonly unmask?: boolean;
}

/** `review`: doubtful pairs out for a person, decisions back in. */
export const addReviewCommand: AddCommand = (program, io, done) => {
  const review = program.command('review').description('doubtful pairs out for a person, decisions back in');
  addFlags(review.command('export'), configFlag)
    .description('the doubtful pairs of a plan, both rows side by side, to be decided')
    .argument('<plan>', 'the folder of a plan, or the id of a run')
    .requiredOption('-o, --output <file>', 'a CSV file or an XLSX workbook, which must not exist')
    .addOption(
      new Option('--format <format>', 'of the file (default: what its name ends in)').choices(REVIEW_FORMATS),
    )
    .option('--unmask', 'personal data in clear')
    .action(async (plan: string, flags: ExportFlags) => {
      const { exportReview } = await import('./export.js');
      await withSession(io, flags, (session) => exportReview(session, plan, flags), 'unread');
      done(0);
    });
  addFlags(review.command('import'), configFlag)
    .description('check a file in which a person has decided, and add it to the decisions')
    .argument('<file>', 'a CSV file, or an XLSX workbook')
    .option('--plan <plan>', 'the plan that it is checked against (default: the newest of the output folder)')
    .option('--into <file>', 'the file of decisions (default: identity.decisions of the config)')
    .option('--by <name>', 'who decided')
    .action(async (file: string, flags: ImportFlags) => {
      const { importReview } = await import('./import.js');
      await withSession(io, flags, (session) => importReview(session, file, flags), 'unread');
      done(0);
    });
};
