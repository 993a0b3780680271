import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { Failure, type Fault, Faults } from '../failure.js';
import { inOrder, shaped } from './checked.js';
import type { Config, Source } from './config.js';
import { parseDateFormat } from './date-format.js';
import { CLOSED_VALUES, kindOf, RESERVED_NAMES, strangeMeanings } from './fields.js';
import { gateFaults } from './gates.js';
import { identityFaults } from './identity-faults.js';
import { type ConfigFile, configSchema, type SourceFile } from './schema.js';
import { parseYaml, readSmall, type Yaml, type YamlPath } from './yaml.js';

/** What the command line says instead of the file. */
export interface Overrides {
  /** Source name to its files, relative to the working directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Relative to the working directory. */
  readonly workingDirectory: string;
  readonly lang?: ConfigFile['report']['lang'];
  readonly formats?: readonly ConfigFile['report']['formats'][number][];
}

/** Reads and resolves tier-merge.yaml. Throws `Faults` with all faults at once, or a usage Failure. */
export async function loadConfig(path: string, overrides: Overrides): Promise<Config> {
  const bytes = await readSmall(path, 'name the config with -c FILE');
  const yaml = parseYaml(path, bytes.toString('utf8'));
  const { value: file, faults: ofShape } = shaped(configSchema, yaml);
  const faults = [
    ...ofShape,
    ...zoneFaults(yaml, file),
    ...identityFaults(yaml, file),
    ...gateFaults(yaml, file),
    ...Object.keys(file.sources).flatMap((name) => sourceFaults(yaml, file, name)),
  ];
  if (faults.length > 0) throw new Faults(inOrder(faults));
  for (const name of Object.keys(overrides.files ?? {})) {
    if (!Object.hasOwn(file.sources, name))
      throw new Failure(
        'usage',
        `--${name}: ${path} has no source ${name}`,
        `it has: ${Object.keys(file.sources).join(', ')}`,
      );
  }
  const base = dirname(path);
  const sources = await Promise.all(
    Object.entries(file.sources).map(async ([name, source], order): Promise<Source> => {
      const instead = overrides.files?.[name];
      const files =
        instead === undefined
          ? await resolveFiles(source, base, name)
          : [resolve(overrides.workingDirectory, instead)];
      const exclude = source.exclude.map((rule, at) => ({
        ...rule,
        place: yaml.where(['sources', name, 'exclude', at, 'when']),
      }));
      return { ...source, name, order, files, exclude };
    }),
  );
  const { decisions, model, reviewed } = file.identity;
  return {
    path,
    hash: createHash('sha256').update(bytes).digest('hex'),
    project: file.project,
    timeZone: file.time_zone,
    sources,
    identity: {
      ...file.identity,
      country: file.identity.country.toUpperCase(),
      ...(decisions === undefined ? {} : { decisions: resolve(base, decisions) }),
      ...(reviewed === undefined ? {} : { reviewed: resolve(base, reviewed) }),
      ...(model === undefined || isModelWord(model) ? {} : { model: resolve(base, model) }),
    },
    rules: resolve(base, file.rules),
    limits: file.limits,
    target: file.target,
    output: { dir: resolve(base, file.output.dir), format: file.output.format },
    report: {
      ...file.report,
      lang: overrides.lang ?? file.report.lang,
      formats: [...(overrides.formats ?? file.report.formats)],
    },
  };
}

/** Whether the config says where the weights come from by a word, not by a file. */
function isModelWord(model: string): boolean {
  return model === 'ready-made' || model === 'train';
}

/** Paths in the order of their names; a glob that finds nothing is a fault of the input, not of the config. */
async function resolveFiles(source: SourceFile, base: string, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pattern of [source.files].flat()) {
    if (!isDynamicPattern(pattern)) {
      found.push(resolve(base, pattern));
      continue;
    }
    const matches = await glob(pattern, {
      cwd: base,
      absolute: true,
      onlyFiles: true,
      expandDirectories: false,
    });
    if (matches.length === 0) {
      throw new Failure(
        'input',
        `${name}: no file matches ${pattern} in ${base}`,
        `bring the export there, or correct sources.${name}.files`,
      );
    }
    found.push(...matches);
  }
  return [...new Set(found)].sort();
}

