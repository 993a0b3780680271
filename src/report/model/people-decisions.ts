import { z } from 'zod';
import { type Capped, capped } from './capped.js';
import { count, text } from './values.js';

/** What people decided about pairs and rows, each decision counted once, in one of the counts. */
export interface PeopleDecisions {
  /** The file, as the config writes it. */
  readonly file: string;
  readonly link: number;
  readonly no_link: number;
  readonly alone: number;
  /** A row of theirs is no accepted row. */
  readonly dormant: number;
  /** A row of theirs says something else now: they are shown again. */
  readonly changed: number;
  /** Links that something forbids; they stop the plan. */
  readonly contradictions: Capped<ContradictionReport>;
}

interface ContradictionReport {
  /** Of the file of decisions. */
  readonly line: number;
  /** The veto, `one_row_per_person:<source>`, `max_values:<field>`, `apart` or `keep_apart`. */
  readonly reason: string;
}

/** The shape of `matching.decisions` in a report. */
export const peopleDecisionsSchema = z.strictObject({
  file: text,
  link: count,
  no_link: count,
  alone: count,
  dormant: count.describe('A row of theirs is no accepted row.'),
  changed: count.describe('A row of theirs says something else now: they are in review.csv again.'),
  contradictions: capped(z.strictObject({ line: count, reason: text })).describe(
    'Links that something forbids; they stop the plan.',
  ),
});
