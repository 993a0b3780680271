import { z } from 'zod';
import type { YamlPath } from './yaml.js';

/** The keys that a schema knows at a path, for the suggestion beside an unknown one. */
export function keysAt(schema: z.ZodType, path: YamlPath): readonly string[] {
  let level: readonly z.ZodType[] = branches(schema);
  for (const step of path) level = level.flatMap((node) => childSchemas(node, step)).flatMap(branches);
  return level.flatMap((node) => {
    if (node instanceof z.ZodObject) return Object.keys(node.shape);
    if (node instanceof z.ZodRecord && node.keyType instanceof z.ZodEnum)
      return node.keyType.options.map(String);
    return [];
  });
}

function childSchemas(node: z.ZodType, step: string | number): readonly z.ZodType[] {
  const found: unknown =
    node instanceof z.ZodObject
      ? node.shape[String(step)]
      : node instanceof z.ZodRecord
        ? node.valueType
        : node instanceof z.ZodArray
          ? node.element
          : undefined;
  return found === undefined ? [] : [found as z.ZodType];
}

/** What is inside defaults, options and unions. */
function branches(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => branches(option as z.ZodType));
  if (schema instanceof z.ZodPipe) return branches(schema.in as z.ZodType);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  )
    return branches(schema.unwrap() as z.ZodType);
  return [schema];
}
