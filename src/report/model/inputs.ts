import { z } from 'zod';
import { type Counted, countedSchema } from './counted.js';
import { count, text } from './values.js';

/** records = accepted + repeated + excluded + rejected; lines = header + blank + dropped + lines_of_records. */
export interface InputReport {
  readonly source: string;
  readonly files: readonly InputFile[];
  readonly lines: number;
  readonly header: number;
  readonly blank: number;
  /** Lines that the config says are no records; absent where there are none. */
  readonly dropped?: number;
  readonly lines_of_records: number;
  readonly records: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly excluded: number;
  readonly rejected: number;
  /** Values that became empty, over all fields. */
  readonly emptied: number;
  readonly exclusions: readonly Counted[];
  readonly reject_reasons: readonly Counted[];
  /** Where a limit asks for its age, where there was a run before, and where a file looks cut off. */
  readonly arrival?: ArrivalReport;
}

/** How an export came, beside what is in it. */
export interface ArrivalReport {
  /** Where `freshness` is set: of the oldest file, or in whole days since the newest date. */
  readonly age_hours?: number;
  readonly last?: {
    readonly as_of: string;
    readonly records: number;
    /** Whether the files had the same bytes. */
    readonly same: boolean;
  };
  /** Files that end before their end, by the sign of it. */
  readonly cut: readonly { readonly path: string; readonly sign: string }[];
}

interface InputFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
  /** When the file was last written to, in `time_zone`: `YYYY-MM-DD HH:MM`. */
  readonly written?: string;
}

/** The shape of one of `inputs` in a report. */
export const inputSchema = z
  .strictObject({
    source: text,
    files: z.array(
      z.strictObject({
        path: text,
        bytes: count,
        sha256: text,
        encoding: text,
        written: text.exactOptional().describe('When, in time_zone: YYYY-MM-DD HH:MM.'),
      }),
    ),
    lines: count,
    header: count,
    blank: count,
    dropped: count.exactOptional(),
    lines_of_records: count,
    records: count,
    accepted: count,
    repeated: count,
    excluded: count,
    rejected: count,
    emptied: count.describe('Values that became empty, over all fields.'),
    exclusions: z.array(countedSchema),
    reject_reasons: z.array(countedSchema),
    arrival: z
      .strictObject({
        age_hours: z.number().min(0).exactOptional(),
        last: z.strictObject({ as_of: text, records: count, same: z.boolean() }).exactOptional(),
        cut: z.array(z.strictObject({ path: text, sign: text })),
      })
      .exactOptional()
      .describe('How old it is, what the last run read, and files that look cut off.'),
  })
  .describe(
    'records = accepted + repeated + excluded + rejected; lines = header + blank + dropped + lines_of_records.',
  );
