import { z } from 'zod';
import { arrivalShape } from './arrival-schema.js';
import { databaseSchema } from './database-schema.js';
import { layoutShape } from './layout-schema.js';

export const extraName = z.string().regex(/^[a-z][a-z0-9_]{0,50}$/, 'lower-case letters, digits and _');

/** How a file is read, whatever its records are. */
export const exportShape = {
  files: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe('A path, a glob or a list of them, relative to this file; .gz is unpacked.'),
  from: databaseSchema.optional().describe('A table or a query of a database, instead of files.'),
  encoding: z
    .enum(['auto', 'utf-8', 'utf-16le', 'utf-16be', 'cp949'])
    .default('auto')
    .describe('Of the files; auto tells UTF-8, UTF-16 and CP949 apart.'),
  delimiter: z.string().length(1).optional().describe('Detected from the header when it is not given.'),
  quote: z
    .union([z.string().length(1), z.literal(false)])
    .default('"')
    .describe('Around a value; false: quotes mean nothing.'),
  header_row: z.int().min(1).default(1).describe('The physical line that holds the header.'),
  ...layoutShape,
  ...arrivalShape,
};
