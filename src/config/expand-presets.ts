import { createHash } from 'node:crypto';
import type { Fault } from '../failure.js';
import type { ColumnText } from './column-schema.js';
import type { SourcePreset } from './source-presets/preset.js';
import { sourcePreset } from './source-presets.js';
import type { Yaml, YamlPath } from './yaml.js';

/** A preset that a source uses, for whoever has to say where a column comes from. */
export interface PresetInForce {
  readonly name: string;
  /** Where the config says `preset:`. */
  readonly at: Pick<Fault, 'file' | 'line' | 'column'>;
  /** By field the columns that the preset names and the config does not. */
  readonly columns: ReadonlyMap<string, PresetColumn>;
}

export interface PresetColumn {
  readonly section: 'columns' | 'extra';
  readonly column: ColumnText;
}

export interface Expanded {
  /** With the presets written out. What a preset says stands where the config says `preset:`. */
  readonly yaml: Yaml;
  readonly faults: readonly Fault[];
  /** Whether a name is no preset: the columns of that source are then not known, and cannot be at fault. */
  readonly hasUnknown: boolean;
  /** By source. A source whose preset is not known is not among them. */
  readonly presets: ReadonlyMap<string, PresetInForce>;
  /** Of what the presets say, so that one that changes changes the config; undefined without any. */
  readonly digest?: string;
}

/** What a config writes wins, key by key and inside these entry by entry. */
const BY_ENTRY: readonly string[] = ['columns', 'extra', 'formats', 'values'];

/** The word that takes a column of a preset out. */
const NONE = 'none';

/** Writes the presets of sources out, before anything else is checked. An unknown name is left to the schema. */
export function expandPresets(yaml: Yaml): Expanded {
  const root = mapping(yaml.value);
  const named = Object.entries(mapping(root.sources)).flatMap(([name, source]) => {
    const written = mapping(source);
    return written.preset === undefined ? [] : [{ name, written, preset: known(written.preset) }];
  });
  const used = named.filter((one): one is Used => one.preset !== undefined);
  const hasUnknown = used.length < named.length;
  if (named.length === 0) return { yaml, faults: [], hasUnknown, presets: new Map() };
  const sources = Object.fromEntries(
    named.map(({ name, written, preset }) => [
      name,
      preset === undefined ? { columns: {}, ...written } : merged(written, preset),
    ]),
  );
  return {
    yaml: {
      file: yaml.file,
      value: { ...root, sources: { ...mapping(root.sources), ...sources } },
      where: (path) => yaml.where(placed(yaml.value, path, sources)),
      whereKey: (path) => yaml.whereKey(placed(yaml.value, path, sources)),
    },
    faults: used.flatMap((one) => uselessNones(yaml, one)),
    hasUnknown,
    presets: new Map(used.map((one) => [one.name, inForce(yaml, one)])),
    digest: digestOf(used),
  };
}

interface Used {
  readonly name: string;
  readonly written: Mapping;
  readonly preset: SourcePreset;
}

type Mapping = Readonly<Record<string, unknown>>;

function known(name: unknown): SourcePreset | undefined {
  return typeof name === 'string' ? sourcePreset(name) : undefined;
}

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

function merged(written: Mapping, { source }: SourcePreset): Mapping {
  const said = source as Mapping;
  const sections = BY_ENTRY.filter((section) => section in said || section in written).map((section) => {
    const own = written[section];
    // What is no mapping is left as it stands, for the schema to refuse.
    if (own !== undefined && !isMapping(own)) return [section, own] as const;
    const isTaken = takenOut(mapping(written[section === 'extra' ? 'extra' : 'columns']));
    const left = Object.entries(mapping(said[section])).filter(([field]) => !isTaken(field));
    // What the config says of a column that it takes out is a fault, and not to be lost here.
    const kept = Object.entries(mapping(own)).filter(([, value]) => !(isNamed(section) && value === NONE));
    return [section, Object.fromEntries([...left, ...kept])] as const;
  });
  return { ...said, ...written, ...Object.fromEntries(sections) };
}

/** The fields that the config takes out; what the preset says of their formats and values goes with them. */
function takenOut(columns: Mapping): (field: string) => boolean {
  return (field) => columns[field] === NONE;
}

function isNamed(section: string): boolean {
  return section === 'columns' || section === 'extra';
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The path as far as the file has it; of what a preset has said, the place of the preset's name. */
function placed(root: unknown, path: YamlPath, presets: Mapping): YamlPath {
  const [section, name] = path;
  if (section !== 'sources' || !(String(name) in presets) || path.length < 3) return path;
  return has(root, path) ? path : [section, String(name), 'preset'];
}

function has(root: unknown, path: YamlPath): boolean {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return true;
}

function uselessNones(yaml: Yaml, { name, written, preset }: Used): readonly Fault[] {
  return (['columns', 'extra'] as const).flatMap((section) =>
    Object.entries(mapping(written[section])).flatMap(([field, column]) => {
      if (column !== NONE || field in (preset.source[section] ?? {})) return [];
      return [
        {
          file: yaml.file,
          ...yaml.whereKey(['sources', name, section, field]),
          message: `${section}.${field}: none takes a column of the preset out, and ${preset.name} has no ${field} there`,
          hint: `delete the line; it has: ${Object.keys(preset.source[section] ?? {}).join(', ') || 'nothing'}`,
        },
      ];
    }),
  );
}

function inForce(yaml: Yaml, { name, written, preset }: Used): PresetInForce {
  const own = new Set([written.columns, written.extra].flatMap((section) => Object.keys(mapping(section))));
  const columns = (['columns', 'extra'] as const).flatMap((section) =>
    Object.entries(preset.source[section] ?? {}).map(
      ([field, column]) => [field, { section, column }] as const,
    ),
  );
  return {
    name: preset.name,
    at: { file: yaml.file, ...yaml.where(['sources', name, 'preset']) },
    columns: new Map(columns.filter(([field]) => !own.has(field))),
  };
}

function digestOf(used: readonly Used[]): string {
  const said = used.map(({ name, preset }) => [name, preset.source]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
