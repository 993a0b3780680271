import { join } from 'node:path';
import { writeModel } from '../../match/model/model-file.js';
import type { Weighed } from '../../match/weighed.js';
import { MODEL_IN_FORCE } from './content.js';
import { writePatterns } from './pattern-file.js';

/** What the links were weighed by, so that every score can be explained, and weighed the same another night. */
export async function writeWeights(
  directory: string,
  { agreements, identity, inForce }: Weighed,
): Promise<void> {
  const comparisons = identity.comparisons.map(({ name }) => name);
  await writePatterns(agreements, { comparisons, directory });
  await writeModel(join(directory, MODEL_IN_FORCE), inForce);
}
