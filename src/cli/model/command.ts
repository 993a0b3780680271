import { resolve } from 'node:path';
import type { Command } from 'commander';
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

/** The model that weighs pairs: trained, shown, compared. */
export const addModelCommand: AddCommand = (program, io, done) => {
  const model = program
    .command('model')
    .description('the model that weighs pairs: train one, show it, compare two');
  addTrain(model, io, done);
  addFlags(model.command('show'))
    .description('the weights of a model file')
    .argument('<file>', 'a model file')
    .action(async (file: string, flags: CommonFlags) => {
      const { showModel } = await import('./files.js');
      await showModel({ io, flags }, resolve(io.cwd, file));
      done(0);
    });
  addFlags(model.command('compare'))
    .description('what two model files say of the same thing, the largest difference first')
    .argument('<a>', 'a model file')
    .argument('<b>', 'another one')
    .action(async (a: string, b: string, flags: CommonFlags) => {
      const { compareModelFiles } = await import('./files.js');
      await compareModelFiles({ io, flags }, [a, b]);
      done(0);
    });
};

function addTrain(
  model: Command,
  ...[io, done]: [Parameters<AddCommand>[1], Parameters<AddCommand>[2]]
): void {
  addFlags(model.command('train'), configFlag, exportFlags, dayFlag, verboseFlag, machineFlags)
    .description('weights from the exports of the config, whatever model it names; no target is opened')
    .option('-o, --output <file>', 'the model file')
    .action(async (flags: CommonFlags & { readonly output?: string }) => {
      const { output } = flags;
      if (output === undefined)
        throw new Failure('usage', 'model train needs -o FILE', 'such as model train -o model.yaml');
      await withSession(io, flags, async (session) => {
        const { trainModel } = await import('./training.js');
        await trainModel(session, resolve(io.cwd, output));
      });
      done(0);
    });
}
