import { resolve } from 'node:path';
import { compareModels } from '../../match/model/difference.js';
import { type NamedModel, readModel } from '../../match/model/model-file.js';
import { weightsOf } from '../../match/model/weights.js';
import type { Io } from '../io.js';
import type { CommonFlags } from '../options.js';
import { writeEvent } from '../progress.js';
import { differenceText, modelText } from './text.js';

interface Asked {
  readonly io: Io;
  readonly flags: CommonFlags;
}

/** Prints a model file: no config is read. */
export async function showModel({ io, flags }: Asked, file: string): Promise<void> {
  const model = await readModel(file);
  if (flags.json) writeEvent(io, { event: 'model', file, ...modelFields(model) });
  else io.stdout.write(modelText(model, flags.lang ?? 'en'));
}

/** Prints what two model files differ in. */
export async function compareModelFiles(
  { io, flags }: Asked,
  files: readonly [string, string],
): Promise<void> {
  const a = await readModel(resolve(io.cwd, files[0]));
  const b = await readModel(resolve(io.cwd, files[1]));
  if (!flags.json) {
    io.stdout.write(differenceText([a, b], files, flags.lang ?? 'en'));
    return;
  }
  const { prior, rows, onlyInA, onlyInB } = compareModels(a, b);
  const more = { only_in_a: onlyInA, only_in_b: onlyInB };
  writeEvent(io, { event: 'model_difference', a: files[0], b: files[1], prior, rows, ...more });
}

/** A model for scripts: its chances, and the weights that they make, in thousandths of a bit. */
export function modelFields(model: NamedModel): Readonly<Record<string, unknown>> {
  const { name, trained, prior, comparisons } = model;
  const { asOf, ...rest } = trained ?? { asOf: '' };
  const weights = weightsOf(model);
  return {
    name,
    trained: trained === null ? null : { as_of: asOf, ...rest },
    prior: { chance: prior, weight: weights.prior },
    comparisons: comparisons.map((comparison, at) => ({
      name: comparison.name,
      levels: comparison.levels.map((chances, place) => {
        const { stranger, household } = weights.comparisons[at]?.levels[place] ?? {};
        return { ...chances, weights: { strangers: stranger, household } };
      }),
    })),
  };
}
