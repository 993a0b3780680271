import type { AddCommand } from './command.js';
import { addCompare } from './rules/compare.js';

/** What is done with rule files. Every subcommand adds itself. */
export const addRulesCommand: AddCommand = (program, io, done) => {
  const rules = program.command('rules').description('rule files: compare two');
  addCompare(rules, io, done);
};
