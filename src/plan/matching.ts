import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.js';
import type { Holds } from '../config/fields.js';
import type { Engine } from '../engine/engine.js';
import { typeLots } from '../lots/typed-lots.js';
import { openIdentityFiles } from '../match/identity-files.js';
import { type MatchedRows, matchRows } from '../match/match.js';
import { typeOrders } from '../orders/typed-orders.js';
import { listEmptied } from '../standardise/emptied.js';
import { standardise } from '../standardise/rows.js';
import { compileExclusions } from './exclusions.js';
import { readInputs } from './inputs/read-inputs.js';
import type { MakeOptions } from './make-options.js';
import { Stopwatch } from './stopwatch.js';

interface MatchOptions extends Pick<MakeOptions, 'config' | 'folder' | 'asOf' | 'threads' | 'watch'> {
  /** Read as well, for rules: `orders`, `lots`, and what of them was emptied. */
  readonly beside?: 'orders and lots';
}

/**
 * Reads, standardises and matches as a plan of an empty target would, and stops there: no rules, no members, no
 * limits. Leaves `rows`, `person_rows` and `compared`, and gives how the pairs were weighed.
 */
export async function matchInputs(engine: Engine, options: MatchOptions): Promise<MatchedRows> {
  const config = withoutPast(options);
  await openIdentityFiles(config);
  const stopwatch = new Stopwatch(options.watch);
  const exclusions = await compileExclusions(engine, config);
  const readings = await stopwatch.time('read', () => readInputs(engine, { ...options, config }));
  await stopwatch.time('standardise', async () => {
    // Only equality of CIs matters here, and no hash of one leaves the engine.
    const ciKey = randomBytes(18).toString('base64url');
    const { asOf } = options;
    const excluded = (holds?: Holds) => exclusions.filter(({ source }) => source.holds === holds);
    await standardise(engine, config, { asOf, ciKey, exclusions: excluded() });
    if (options.beside === undefined) return;
    await listEmptied(engine, config, asOf);
    await typeOrders(engine, config, { asOf, exclusions: excluded('orders') });
    await typeLots(engine, config, { asOf, exclusions: excluded('lots') });
  });
  const matched = await stopwatch.time('match', () =>
    matchRows(engine, config, options.folder.workDirectory),
  );
  for (const reading of readings.values()) await reading.dispose();
  return matched;
}

/** A delta export adds to what the target holds; where nothing is held it is all there is. */
function withoutPast({ config, beside }: MatchOptions): Config {
  const isRead = beside !== undefined;
  return {
    ...config,
    orders: isRead ? (config.orders ?? []).map((one) => ({ ...one, mode: 'full' })) : [],
    lots: isRead ? (config.lots ?? []).map((one) => ({ ...one, mode: 'full' })) : [],
    sources: config.sources.map((source) => ({ ...source, mode: 'full' })),
  };
}
