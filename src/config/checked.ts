import type { z } from 'zod';
import { type Fault, Faults } from '../failure.js';
import { keysAt } from './known-keys.js';
import { didYouMean } from './nearest.js';
import { ownName } from './other-names.js';
import { wording } from './wording.js';
import { pathInWords, type Yaml, type YamlPath } from './yaml.js';

/** Unknown keys of one mapping that are told. */
const MOST_KEYS = 100;

/** The value as the schema reads it, with defaults. Throws all faults at once, each at its line. */
export function checked<T extends z.ZodType>(schema: T, yaml: Yaml): z.output<T> {
  const { value, faults } = shaped(schema, yaml);
  if (faults.length > 0) throw new Faults(inOrder(faults));
  return value;
}

export interface Shaped<T> {
  /** Without what is at fault. */
  readonly value: T;
  /** For the caller to tell together with what it finds itself. */
  readonly faults: readonly Fault[];
}

/** The same for whom has more to check: throws only where the faults leave no value to go on with. */
export function shaped<T extends z.ZodType>(schema: T, yaml: Yaml): Shaped<z.output<T>> {
  const result = schema.safeParse(yaml.value);
  if (result.success) return { value: result.data, faults: [] };
  const { issues } = result.error;
  const faults = issues.flatMap((issue) => faultsOf(issue, { schema, yaml, under: [] }));
  const rest = withoutFaults(yaml.value, issues);
  const again = rest === undefined ? undefined : schema.safeParse(rest);
  if (again?.success !== true) throw new Faults(inOrder(faults));
  return { value: again.data, faults };
}

/** As they stand in their file. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * The value without its unknown keys and without words that are none of a list, so that the rest can be
 * checked. An unknown key among columns is left: what names the column would be found at fault as well.
 */
function withoutFaults(value: unknown, issues: readonly Issue[]): unknown {
  const rest: unknown = structuredClone(value);
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys' && !issue.path.includes('columns')) {
      const mapping = valueAt(rest, issue.path) as Record<string, unknown>;
      for (const key of issue.keys) delete mapping[key];
    } else if (issue.code === 'invalid_value') {
      const parent = valueAt(rest, issue.path.slice(0, -1)) as Record<PropertyKey, unknown>;
      const [only, ...others] = issue.values;
      if (others.length === 0) parent[issue.path.at(-1) ?? ''] = only;
      else delete parent[issue.path.at(-1) ?? ''];
    } else return undefined;
  }
  return rest;
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
      ? (ownName(value, issue.values.map(String)) ?? didYouMean(value, issue.values.map(String)))
      : undefined;
  const message = `${pathInWords(path) || 'the file'}: ${wording(issue, value)}`;
  return [{ file, ...place, message, ...(hint === undefined ? {} : { hint }) }];
}

/** The branch of a union that a value was not meant for: already its kind does not fit. */
function isWrongKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}
