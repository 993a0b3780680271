import { readFile, stat } from 'node:fs/promises';
import { distance } from 'fastest-levenshtein';
import {
  isMap,
  isScalar,
  LineCounter,
  type Node,
  Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import { z } from 'zod';
import { Failure, type Fault, Faults } from '../failure.js';
import { hideCommas, showCommas } from './flow-commas.js';

/** Where something stands in a file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type YamlPath = readonly (string | number)[];

/** A YAML file that was read, and where each of its values stands. */
export interface Yaml {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; of something that is absent, where its nearest parent stands. */
  where(path: YamlPath): Place;
  /** Where the key of the value at a path stands; of a list item, where the item stands. */
  whereKey(path: YamlPath): Place;
}

const MAX_BYTES = 262_144;

/** Unknown keys of one mapping that are told. */
const MOST_KEYS = 100;

/** The bytes of a small text file that a person wrote. Throws Failure when it is absent or over 1 MB. */
export async function readSmall(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw new Failure(
      'usage',
      `${path}: there is no such file`,
      'name the config with -c FILE, its rules under rules',
    );
  if (found.size > MAX_BYTES) throw tooLarge(path, found.size);
  return readFile(path);
}

/** Parses one YAML document, composed to NFC because labels in exports are. Throws all faults at once. */
export function parseYaml(path: string, text: string): Yaml {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) throw tooLarge(path, bytes);
  const lines = new LineCounter();
  const document = parseDocument(hideCommas(text.normalize('NFC')), {
    lineCounter: lines,
    prettyErrors: false,
    // The parser's own check compares every key with every other: minutes for a file of many keys.
    uniqueKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  // A warning is an unknown tag, which would otherwise be read as if it were not there.
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    file: path,
    ...placeOf(error.pos[0]),
    message: error.message,
  }));
  visit(document, {
    Map: (_key, node) => {
      for (const { key, message } of strangeKeys(node))
        faults.push({ file: path, ...placeOf(startOf(key) ?? 0), message });
    },
    Scalar: (_key, node) => {
      if (typeof node.value === 'string') node.value = showCommas(node.value);
      if (isInexact(node)) {
        const message = `the number ${node.source} cannot be held exactly`;
        faults.push({ file: path, ...placeOf(node.range?.[0] ?? 0), message });
      }
    },
  });
  if (faults.length > 0) throw new Faults(faults);
  return {
    file: path,
    value: plain(path, () => document.toJS({ maxAliasCount: 100 })),
    where: (at) => placeOf(offsetOf(document.contents, at, 'value')),
    whereKey: (at) => placeOf(offsetOf(document.contents, at, 'key')),
  };
}

/** The value as the schema reads it, with defaults. Throws all faults at once, each at its line. */
export function checked<T extends z.ZodType>(schema: T, yaml: Yaml): z.output<T> {
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, { schema, yaml, under: [] }));
  throw new Faults(faults.toSorted((a, b) => a.line - b.line || a.column - b.column));
}

/** `did you mean x?` when one of the known words is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate, 'en'));
  const [best] = ranked;
  if (best === undefined || best.far > Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length * 0.4)))
    return undefined;
  return `did you mean ${best.candidate}?`;
}

/** Keys that stand twice in one mapping, and the one that JavaScript would not keep as a key. */
function strangeKeys(map: YAMLMap): readonly { readonly key: unknown; readonly message: string }[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    const text = isScalar(key) ? String(key.value) : String(key);
    if (text === '__proto__') return [{ key, message: 'a key cannot be __proto__' }];
    if (seen.has(text)) return [{ key, message: `the key ${text} stands here a second time` }];
    seen.add(text);
    return [];
  });
}

function tooLarge(path: string, bytes: number): Failure {
  return new Failure('usage', `${path}: ${bytes} bytes; a file written by hand has at most ${MAX_BYTES}`);
}

/** JavaScript rounds such a number without a word. */
function isInexact(node: Scalar): boolean {
  if (typeof node.value !== 'number' || node.source === undefined) return false;
  if (Number.isInteger(node.value)) return !Number.isSafeInteger(node.value);
  return !Number.isFinite(node.value) || node.source.replace(/[eE].*|\D/g, '').length > 15;
}

function plain(path: string, convert: () => unknown): unknown {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new Failure('usage', `${path}: too many aliases`, 'write the values out', { cause: error });
  }
}

function offsetOf(root: Node | null, path: YamlPath, part: 'key' | 'value'): number {
  let node: unknown = root;
  let offset = 0;
  for (const [index, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === undefined) break;
    const wantsKey = part === 'key' && index === path.length - 1;
    node = child instanceof Pair ? (wantsKey ? child.key : child.value) : child;
    offset = startOf(node) ?? (child instanceof Pair ? startOf(child.key) : undefined) ?? offset;
  }
  return path.length === 0 ? (startOf(root) ?? 0) : offset;
}

function childOf(node: unknown, step: string | number): unknown {
  if (isMap(node))
    return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step));
  const items = (node as { readonly items?: readonly unknown[] } | null)?.items;
  return typeof step === 'number' ? items?.[step] : undefined;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
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
      message: `unknown key ${key}${path.length === 0 ? '' : ` in ${path.join('.')}`}`,
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
  const message = `${path.join('.') || 'the file'}: ${wording(issue, value)}`;
  return [{ file, ...place, message, ...(hint === undefined ? {} : { hint }) }];
}

/** The branch of a union that a value was not meant for: already its kind does not fit. */
function isWrongKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function wording(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing';
  const shown = typeof value === 'object' && value !== null ? '' : `, not ${JSON.stringify(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindName(issue.expected)}${shown}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}${shown}`;
    case 'invalid_union':
      return `must be ${issue.errors.flat().map(expectation).filter(unique).join(' or ')}${shown}`;
    case 'invalid_key':
      return issue.issues.map((inner) => inner.message).join('; ');
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'number' ? '' : ' long'}${shown}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'number' ? '' : ' long'}${shown}`;
    default:
      return `${issue.message}${shown}`;
  }
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return kindName(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return issue.message;
}

function unique(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

function kindName(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
  };
  return names[expected] ?? expected;
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

/** The keys that a schema knows at a path, for the suggestion beside an unknown one. */
function keysAt(schema: z.ZodType, path: YamlPath): readonly string[] {
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
