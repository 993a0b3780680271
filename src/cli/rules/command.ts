import type { AddCommand } from '../command.js';
import { addFlags, type CommonFlags, configFlag, verboseFlag } from '../options.js';
import { addCompare } from './compare.js';
import { addExplainCommand } from './explain.js';

/** `rules`: what can be done with rule files. */
export const addRulesCommand: AddCommand = (program, io, done) => {
  const rules = program
    .command('rules')
    .description('prove a rule file, run its examples, say it in words, or compare two');
  addFlags(rules.command('check'), configFlag, verboseFlag)
    .description('prove a rule file over all cases')
    .argument('[file]', 'the rule file (default: that of the config)')
    .option('--strict', 'a finding that is not accepted is exit 10')
    .action(async (file: string | undefined, flags: CommonFlags & { readonly strict?: boolean }) => {
      const { checkRules } = await import('./check.js');
      done(await checkRules({ io, flags, file }, flags.strict === true ? 'strict' : 'lenient'));
    });
  addFlags(rules.command('test'), configFlag, verboseFlag)
    .description('run the examples of a rule file')
    .argument('[file]', 'the rule file (default: that of the config)')
    .action(async (file: string | undefined, flags: CommonFlags) => {
      const { testRules } = await import('./test.js');
      done(await testRules({ io, flags, file }));
    });
  addExplainCommand(rules, io, done);
  addCompare(rules, io, done);
};
