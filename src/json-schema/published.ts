import { z } from 'zod';
import { configSchema } from '../config/schema.js';
import { reportSchema } from '../report/schema.js';
import { rulesSchema } from '../rules/file/schema.js';
import { FIELD_DESCRIPTIONS, LOT_DESCRIPTIONS, ORDER_DESCRIPTIONS } from './field-descriptions.js';

/** The first line of a YAML file by which an editor finds its schema. */
export function schemaLine(path: string): string {
  return `# yaml-language-server: $schema=${path}\n`;
}

/** The JSON Schemas of the files that people write and of the report that programs read, by their published names. */
export function publishedSchemas(): Readonly<Record<SchemaFile, string>> {
  return {
    'tier-merge.schema.json': written(configSchema, 'The config of tier-merge, docs/config.md'),
    'rules.schema.json': written(rulesSchema, 'A rule file of tier-merge, docs/rules.md'),
    'report.schema.json': written(reportSchema, 'The report of a plan by tier-merge, docs/report.md'),
  };
}

export type SchemaFile = 'tier-merge.schema.json' | 'rules.schema.json' | 'report.schema.json';

/** Draft 7: what the YAML language servers of today read in full. */
function written(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      describeFields(jsonSchema);
      acceptPresets(jsonSchema);
    },
  });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}

/** Editors complete and explain properties, not the names that a record may have. */
function describeFields(node: z.core.JSONSchema.BaseSchema): void {
  const { propertyNames, additionalProperties } = node;
  if (typeof propertyNames !== 'object' || propertyNames.enum === undefined) return;
  if (typeof additionalProperties !== 'object') return;
  const fields = propertyNames.enum.map(String);
  const descriptions = descriptionsOf(fields);
  node.properties = Object.fromEntries(
    fields.map((field) => {
      const description = descriptions[field];
      return [field, { ...additionalProperties, ...(description === undefined ? {} : { description }) }];
    }),
  );
  node.additionalProperties = false;
  delete node.propertyNames;
}

/** A preset brings its columns along; the config is checked when they are written out. */
function acceptPresets(node: z.core.JSONSchema.BaseSchema): void {
  const { properties, required } = node;
  if (properties?.preset === undefined || properties.columns === undefined || required === undefined) return;
  const others = required.filter((name) => name !== 'columns');
  delete node.required;
  if (others.length > 0) node.required = others;
  node.anyOf = [{ required: ['columns'] }, { required: ['preset'] }];
}

/** One name may mean one thing of a member and another of an order. */
function descriptionsOf(fields: readonly string[]): Readonly<Record<string, string>> {
  if (fields.includes('order_no')) return ORDER_DESCRIPTIONS;
  return fields.includes('lot_no') ? LOT_DESCRIPTIONS : FIELD_DESCRIPTIONS;
}
