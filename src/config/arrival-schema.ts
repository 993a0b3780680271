import { z } from 'zod';
import { DURATION } from './duration.js';

const duration = z.string().regex(DURATION, 'a time such as 36h, 36 hours or 2 days');

const trailer = z
  .string()
  .regex(/\{count\}/, 'must hold {count}, such as TOTAL,{count}')
  .describe('The last line of a file, with {count} for the number and {any} for any other text.');

/** How an export proves that all of it has come, and that it is tonight's. */
export const arrivalShape = {
  freshness: z
    .union([
      duration,
      z.strictObject({
        max_age: duration.describe('Such as 36h; an export that is just as old passes.'),
        by: z
          .string()
          .regex(/^(file|newest [a-z0-9_]+)$/, 'file, or newest and a date field, such as newest updated_at')
          .default('file')
          .describe('What is as old as the export: its file, or its newest row by a date.'),
      }),
    ])
    .optional()
    .describe('How old an export may be, by the file or by the newest value of a date.'),
  same_as_last: z
    .enum(['refuse', 'accept'])
    .optional()
    .describe('Whether an export with the same bytes as on an earlier day is refused; with freshness it is.'),
  complete: z
    .strictObject({
      marker: z.string().min(1).optional().describe('A file that is written after the export.'),
      checksum: z.string().min(1).optional().describe('A file with the sha256 of the export.'),
      trailer: z
        .union([
          trailer,
          z.strictObject({
            pattern: trailer,
            count_of: z.enum(['records', 'lines']).default('records').describe('What the number counts.'),
          }),
        ])
        .optional()
        .describe('The last line of every file states how many records it has.'),
    })
    .refine((proofs) => Object.keys(proofs).length > 0, 'one of marker, trailer and checksum')
    .optional()
    .describe('What proves that an export has come as a whole; {file} is the path of the export.'),
};

export interface Arrival {
  readonly freshness?: z.output<(typeof arrivalShape)['freshness']>;
  readonly same_as_last?: z.output<(typeof arrivalShape)['same_as_last']>;
  readonly complete?: z.output<(typeof arrivalShape)['complete']>;
}

/** What of this an export was given. */
export function arrivalOf({ freshness, same_as_last, complete }: Arrival): Arrival {
  return {
    ...(freshness === undefined ? {} : { freshness }),
    ...(same_as_last === undefined ? {} : { same_as_last }),
    ...(complete === undefined ? {} : { complete }),
  };
}
