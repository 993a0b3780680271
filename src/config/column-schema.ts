import { z } from 'zod';

const header = z.string().min(1);

const headers = z
  .array(header)
  .min(1)
  .max(20)
  .refine((all) => new Set(all).size === all.length, 'must name each header once');

/** Which of the three stands there, and whether the field may have it, is judged with its place in the file. */
const composed = z.strictObject({
  join: headers
    .optional()
    .describe('For name, address and extra: the texts of these columns in this order, one space between.'),
  first: headers.optional().describe('The first of these columns that is not empty in the row.'),
  from: headers
    .optional()
    .describe('For member_id, where the export has none: a digest of the values of these columns.'),
});

/** Where the text of a field comes from: a column, or several of them. */
export const columnSchema = z.union([header, composed]).meta({ id: 'column' });

export type ColumnText = z.output<typeof columnSchema>;
