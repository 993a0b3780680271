import type { Holds } from '../../config/fields.js';
import type { Engine } from '../../engine/engine.js';
import { typeLots } from '../../lots/typed-lots.js';
import { typeOrders } from '../../orders/typed-orders.js';
import { listEmptied } from '../../standardise/emptied.js';
import { standardise } from '../../standardise/rows.js';
import type { compileExclusions } from '../exclusions.js';
import type { MakeOptions } from '../make-options.js';
import type { Previous } from '../previous.js';
import { newCiKey } from './ci-key.js';

/** Makes comparable rows of all that was read: members, orders and lots. */
export async function standardiseExports(
  engine: Engine,
  { config, folder, asOf }: MakeOptions,
  { previous, exclusions }: Known,
): Promise<void> {
  const ciKey = previous.ciKey ?? (await newCiKey(folder));
  const excluded = (holds?: Holds) => exclusions.filter(({ source }) => source.holds === holds);
  const { forgotten } = previous;
  await standardise(engine, config, { asOf, ciKey, forgotten, exclusions: excluded() });
  await listEmptied(engine, config, asOf);
  await typeOrders(engine, config, { asOf, exclusions: excluded('orders') });
  await typeLots(engine, config, { asOf, exclusions: excluded('lots') });
}

interface Known {
  readonly previous: Previous;
  readonly exclusions: Awaited<ReturnType<typeof compileExclusions>>;
}
