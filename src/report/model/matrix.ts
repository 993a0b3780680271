import { z } from 'zod';
import { count, grade, text } from './values.js';

/** The mapped grades of the first two sources against the unified grade. Cells add up to members.total. */
export interface GradeMatrix {
  readonly row_source: string;
  readonly column_source: string;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  /** A grade of the ladder; `null`: has rows there without a grade; `'-'`: has no row there. */
  readonly row: string | null;
  readonly column: string | null;
  readonly unified: string | null;
  readonly members: number;
}

/** The shape of `matrix` in a report. */
export const matrixSchema = z
  .strictObject({
    row_source: text,
    column_source: text,
    cells: z.array(z.strictObject({ row: grade, column: grade, unified: grade, members: count })),
  })
  .describe("A row or column is a grade, null (rows without a grade) or '-' (no row there).");
