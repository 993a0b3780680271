import { readFile, stat } from 'node:fs/promises';
import {
  isMap,
  isScalar,
  LineCounter,
  type Node,
  Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { Failure, type Fault, Faults } from '../failure.js';
import { whyUnreadable } from '../unreadable.js';
import { hideCommas, showCommas } from './flow-commas.js';
import { yamlHint } from './yaml-fault.js';

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

/** Neither the engine nor a database keeps such a text. */
const HOLDS_NUL = 'a text cannot hold the character \\x00';

const MAX_BYTES = 262_144;

/** The bytes of a small text file that a person wrote. Throws Failure when it cannot be read, with a hint. */
export async function readSmall(path: string, hint = 'check the path'): Promise<Buffer> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Failure('usage', `${path}: is not a file`, hint);
    if (found.size > MAX_BYTES) throw tooLarge(path, found.size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('usage', `${path}: ${whyUnreadable(error)}`, hint, { cause: error });
  }
}

/** Parses one YAML document, composed to NFC because labels in exports are. Throws all faults at once. */
export function parseYaml(path: string, text: string): Yaml {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) throw tooLarge(path, bytes);
  const lines = new LineCounter();
  const document = parseDocument(hideCommas(text.normalize('NFC')), {
    lineCounter: lines,
    prettyErrors: false,
    // Its warnings would otherwise be printed a second time, by Node.
    logLevel: 'error',
    // The parser's own check compares every key with every other: minutes for a file of many keys.
    uniqueKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  // A warning is an unknown tag, which would otherwise be read as if it were not there.
  const faults: Fault[] = unreadable([...document.errors, ...document.warnings]).map((error) => ({
    file: path,
    ...placeOf(error.pos[0]),
    message: error.message,
    hint: yamlHint(error),
  }));
  visit(document, {
    Map: (_key, node) => {
      for (const { key, ...fault } of strangeKeys(node))
        faults.push({ file: path, ...placeOf(startOf(key) ?? 0), ...fault });
    },
    Scalar: (_key, node) => {
      if (typeof node.value === 'string') node.value = showCommas(node.value);
      if (String(node.value).includes('\0'))
        faults.push({
          file: path,
          ...placeOf(node.range?.[0] ?? 0),
          message: HOLDS_NUL,
          hint: 'take it out: \\0 and \\x00 in double quotes stand for it',
        });
      if (isInexact(node)) {
        const message = `the number ${node.source} cannot be held exactly`;
        const hint = 'write at most 15 digits, or put it into quotes';
        faults.push({ file: path, ...placeOf(node.range?.[0] ?? 0), message, hint });
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

/** What is broken once makes nonsense of much that follows it. */
function unreadable(errors: readonly YAMLError[]): readonly YAMLError[] {
  const [first] = errors;
  const isBroken = first !== undefined && /^(TAB_AS_INDENT|BAD_INDENT|MISSING_CHAR)$/.test(first.code);
  return isBroken ? [first] : errors;
}

/** A path as a person reads it, counting from the first: `decide (2nd).grade`. */
export function pathInWords(path: YamlPath): string {
  return path
    .map((step) => (typeof step === 'number' ? ` (${ordinal(step + 1)})` : `.${step}`))
    .join('')
    .slice(1);
}

function ordinal(n: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as Partial<Record<Intl.LDMLPluralRule, string>>;
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}

interface StrangeKey {
  readonly key: unknown;
  readonly message: string;
  readonly hint: string;
}

/** Keys that stand twice in one mapping, and the one that JavaScript would not keep as a key. */
function strangeKeys(map: YAMLMap): readonly StrangeKey[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    const text = isScalar(key) ? String(key.value) : String(key);
    if (text === '__proto__')
      return [{ key, message: 'a key cannot be __proto__', hint: 'choose another name' }];
    if (seen.has(text))
      return [
        {
          key,
          message: `the key ${text} stands here a second time`,
          hint: 'put both together under one key, or rename one of them',
        },
      ];
    seen.add(text);
    return [];
  });
}

function tooLarge(path: string, bytes: number): Failure {
  return new Failure(
    'usage',
    `${path}: ${bytes} bytes; a file written by hand has at most ${MAX_BYTES}`,
    'name the config with -c FILE, or correct `rules` there: this is most likely an export',
  );
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
