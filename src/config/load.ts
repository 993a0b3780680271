import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { Failure, type Fault, Faults } from '../failure.js';
import { inOrder, shaped } from './checked.js';
import type { Config } from './config.js';
import { expandPresets } from './expand-presets.js';
import { exportFaults } from './export-faults.js';
import { gateFaults } from './gates.js';
import { identityFaults } from './identity-faults.js';
import { legacyFileFaults, legacyFiles } from './legacy-files.js';
import { memberExport } from './member-export.js';
import { lotExport, orderExport } from './order-exports.js';
import type { ExportUse } from './resolve-files.js';
import { type ConfigFile, configSchema } from './schema.js';
import type { Surroundings } from './secret.js';
import { parseYaml, readSmall, type Yaml } from './yaml.js';

/** What the command line says instead of the file. */
export interface Overrides {
  /** Source name to its files, relative to the working directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Relative to the working directory. */
  readonly workingDirectory: string;
  /** Where `env:NAME` in the config is looked up. */
  readonly env?: Surroundings['env'];
  readonly lang?: ConfigFile['report']['lang'];
  /** Personal data in clear, whatever the file says. */
  readonly mask?: false;
  readonly formats?: readonly ConfigFile['report']['formats'][number][];
  /** Default: read. */
  readonly exports?: ExportUse;
}

/** Reads and resolves tier-merge.yaml. Throws `Faults` with all faults at once, or a usage Failure. */
export async function loadConfig(path: string, overrides: Overrides): Promise<Config> {
  const bytes = await readSmall(path, 'name the config with -c FILE');
  const expanded = expandPresets(parseYaml(path, bytes.toString('utf8')));
  const { yaml } = expanded;
  const { value: file, faults: ofShape } = shaped(configSchema, yaml);
  const faults = [
    ...ofShape,
    ...expanded.faults,
    ...zoneFaults(yaml, file),
    ...identityFaults(yaml, file),
    ...gateFaults(yaml, file),
    ...(expanded.hasUnknown ? [] : exportFaults(yaml, file)),
    ...legacyFileFaults(yaml, file),
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
  const use = overrides.exports ?? 'read';
  const context = { base, yaml, use, env: overrides.env ?? {}, projectZone: file.time_zone };
  const sources = await Promise.all(
    Object.entries(file.sources).map(([name, source], order) => {
      const instead = overrides.files?.[name];
      const given = instead === undefined ? {} : { instead: resolve(overrides.workingDirectory, instead) };
      const preset = expanded.presets.get(name);
      return memberExport(source, { ...context, name, order, preset, ...given });
    }),
  );
  const orders = await Promise.all(
    Object.entries(file.orders).map(([name, order], at) =>
      orderExport(order, { ...context, name, order: sources.length + at }),
    ),
  );
  const lots = await Promise.all(
    Object.entries(file.lots).map(([name, lot], at) =>
      lotExport(lot, { ...context, name, order: sources.length + orders.length + at }),
    ),
  );
  const { decisions, model, reviewed } = file.identity;
  return {
    path,
    hash: hashOf(bytes, expanded.digest),
    project: file.project,
    timeZone: file.time_zone,
    sources,
    orders,
    lots,
    legacyFiles: legacyFiles(file, base, yaml),
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
    ...(file.metrics === undefined ? {} : { metrics: resolve(base, file.metrics.file) }),
    approval: file.approval,
    retention: file.retention,
    output: outputOf(file.output, base),
    report: {
      ...file.report,
      lang: overrides.lang ?? file.report.lang,
      mask: overrides.mask ?? file.report.mask,
      formats: [...(overrides.formats ?? file.report.formats)],
    },
  };
}

/** Of the file alone where it uses no preset, so that a new preset changes no other config. */
function hashOf(bytes: Buffer, presets: string | undefined): string {
  return createHash('sha256')
    .update(bytes)
    .update(presets ?? '')
    .digest('hex');
}

/** Whether the config says where the weights come from by a word, not by a file. */
function isModelWord(model: string): boolean {
  return model === 'ready-made' || model === 'train';
}

function zoneFaults(yaml: Yaml, file: ConfigFile): readonly Fault[] {
  const zones = [
    { path: ['time_zone'], zone: file.time_zone },
    ...Object.entries(file.orders).flatMap(([name, { time_zone: zone }]) =>
      zone === undefined ? [] : [{ path: ['orders', name, 'time_zone'], zone }],
    ),
  ];
  return zones
    .filter(({ zone }) => !isZone(zone))
    .map(({ path, zone }) => ({
      file: yaml.file,
      ...yaml.where(path),
      message: `${path.join('.')}: there is no zone ${zone}`,
      hint: 'such as Asia/Seoul or UTC',
    }));
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function outputOf(
  { dir, format, keep_runs, keep_days }: ConfigFile['output'],
  base: string,
): Config['output'] {
  return {
    ...{ dir: resolve(base, dir), format },
    ...(keep_runs === undefined ? {} : { keepRuns: keep_runs }),
    ...(keep_days === undefined ? {} : { keepDays: keep_days }),
  };
}
