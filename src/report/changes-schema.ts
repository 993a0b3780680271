import { z } from 'zod';

const count = z.int().min(0);
const text = z.string();
const units = z.string().regex(/^-?\d+$/);
const grade = z.string().nullable().describe('A grade of the ladder; null is none.');

/** The shape of `flow` in a report. */
export const flowSchema = z
  .array(
    z.strictObject({
      source: text,
      members: count,
      bands: z.array(z.strictObject({ grade, unified: grade, members: count })),
    }),
  )
  .describe('A member with rows in several sources is counted once in each; members = the sum of bands.');

/** What is told of a member that stands for others. */
export const example = {
  member_id: text,
  name: text.nullable(),
  source_grades: z.array(z.strictObject({ source: text, label: text.nullable() })),
  before: grade,
  after: grade,
};

const rule = { rule: text, adjusted_by: text.nullable() };

const losers = z.strictObject({
  steps: z.array(z.strictObject({ before: grade, after: grade, members: count })),
  by_rule: z.array(z.strictObject({ ...rule, members: count })),
  examples: z
    .strictObject({
      total: count,
      shown: z.array(z.strictObject({ ...example, steps: count, ...rule })),
      file: text,
    })
    .describe('Most steps down first, then the highest grade before.'),
});

const counted = z.array(z.strictObject({ name: text, count }));

const gone = z.strictObject({
  by_grade: z.array(z.strictObject({ grade, members: count })),
  points: z.array(z.strictObject({ bucket: text, balance: units })).describe('What they hold and keep.'),
  examples: z.strictObject({
    total: count,
    shown: z.array(z.strictObject({ member_id: text, name: text.nullable(), grade, rows: counted })),
    file: text,
  }),
});

/** The shape of `losses` in a report. */
export const lossSchema = z
  .strictObject({ down: losers, left: losers, gone })
  .describe('As many as grades.down, grades.left and members.gone; steps and by_rule add up to these.');

/** The shape of `grade_points` in a report. */
export const gradePointsSchema = z
  .array(
    z.strictObject({
      bucket: text,
      before: units.nullable(),
      after: units,
      by_grade: z.array(z.strictObject({ grade, before: units.nullable(), after: units })),
    }),
  )
  .describe('What the members of each grade hold; before is null on a first run. Each list adds up.');

/** The shape of `matching.largest_members` in a report. */
export const largestSchema = z
  .strictObject({
    total: count,
    shown: z.array(
      z.strictObject({
        member_id: text,
        name: text.nullable(),
        rows: count,
        sources: counted,
        joined_by: counted,
      }),
    ),
    file: text,
  })
  .describe('Members with several rows, most rows first.');
