import type { AddCommand } from './command.js';
import { addExplainCommand } from './rules/explain.js';

/** What can be asked of a rule file without planning. */
export const addRulesCommand: AddCommand = (program, io, done) => {
  const rules = program.command('rules').description('a rule file: what it says');
  addExplainCommand(rules, io, done);
};
