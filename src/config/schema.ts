import { z } from 'zod';
import { columnSchema } from './column-schema.js';
import { exportShape, extraName } from './export-schema.js';
import { FIELD_NAMES } from './fields.js';
import { fileList } from './file-lists.js';
import { identitySchema } from './identity-schema.js';
import { legacyFileSchema } from './legacy-files.js';
import { lotsSchema, ordersSchema } from './orders-schema.js';
import { isPeriod } from './period.js';
import { presetName } from './preset-name.js';

const sourceName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,30}$/, 'a source name is lower-case letters, digits and _, such as online');

const fieldName = z.enum(FIELD_NAMES as [string, ...string[]]);

const share = z
  .union([z.number().min(0), z.string().regex(/^\d+(\.\d+)?%$/, 'a number or a percentage such as 0.5%')])
  .describe('A count, or a percentage of the stated whole.');

// Coerced, so that a share written as a number is told what it must be instead.
const percentage = z.coerce.string().regex(/^\d+(\.\d+)?%$/, 'must be a percentage such as 99.5%');

const exclusion = z.strictObject({
  name: z.string().min(1).describe('What these rows are, in words; shown in the report.'),
  when: z
    .string()
    .min(1)
    .describe('A condition over the fields of one row.')
    .meta({ examples: ["name like '%test%' or member_id like 'TEST%'"] }),
  keep_apart: z
    .boolean()
    .default(false)
    .describe('They stay members of their own instead of leaving the plan.'),
});

const source = z.strictObject({
  preset: presetName.optional(),
  ...exportShape,
  files: z
    .union([z.string().min(1), z.array(z.union([z.string().min(1), fileList])).min(1)])
    .optional()
    .describe('A path, a glob or a list of them, relative to this file; .gz is unpacked.'),
  mode: z
    .enum(['full', 'delta'])
    .default('full')
    .describe('full: members that are absent are gone. delta: members that are absent are unchanged.'),
  one_row_per_person: z.boolean().default(false).describe('This source holds no duplicates of its own.'),
  columns: z
    .partialRecord(fieldName, columnSchema)
    .describe('canonical field: header in the export, or how several columns become one'),
  extra: z.record(extraName, columnSchema).default({}).describe('Any other column a rule wants.'),
  formats: z
    .partialRecord(fieldName, z.union([z.string(), z.array(z.string()).min(1)]))
    .default({})
    .describe('Date formats per field, tried in order, of YYYY YY MM DD and what stands between them.'),
  values: z
    .partialRecord(fieldName, z.record(z.string(), z.union([z.string(), z.boolean()])))
    .default({})
    .describe('field: { text in the export: meaning }'),
  exclude: z.array(exclusion).default([]).describe("Rows that are nobody's membership; counted and listed."),
  on_repeat: z
    .union([
      z.literal('reject'),
      z.strictObject({ latest: fieldName.describe('A date: the newest row is kept.') }),
    ])
    .default('reject')
    .describe('Differing rows with one member id: reject them all, or keep the newest by a date.'),
});

const limits = z.strictObject({
  max_rejected: share.default('0.5%').describe('Rejected records, of all records of one source.'),
  max_emptied: share.optional().describe('Emptied values of one field, of the records of one source.'),
  min_rows_vs_last: share.optional().describe('Records against the last run, per source.'),
  max_cut: z.int().min(0).default(0).describe('Files of one source that look cut off at their end.'),
  max_changed: share.optional().describe('Changed members, of the members before this run.'),
  max_downgraded: share.optional().describe('Members with a lower grade than before, of all graded members.'),
  max_gone: share.optional().describe('Members that are gone, of the members before this run.'),
  max_new: share.optional().describe('New members, of the members before this run.'),
  max_points_change: share
    .optional()
    .describe('By how much the total of one bucket changes, of its total before this run.'),
  max_unmatched: share.optional().describe('Persons with rows of one source only, of all persons.'),
  max_review: share.optional().describe('Pairs that wait for a person, of all links.'),
  max_cluster: z.int().min(2).default(8).describe('Rows of the largest person.'),
  min_precision: percentage.optional().describe('Right links, estimated from the reviewed sample.'),
  min_recall: percentage
    .optional()
    .describe('Found pairs of one person, estimated from the reviewed sample.'),
});

