import { z } from 'zod';

/** Rows of a file that are no records. */
const dropRows = z.strictObject({
  name: z.string().min(1).describe('What these rows are, such as totals.'),
  first: z
    .string()
    .min(1)
    .max(500)
    .regex(/[^\s|*]/, 'must hold some text')
    .describe('The first value of such a row: texts apart by |, with * for anything; case does not count.')
    .meta({ examples: ['합계|총계|Total*'] }),
});

/** How a file is laid out beyond one header and records of one line. */
export const layoutShape = {
  sheet: z
    .string()
    .min(1)
    .optional()
    .describe('The sheet of an Excel workbook; without it the first with data.'),
  header_rows: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .describe('2: names of groups stand above the names; a column is then called group / name.'),
  header: z
    .enum(['every_file', 'first_file'])
    .optional()
    .describe('first_file: an export in numbered parts, of which only the first has a header.'),
  drop_rows: z
    .array(dropRows)
    .min(1)
    .optional()
    .describe('Rows that are no records, such as totals; counted.'),
  decimal: z
    .enum(['.', ','])
    .optional()
    .describe('Before the fraction of a number: a comma in 1.234,56; a point without it.'),
  text_mark: z
    .string()
    .regex(/^[!-/:-@[-`{-~]$/, 'must be one character such as an apostrophe: no letter, no digit, no blank')
    .optional()
    .describe(
      "What the system puts before a number so that a spreadsheet takes it for text, such as '; taken off.",
    ),
};

export interface Layout {
  readonly sheet?: string | undefined;
  readonly header_rows?: 1 | 2 | undefined;
  readonly header?: 'every_file' | 'first_file' | undefined;
  readonly drop_rows?: readonly z.output<typeof dropRows>[] | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly text_mark?: string | undefined;
}

/** What of this an export was given. */
export function layoutOf({ sheet, header_rows, header, drop_rows, decimal, text_mark }: Layout) {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(header_rows === undefined ? {} : { header_rows }),
    ...(header === undefined ? {} : { header }),
    ...(drop_rows === undefined ? {} : { drop_rows: [...drop_rows] }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(text_mark === undefined ? {} : { text_mark }),
  };
}
