import { resolve } from 'node:path';
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
import type { EvaluateRequest } from './evaluating.js';

interface EvaluateFlags extends CommonFlags {
  readonly truth?: string;
  readonly sample?: string;
  readonly output?: string;
  readonly unmask?: boolean;
  readonly curve?: string;
}

export const addEvaluateCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('evaluate'), configFlag, exportFlags, dayFlag, verboseFlag, machineFlags)
    .description('match as plan does, and measure it against what is known; or draw pairs to be decided')
    .option('--truth <file>', 'known persons (source, source_member_id, person), or decided pairs')
    .option('--sample <n>', 'draw this many pairs for a person to decide')
    .option('-o, --output <file>', 'the file of the sample')
    .option('--unmask', 'personal data in the sample in clear')
    .option('--curve <file>', 'precision and recall over the threshold, as SVG')
    .action(async (flags: EvaluateFlags) => {
      const request = requestOf(flags, io.cwd);
      await withSession(io, flags, async (session) => {
        const { evaluateInputs } = await import('./evaluating.js');
        await evaluateInputs(session, request);
      });
      done(0);
    });
};

const EXAMPLES = 'such as evaluate --truth truth.csv, or evaluate --sample 200 -o sample.csv';

function requestOf(flags: EvaluateFlags, cwd: string): EvaluateRequest {
  const { truth, sample, output, curve } = flags;
  if (truth === undefined && sample === undefined)
    throw new Failure('usage', 'evaluate needs --truth or --sample', EXAMPLES);
  if ((sample === undefined) !== (output === undefined))
    throw new Failure('usage', '--sample and -o belong together', EXAMPLES);
  if (curve !== undefined && truth === undefined)
    throw new Failure('usage', '--curve needs --truth', 'a curve shows what is known to be right');
  return {
    ...(truth === undefined ? {} : { truth: resolve(cwd, truth) }),
    ...(curve === undefined ? {} : { curve: resolve(cwd, curve) }),
    ...(sample === undefined || output === undefined
      ? {}
      : { sample: { pairs: wholeNumber(sample), file: resolve(cwd, output), mask: flags.unmask !== true } }),
  };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new Failure('usage', `--sample ${text}: must be a whole number from 1 to 999999`, EXAMPLES);
  return Number(text);
}