/** The files that a report can be written as. */
export const REPORT_FORMATS = ['html', 'xlsx', 'json', 'md'] as const;

const connection = z.union([z.string(), z.record(z.string(), z.unknown())]);

const target = z.strictObject({
  client: z
    .enum(['better-sqlite3', 'pg', 'mysql2'])
    .describe('The knex client: SQLite, PostgreSQL, or MySQL and MariaDB.'),
  connection: connection.describe(
    'SQLite: a path or { filename: PATH }. Servers: an address, or { host, port, user, password, database, ssl }. Any value may be env:NAME or file:PATH.',
  ),
  prefix: z
    .string()
    .regex(/^[a-z0-9_]*$/)
    .default('')
    .describe('Put before every table name.'),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .optional()
    .describe('PostgreSQL: the schema of the tables, which must be there.'),
});

const period = z.string().refine(isPeriod, 'must be days, months or years, such as 3 years');

const retention = z.strictObject({
  gone: period.optional().describe('Members that are in no export any more are erased after this long.'),
  withdrawn: period.optional().describe('Members that have withdrawn are erased after this long.'),
});

/** The shape of tier-merge.yaml. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe('Of this form of the file.'),
  project: z.string().min(1).describe('A name for the merge, shown in the report.'),
  time_zone: z
    .string()
    .min(1)
    .default('UTC')
    .describe('Of every date without a zone, and of today.')
    .meta({ examples: ['Asia/Seoul'] }),
  sources: z
    .record(sourceName, source)
    .refine((all) => Object.keys(all).length > 0, 'at least one source')
    .describe('name: an export and how to read it'),
  orders: z.record(sourceName, ordersSchema).default({}).describe('Transactions, beside the members.'),
  lots: z.record(sourceName, lotsSchema).default({}).describe('Points as lots, each with its expiry.'),
  legacy_files: z
    .record(sourceName, legacyFileSchema)
    .default({})
    .describe('source: a file that tells its legacy system the unified grades, after each run'),
  identity: identitySchema.prefault({}).describe('Which rows are one person.'),
  rules: z.string().min(1).describe('The rule file, relative to this file.'),
  limits: limits.prefault({}).describe('What stops a plan with exit 4.'),
  approval: z
    .enum(['required', 'none'])
    .default('none')
    .describe('Whether a person has to approve a plan before it is applied.'),
  target: target.describe('The database that a plan is applied to.'),
  retention: retention.prefault({}).describe('How long members are kept that are no members any more.'),
  output: z
    .strictObject({
      dir: z.string().default('runs').describe('The folder for plans, relative to this file.'),
      format: z.enum(['csv', 'parquet']).default('csv').describe('Of the tables of a plan.'),
      keep_runs: z
        .int()
        .min(1)
        .optional()
        .describe('Folders of plans beyond the newest so many are removed.'),
      keep_days: z.int().min(1).optional().describe('Folders of plans older than so many days are removed.'),
    })
    .prefault({})
    .describe('Where plans are written.'),
  report: z
    .strictObject({
      formats: z.array(z.enum(REPORT_FORMATS)).default(['html', 'json']).describe('The files of the report.'),
      lang: z.enum(['en', 'ko']).default('en').describe('The language of the report and the console.'),
      mask: z.boolean().default(true).describe('Whether personal data is shown only in part.'),
      expiring_within: z
        .string()
        .regex(/^\d{1,4} days$/, 'must be days, such as 90 days')
        .default('90 days')
        .describe('Points that expire this soon are told.'),
    })
    .prefault({})
    .describe('What people read of a plan.'),
  metrics: z
    .strictObject({
      file: z.string().min(1).describe('Ends with .prom; relative to this file.'),
    })
    .optional()
    .describe("What the last command did, for Prometheus' textfile collector."),
});

/** Limits that each source has of its own. */
export const SOURCE_LIMITS = ['freshness', 'same_as_last'] as const;

/** The names of all limits, for `--allow`. */
export const LIMIT_NAMES = [...Object.keys(limits.shape), ...SOURCE_LIMITS];

export type ConfigFile = z.output<typeof configSchema>;
export type SourceFile = z.output<typeof source>;
export type Identity = z.output<typeof identitySchema>;
export type Limits = z.output<typeof limits>;
export type Target = z.output<typeof target>;
export type Exclusion = z.output<typeof exclusion>;