function zoneFaults(yaml: Yaml, file: ConfigFile): readonly Fault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: file.time_zone });
    return [];
  } catch {
    return [
      fault(
        yaml,
        ['time_zone'],
        `time_zone: there is no zone ${file.time_zone}`,
        'such as Asia/Seoul or UTC',
      ),
    ];
  }
}

function sourceFaults(yaml: Yaml, file: ConfigFile, name: string): readonly Fault[] {
  const source = file.sources[name];
  if (source === undefined) return [];
  const at = (...rest: YamlPath) => ['sources', name, ...rest];
  const faults: Fault[] = [];
  if (!('member_id' in source.columns)) {
    faults.push(
      fault(
        yaml,
        at('columns'),
        `${name}: columns has no member_id`,
        'add the header of the column that identifies a member, such as member_id: 회원번호',
      ),
    );
  }
  for (const [field, formats] of Object.entries(source.formats)) {
    if (!(field in source.columns)) {
      faults.push(unmapped(yaml, at('formats', field), name));
      continue;
    }
    for (const format of [formats ?? []].flat()) {
      if (kindOf(field) !== 'date')
        faults.push(fault(yaml, at('formats', field), `formats.${field}: ${field} is no date`));
      else if (parseDateFormat(format) === undefined) {
        faults.push(
          fault(
            yaml,
            at('formats', field),
            `formats.${field}: ${format} is no date format`,
            'use YYYY or YY, MM and DD once each, such as YYYY.MM.DD or YYMMDD',
          ),
        );
      }
    }
  }
  for (const [field, meanings] of Object.entries(source.values)) {
    if (!(field in source.columns)) {
      faults.push(unmapped(yaml, at('values', field), name));
      continue;
    }
    const known = CLOSED_VALUES[kindOf(field)];
    if (known === undefined && kindOf(field) !== 'label')
      faults.push(fault(yaml, at('values', field), `values.${field}: ${field} has no list of values`));
    for (const meaning of strangeMeanings(kindOf(field), meanings ?? {})) {
      faults.push(
        fault(
          yaml,
          at('values', field),
          `values.${field}: ${field} cannot be ${meaning}`,
          `it can be: ${known?.join(', ')}`,
        ),
      );
    }
  }
  if (source.on_repeat !== 'reject' && !(source.on_repeat.latest in source.columns)) {
    faults.push(
      fault(
        yaml,
        at('on_repeat', 'latest'),
        `on_repeat: ${source.on_repeat.latest} is not among the columns of ${name}`,
      ),
    );
  } else if (source.on_repeat !== 'reject' && kindOf(source.on_repeat.latest) !== 'date') {
    faults.push(fault(yaml, at('on_repeat', 'latest'), `on_repeat: ${source.on_repeat.latest} is no date`));
  }
  for (const field of Object.keys(source.extra)) {
    if (field in source.columns)
      faults.push(fault(yaml, at('extra', field), `extra.${field}: ${field} is among the columns already`));
    if (RESERVED_NAMES.has(field))
      faults.push(fault(yaml, at('extra', field), `extra.${field}: the program needs this name for itself`));
  }
  return faults;
}

function unmapped(yaml: Yaml, path: YamlPath, source: string): Fault {
  const [section, field] = path.slice(-2);
  return fault(yaml, path, `${section}.${field}: ${field} is not among the columns of ${source}`);
}

function fault(yaml: Yaml, path: YamlPath, message: string, hint?: string): Fault {
  return { file: yaml.file, ...yaml.where(path), message, ...(hint === undefined ? {} : { hint }) };
}
