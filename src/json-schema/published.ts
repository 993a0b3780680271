import { z } from 'zod';
import { configSchema } from '../config/schema.js';
import { rulesSchema } from '../rules/file/schema.js';
import { FIELD_DESCRIPTIONS, RECORD_DESCRIPTIONS } from './field-descriptions.js';

/** The first line of a YAML file by which an editor finds its schema. */
export function schemaLine(path: string): string {
  return `# yaml-language-server: $schema=${path}\n`;
}

/** The JSON Schemas of the files that people write, by the names they are published under. */
export function publishedSchemas(): Readonly<Record<SchemaFile, string>> {
  return {
    'tier-merge.schema.json': written(configSchema, 'The config of tier-merge, docs/config.md'),
    'rules.schema.json': written(rulesSchema, 'A rule file of tier-merge, docs/rules.md'),
  };
}

export type SchemaFile = 'tier-merge.schema.json' | 'rules.schema.json';

/** Draft 7: what the YAML language servers of today read in full. */
function written(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => describeFields(jsonSchema),
  });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}

/** Editors complete and explain properties, not the names that a record may have. */
function describeFields(node: z.core.JSONSchema.BaseSchema): void {
  const { propertyNames, additionalProperties } = node;
  if (typeof propertyNames !== 'object' || propertyNames.enum === undefined) return;
  if (typeof additionalProperties !== 'object') return;
  node.properties = Object.fromEntries(
    propertyNames.enum.map(String).map((field) => [field, { ...additionalProperties, ...described(field) }]),
  );
  node.additionalProperties = false;
  delete node.propertyNames;
}

function described(field: string): { readonly description?: string } {
  const description = ({ ...FIELD_DESCRIPTIONS, ...RECORD_DESCRIPTIONS } as Readonly<Record<string, string>>)[
    field
  ];
  return description === undefined ? {} : { description };
}
