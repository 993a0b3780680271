import { extname } from 'node:path';
import { Failure } from '../../failure.js';

/** What the doubtful pairs are written as. */
export const REVIEW_FORMATS = ['csv', 'xlsx'] as const;

export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** The format that was asked for, else the one that the name ends in. Throws `usage` where these two differ or say nothing. */
export function reviewFormat(file: string, asked: ReviewFormat | undefined): ReviewFormat {
  const ending = extname(file).slice(1).toLowerCase();
  const named = REVIEW_FORMATS.find((format) => format === ending);
  const format = asked ?? named;
  // A spreadsheet goes by the name alone, and opens a workbook that is called CSV as rubbish.
  if (format !== undefined && (named === undefined || named === format)) return format;
  if (format === undefined)
    throw new Failure(
      'usage',
      `-o ${file}: the pairs are written as CSV or as an XLSX workbook`,
      'name a file that ends in .csv or .xlsx, or add --format csv',
    );
  throw new Failure(
    'usage',
    `-o ${file}: the name ends in .${named}, and --format says ${format}`,
    `name a file that ends in .${format}`,
  );
}
