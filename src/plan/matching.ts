import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { openIdentityFiles } from '../match/identity-files.js';
import { type MatchedRows, matchRows } from '../match/match.js';
import { standardise } from '../standardise/rows.js';
import { compileExclusions } from './exclusions.js';
import type { MakeOptions } from './make-options.js';
import { readInputs } from './read-inputs.js';
import { Stopwatch } from './stopwatch.js';

export type MatchOptions = Pick<MakeOptions, 'config' | 'folder' | 'asOf' | 'threads' | 'watch'>;

/**
 * Reads, standardises and matches as a plan of an empty target would, and stops there: no rules, no members, no
 * limits. Leaves `rows`, `person_rows` and `compared`, and gives how the pairs were weighed.
 */
export async function matchInputs(engine: Engine, options: MatchOptions): Promise<MatchedRows> {
  const config = withoutPast(options.config);
  await openIdentityFiles(config);
  const stopwatch = new Stopwatch(options.watch);
  const exclusions = await compileExclusions(engine, config);
  const readings = await stopwatch.time('read', () => readInputs(engine, { ...options, config }));
  await stopwatch.time('standardise', () => {
    // Only equality of CIs matters here, and no hash of one leaves the engine.
    const ciKey = randomBytes(18).toString('base64url');
    return standardise(engine, config, { asOf: options.asOf, ciKey, exclusions });
  });
  const matched = await stopwatch.time('match', () =>
    matchRows(engine, config, options.folder.workDirectory),
  );
  for (const reading of readings.values()) await reading.dispose();
  return matched;
}

/** A delta export adds to what the target holds; where nothing is held it is all there is. */
function withoutPast(config: Config): Config {
  return {
    ...config,
    orders: [],
    lots: [],
    sources: config.sources.map((source) => ({ ...source, mode: 'full' })),
  };
}
