import { z } from 'zod';
import { type ColumnText, columnSchema } from './column-schema.js';
import { extraName } from './export-schema.js';
import { FIELD_NAMES } from './fields.js';

const fieldName = z.enum(FIELD_NAMES as [string, ...string[]]);

/** A file among those of one source that is laid out in its own way, such as the list of dormant members. */
export const fileList = z.strictObject({
  path: z.string().min(1).describe('A path or a glob, relative to this file.'),
  columns: z
    .partialRecord(fieldName, columnSchema)
    .optional()
    .describe('field: header in these files; in place of all columns of the source'),
  extra: z
    .record(extraName, columnSchema)
    .optional()
    .describe('In place of all extra columns of the source.'),
  constant: z
    .partialRecord(fieldName, z.string().min(1))
    .default({})
    .describe('field: what it is in every row of these files, such as status: dormant'),
});

export type FileList = z.output<typeof fileList>;

/** The columns of one file, and the fields that are the same in all of its rows. */
export interface FileColumns {
  readonly columns: Readonly<Record<string, ColumnText | undefined>>;
  readonly extra: Readonly<Record<string, ColumnText>>;
  readonly constant: Readonly<Record<string, string | undefined>>;
}
