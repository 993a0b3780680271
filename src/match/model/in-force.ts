import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { modelChoice } from './for-plan.js';
import type { Model } from './model.js';
import { type NamedModel, readModel } from './model-file.js';

/** When and by what a model was trained, where these exports trained it. */
export interface Training {
  readonly asOf: string;
  /** `tier-merge 0.1.0`. */
  readonly program: string;
}

/**
 * The model that weighed the pairs, with where it came from: written to a file and named under `identity.model`, it
 * weighs them the same again. Needs `rows` and `compared`.
 */
export async function modelInForce(
  engine: Engine,
  config: Config,
  { model, asOf, program }: Training & { readonly model: Model },
): Promise<NamedModel> {
  const choice = modelChoice(config);
  const { version, prior, comparisons } = model;
  if (typeof choice === 'object') {
    const { name, trained } = await readModel(choice.file);
    return { version, name, trained, prior, comparisons };
  }
  if (choice === 'ready-made')
    return { version, name: config.identity.preset, trained: null, prior, comparisons };
  const { rows, pairs } = await engine.one<{ rows: bigint; pairs: bigint }>(
    sql`select (select count(*) from rows where not keep_apart) as rows, (select count(*) from compared) as pairs`,
  );
  const trained = { asOf, rows: Number(rows), pairs: Number(pairs), program };
  return { version, name: config.project, trained, prior, comparisons };
}
