import { z } from 'zod';
import { columnSchema } from './column-schema.js';
import { exportShape, extraName } from './export-schema.js';
import { LOT_FIELD_NAMES, ORDER_FIELD_NAMES } from './order-fields.js';

const exclusion = z.strictObject({
  name: z.string().min(1).describe('What these records are, in words; shown in the report.'),
  when: z.string().min(1).describe('A condition over the fields of one record.'),
});

/** One export of a kind: what its columns mean, and whose member ids it carries. */
function exportOf(names: readonly string[]) {
  const field = z.enum(names as [string, ...string[]]);
  return {
    of: z.string().min(1).describe('The source whose member ids these are.'),
    ...exportShape,
    columns: z.partialRecord(field, columnSchema).describe('field: header in the export'),
    formats: z
      .partialRecord(field, z.union([z.string(), z.array(z.string()).min(1)]))
      .default({})
      .describe('Date formats per field, tried in order.'),
    values: z
      .partialRecord(field, z.record(z.string(), z.union([z.string(), z.boolean()])))
      .default({})
      .describe('field: { text in the export: meaning }'),
    exclude: z.array(exclusion).default([]).describe('Records that do not count; listed.'),
    on_repeat: z
      .union([
        z.literal('reject'),
        z.strictObject({ latest: field.describe('A date: the newest record is kept.') }),
      ])
      .default('reject')
      .describe('Differing records with one number: reject them all, or keep the newest by a date.'),
  };
}

export const ordersSchema = z.strictObject({
  ...exportOf(ORDER_FIELD_NAMES),
  extra: z.record(extraName, columnSchema).default({}).describe('Any other column a rule wants.'),
  numbers: z
    .enum(['shared', 'own'])
    .default('shared')
    .describe('shared: the same number in another export is the same order. own: it is another one.'),
  time_zone: z.string().min(1).optional().describe('Of its moments, when it is not that of the project.'),
});

export const lotsSchema = z.strictObject(exportOf(LOT_FIELD_NAMES));

export type OrdersFile = z.output<typeof ordersSchema>;
export type LotsFile = z.output<typeof lotsSchema>;
