import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config } from '../config/config.js';
import { parseDay, today } from '../config/day.js';
import { loadConfig, type Overrides } from '../config/load.js';
import type { ExportUse } from '../config/resolve-files.js';
import { LIMIT_NAMES, REPORT_FORMATS } from '../config/schema.js';
import { Failure } from '../failure.js';
import { type Allowed, parseAllow } from '../plan/limits/limits.js';
import type { Language } from '../report/messages.js';
import type { Io } from './io.js';

/** What a command was told, as commander gives it; a flag that a command does not have is absent. */
export interface CommonFlags {
  readonly config?: string;
  readonly asOf?: string;
  readonly scope?: string;
  readonly superseding?: string;
  readonly online?: string;
  readonly offline?: string;
  readonly report?: string;
  readonly metrics?: string;
  readonly unmask?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly detailedExitcode?: boolean;
  readonly allow?: readonly string[];
  readonly memory?: string;
  readonly threads?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Adds one group of flags to a command. */
type Flags = (command: Command) => Command;

/** Adds groups of flags, and those that every command has. What a command does nothing with, it does not have. */
export function addFlags(command: Command, ...groups: readonly Flags[]): Command {
  return groups.reduce((all, add) => add(all), outputFlags(command));
}

/** How a command talks. */
const outputFlags: Flags = (command) =>
  command
    .addOption(new Option('--lang <language>', 'language of the report').choices(['en', 'ko']))
    .option('--json', 'JSON lines on stdout, and nothing else there')
    .option('-q, --quiet', 'no progress')
    .option('--no-color', 'plain text');

export const configFlag: Flags = (command) =>
  command.option(
    '-c, --config <file>',
    'the config (default: tier-merge.yaml, for apply the one the plan was made with)',
  );

export const exportFlags: Flags = (command) =>
  command
    .option('--online <file>', 'read this file for the source online')
    .option('--offline <file>', 'read this file for the source offline');

export const dayFlag: Flags = (command) =>
  command.option(
    '--as-of <date>',
    'the day to plan for, YYYY-MM-DD (default: today in the time zone of the config)',
  );

const supersedingFlag: Flags = (command) =>
  command.option('--superseding <run>', 'grades that this run gave by mistake need not be kept');

const scopeFlag: Flags = (command) =>
  command.option(
    '--scope <condition>',
    'only persons with a row that satisfies it, such as "store = \'Gangnam\'"; everybody else stays untouched',
  );

export const verboseFlag: Flags = (command) =>
  command.option('-v, --verbose', 'every SQL statement on stderr');

/** How much of the machine is used. */
export const machineFlags: Flags = (command) =>
  command
    .option('--memory <size>', 'for the whole process, such as 4GB', '4GB')
    .option('--threads <n>', 'threads of the engine (default: 2, for small exports 1)');

/** What becomes of a plan. */
export const outcomeFlags: Flags = (command) =>
  command
    .option('--report <formats>', 'formats of the report, with commas: html,xlsx,json,md')
    .option('--metrics <file>', "what was done, for Prometheus' textfile collector")
    .option('--detailed-exitcode', 'exit 2 when there are changes')
    .addOption(allowOption());

export const allowFlag: Flags = (command) => command.addOption(allowOption());

function allowOption(): Option {
  return new Option('--allow <limit=value>', 'raise one limit for this plan; repeatable')
    .argParser((value, all: string[] = []) => [...all, value])
    .default([]);
}

/** Of the commands that make a report. */
const unmaskFlag: Flags = (command) =>
  command.option('--unmask', 'show personal data in clear in the report; the plan says so');

/** Of the commands that make a plan from the exports. */
export const planFlags: readonly Flags[] = [
  configFlag,
  exportFlags,
  dayFlag,
  scopeFlag,
  supersedingFlag,
  verboseFlag,
  machineFlags,
  outcomeFlags,
  unmaskFlag,
];

/** The config in force, with what the command line says instead. */
export async function readConfig(flags: CommonFlags, io: Io, exports: ExportUse = 'read'): Promise<Config> {
  const files = {
    ...(flags.online && { online: flags.online }),
    ...(flags.offline && { offline: flags.offline }),
  };
  const overrides: Overrides = {
    workingDirectory: io.cwd,
    exports,
    env: io.env,
    ...(Object.keys(files).length > 0 ? { files } : {}),
    ...(flags.lang === undefined ? {} : { lang: flags.lang }),
    ...(flags.unmask === true ? { mask: false } : {}),
    ...(flags.report === undefined ? {} : { formats: parseFormats(flags.report) }),
  };
  return loadConfig(resolve(io.cwd, flags.config ?? 'tier-merge.yaml'), overrides);
}

export function asOfDay(flags: CommonFlags, config: Config, io: Io): string {
  return flags.asOf === undefined ? today(io.now(), config.timeZone) : parseDay(flags.asOf);
}

export function allowedLimits(flags: CommonFlags): Allowed {
  return parseAllow(flags.allow ?? [], LIMIT_NAMES);
}

function parseFormats(text: string): readonly (typeof REPORT_FORMATS)[number][] {
  return text.split(',').map((format) => {
    const known = REPORT_FORMATS.find((f) => f === format.trim());
    if (known === undefined)
      throw new Failure(
        'usage',
        `--report ${text}: there is no format ${format}`,
        `known: ${REPORT_FORMATS.join(', ')}`,
      );
    return known;
  });
}
