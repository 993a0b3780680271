import { resolve } from 'node:path';
import { Option } from 'commander';
import { parseDay } from '../config/day.js';
import { shownFrom } from '../config/shown-path.js';
import { Failure } from '../failure.js';
import { type GenerateSummary, generate } from '../generate/generate.js';
import { type Language, messagesIn } from '../report/messages.js';
import type { AddCommand } from './command.js';
import { addFlags } from './options.js';
import { writeEvent } from './progress.js';

interface GenerateFlags {
  readonly people: string;
  readonly output: string;
  readonly seed: string;
  readonly errors: 'low' | 'usual' | 'high';
  readonly asOf: string;
  readonly utf8Copies?: boolean;
  readonly json?: boolean;
  readonly lang?: Language;
}

export const addGenerateCommand: AddCommand = (program, io, done) => {
  addFlags(program.command('generate'))
    .description('synthetic exports with known truth, for demos, tests and load')
    .requiredOption('--people <n>', 'distinct persons; each export gets about 0.98 rows a person')
    .requiredOption('-o, --output <dir>', 'folder for the files')
    .option('--seed <n>', 'equal seeds give equal bytes', '1')
    .addOption(
      new Option('--errors <level>', 'how dirty the exports are')
        .choices(['low', 'usual', 'high'])
        .default('usual'),
    )
    .option('--as-of <date>', 'the day the exports were made', '2026-06-30')
    .option('--utf8-copies', 'also write the offline export in UTF-8')
    .action(async (flags: GenerateFlags) => {
      const summary = await generateFiles(flags, resolve(io.cwd, flags.output));
      if (flags.json) writeEvent(io, { event: 'generated', ...summary });
      else {
        const words = messagesIn(flags.lang ?? 'en').cli;
        io.stdout.write(`${words.generated({ people: summary.people, ...summary.rows })}\n`);
        for (const file of summary.files) io.stdout.write(`  ${shownFrom(io.cwd, file)}\n`);
      }
      done(0);
    });
};

async function generateFiles(flags: GenerateFlags, dir: string): Promise<GenerateSummary> {
  try {
    return await generate({
      people: Number(flags.people),
      seed: Number(flags.seed),
      dir,
      errors: flags.errors,
      asOf: parseDay(flags.asOf),
      utf8Copies: flags.utf8Copies === true,
    });
  } catch (error) {
    if (error instanceof RangeError)
      throw new Failure('usage', error.message, 'tier-merge generate --help lists the options');
    throw error;
  }
}
