import { extname, resolve } from 'node:path';
import { Option } from 'commander';
import { Failure } from '../../failure.js';
import type { AddCommand } from '../command.js';
import {
  addFlags,
  type CommonFlags,
  configFlag,
  dayFlag,
  exportFlags,
  machineFlags,
  verboseFlag,
} from '../options.js';
import { withSession } from '../session.js';
import type { CompareRequest } from './comparing.js';
import { FORMATS, type Format } from './formats.js';

type CompareFlags = Omit<CommonFlags, 'report'> & { readonly report?: Format; readonly output?: string };

/** `rules compare A B`. */
export const addCompare: AddCommand = (rules, io, done) => {
  addFlags(rules.command('compare'), configFlag, exportFlags, dayFlag, verboseFlag, machineFlags)
    .description('who gets another grade, points or fields under B than under A; the target is not opened')
    .argument('<a>', 'a rule file')
    .argument('<b>', 'another one')
    .addOption(new Option('--report <format>', 'the comparison as').choices(FORMATS))
    .option('-o, --output <file>', 'where it is written (default: stdout)')
    .action(async (a: string, b: string, { report, ...flags }: CompareFlags) => {
      const request = requestOf({ ...flags, ...(report === undefined ? {} : { report }) }, io.cwd);
      await withSession(io, flags, async (session) => {
        const { compareRuleFiles } = await import('./comparing.js');
        await compareRuleFiles(session, { ...request, a: resolve(io.cwd, a), b: resolve(io.cwd, b) });
      });
      done(0);
    });
};

const EXAMPLE = 'such as rules compare a.yaml b.yaml --report html -o comparison.html';

function requestOf(flags: CompareFlags, cwd: string): Pick<CompareRequest, 'format' | 'output'> {
  const { report, output, json } = flags;
  if (output === undefined) {
    if (json && report !== undefined)
      throw new Failure(
        'usage',
        '--json and --report both write to stdout',
        `name a file with -o, ${EXAMPLE}`,
      );
    return report === undefined ? {} : { format: report };
  }
  const ending = FORMATS.find((format) => `.${format}` === extname(output).toLowerCase());
  const format = report ?? ending;
  if (format === undefined)
    throw new Failure('usage', `-o ${output}: --report html or --report json says what it is`, EXAMPLE);
  return { format, output: resolve(cwd, output) };
}
