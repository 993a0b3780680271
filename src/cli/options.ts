import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config } from '../config/config.js';
import { parseDay, today } from '../config/day.js';
import { loadConfig, type Overrides } from '../config/load.js';
import { LIMIT_NAMES } from '../config/schema.js';
import { Failure } from '../failure.js';
import { type Allowed, parseAllow } from '../plan/limits.js';
import type { Language } from '../report/messages.js';
import type { Io } from './io.js';

/** Flags that every command understands, as commander gives them. */
export interface CommonFlags {
  readonly config?: string;
  readonly asOf?: string;
  readonly online?: string;
  readonly offline?: string;
  readonly report?: string;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly detailedExitcode?: boolean;
  readonly allow: readonly string[];
  readonly memory: string;
  readonly threads: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

const REPORT_FORMATS = ['html', 'json'] as const;

/** Adds the flags of a command that reads a config and makes or applies a plan. */
export function addCommonFlags(command: Command): Command {
  return addOutputFlags(command)
    .option(
      '-c, --config <file>',
      'the config (default: tier-merge.yaml, for apply the one the plan was made with)',
    )
    .option(
      '--as-of <date>',
      'the day to plan for, YYYY-MM-DD (default: today in the time zone of the config)',
    )
    .option('--online <file>', 'read this file for the source online')
    .option('--offline <file>', 'read this file for the source offline')
    .option('--report <formats>', 'formats of the report, with commas: html,json')
    .option('--detailed-exitcode', 'exit 2 when there are changes')
    .option(
      '--allow <limit=value>',
      'raise one limit for this plan; repeatable',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--memory <size>', 'for the whole process, such as 4GB', '4GB')
    .option('--threads <n>', 'threads of the engine', String(2));
}

/** Adds the flags that say how a command talks. */
export function addOutputFlags(command: Command): Command {
  return command
    .addOption(new Option('--lang <language>', 'language of the report').choices(['en', 'ko']))
    .option('--json', 'JSON lines on stdout, and nothing else there')
    .option('-q, --quiet', 'no progress')
    .option('-v, --verbose', 'every SQL statement on stderr')
    .option('--no-color', 'plain text');
}

/** The config in force, with what the command line says instead. */
export async function readConfig(flags: CommonFlags, io: Io): Promise<Config> {
  const files = {
    ...(flags.online && { online: flags.online }),
    ...(flags.offline && { offline: flags.offline }),
  };
  const overrides: Overrides = {
    workingDirectory: io.cwd,
    ...(Object.keys(files).length > 0 ? { files } : {}),
    ...(flags.lang === undefined ? {} : { lang: flags.lang }),
    ...(flags.report === undefined ? {} : { formats: parseFormats(flags.report) }),
  };
  return loadConfig(resolve(io.cwd, flags.config ?? 'tier-merge.yaml'), overrides);
}

export function asOfDay(flags: CommonFlags, config: Config, io: Io): string {
  return flags.asOf === undefined ? today(io.now(), config.timeZone) : parseDay(flags.asOf);
}

export function allowedLimits(flags: CommonFlags): Allowed {
  return parseAllow(flags.allow, LIMIT_NAMES);
}

/** How much of the machine a command may use. */
export function resources(flags: CommonFlags): { readonly threads: number; readonly memoryBytes: number } {
  const threads = Number(flags.threads);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new Failure('usage', `--threads ${flags.threads}: must be a whole number from 1 to 256`);
  }
  return { threads, memoryBytes: Math.min(parseSize(flags.memory), totalmem()) };
}

const UNITS: Readonly<Record<string, number>> = { MB: 2 ** 20, GB: 2 ** 30 };

function parseSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i.exec(text) ?? [];
  const bytes = Number(amount) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
  if (!(bytes >= 256 * 2 ** 20))
    throw new Failure('usage', `--memory ${text}: must be a size of at least 256MB, such as 4GB`);
  return bytes;
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
