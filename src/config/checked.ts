import type { z } from 'zod';
import { type Fault, Faults } from '../failure.js';
import { keysAt } from './known-keys.js';
import { didYouMean } from './nearest.js';
import { wording } from './wording.js';
import { pathInWords, type Yaml, type YamlPath } from './yaml.js';

/** Unknown keys of one mapping that are told. */
const MOST_KEYS = 100;

/** The value as the schema reads it, with defaults. Throws all faults at once, each at its line. */
export function checked<T extends z.ZodType>(schema: T, yaml: Yaml): z.output<T> {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, { schema, yaml, under: [] }));
  throw new Faults(faults.toSorted((a, b) => a.line - b.line || a.column - b.column));
}

type Issue = z.core.$ZodIssue;

interface Reading {
  readonly schema: z.ZodType;
  readonly yaml: Yaml;
  readonly under: YamlPath;
}

function faultsOf(issue: Issue, { schema, yaml, under }: Reading): readonly Fault[] {
  const path = [...under, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const file = yaml.file;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    // Finding a place costs as much as the mapping is long, and nobody reads thousands of faults.
    return issue.keys.slice(0, MOST_KEYS).map((key) => ({
      file,
      ...yaml.whereKey([...path, key]),
      message: `unknown key ${key}${path.length === 0 ? '' : ` in ${pathInWords(path)}`}`,
      hint: didYouMean(key, known) ?? `known here: ${known.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const [branch] = issue.errors.filter((errors) => !errors.some(isWrongKind));
    if (branch !== undefined)
      return branch.flatMap((inner) => faultsOf(inner, { schema, yaml, under: path }));
  }
  const place = issue.code === 'invalid_key' ? yaml.whereKey(path) : yaml.where(path);
  const value = valueAt(yaml.value, path);
  const hint =
    issue.code === 'invalid_value' && typeof value === 'string'
      ? didYouMean(value, issue.values.map(String))
      : undefined;
  const message = `${pathInWords(path) || 'the file'}: ${wording(issue, value)}`;
  return [{ file, ...place, message, ...(hint === undefined ? {} : { hint }) }];
}

/** The branch of a union that a value was not meant for: already its kind does not fit. */
function isWrongKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}
