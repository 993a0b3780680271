import { type Facts, gatherFacts } from '../../report/facts/collect.js';
import { findChanges } from '../difference.js';
import { addArrivals } from '../inputs/arrival.js';
import type { MakeOptions } from '../make-options.js';
import { movePoints } from '../points/moves.js';
import { provePlan } from '../prove.js';
import { narrowSourceRows, narrowToScope } from '../scope/narrow.js';
import { unify } from '../unified.js';
import type { Merged } from './merged.js';

/** Finds what differs from the target, proves that it adds up, and counts it. */
export async function compareWithTarget(
  merged: Merged,
  { config, asOf, createdAt }: MakeOptions,
): Promise<Facts> {
  const { engine, isFirstRun, masters, rules } = merged;
  if (merged.scope !== undefined) await narrowToScope(engine);
  const moving = rules.buckets.filter(({ name }) => masters.buckets.includes(name));
  if (moving.length > 0) await movePoints(engine, moving);
  await unify(engine, config, { isFirstRun, masters });
  if (merged.scope !== undefined) await narrowSourceRows(engine);
  await findChanges(engine, { asOf, moving: masters.buckets });
  const facts = await gatherFacts(merged);
  await provePlan(engine, config, facts.points, { fields: rules.fields, masters });
  const inputs = await addArrivals({ ...merged, createdAt }, facts.inputs);
  return { ...facts, inputs };
}
