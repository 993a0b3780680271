import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { Faults } from '../../failure.js';
import { placeLots } from '../../lots/placed.js';
import { mergePersons } from '../../merge/merge.js';
import { stopForRefusals } from '../../merge/refusals.js';
import { PLAN_TABLES } from '../../merge/tables.js';
import { countOrders } from '../../orders/counted.js';
import { placeOrders } from '../../orders/placed.js';
import { unmappedLabels } from '../../rules/labels.js';
import type { Masters } from '../../rules/masters.js';
import type { RuleSet } from '../../rules/ruleset.js';
import { writtenLabels } from '../../write-back/labels.js';
import { recordWritten, takeOwnGrades } from '../../write-back/own-grades.js';
import type { MakeOptions } from '../make-options.js';
import { takeSeenAmounts } from '../points/seen-amounts.js';
import { showLastGrades, supersedeGrades } from '../superseding.js';

interface Merging {
  readonly rules: RuleSet;
  readonly isFirstRun: boolean;
  readonly masters: Masters;
}

/** Decides each member's grade, points and fields. Gives whether grades are written back to the old systems. */
export async function mergeMembers(
  engine: Engine,
  { config, asOf, runId, scope, superseding }: MakeOptions,
  { rules, isFirstRun, masters }: Merging,
): Promise<boolean> {
  const hasPast = await takeOwnGrades(engine, config);
  const labels = writtenLabels(rules, config);
  const unmapped = await unmappedLabels(engine, rules, config.sources);
  if (unmapped.length > 0) throw new Faults(unmapped);
  await engine.step(
    'previous_grades',
    sql`select person_id, grade, announced from person_ids join previous_members using (member_id) where not is_new`,
  );
  if (superseding !== undefined) await supersedeGrades(engine);
  const hasLots = (config.lots ?? []).length > 0;
  if (rules.orders !== undefined) {
    await placeOrders(engine, config);
    await countOrders(engine, { policy: rules.orders.policy, asOf });
  }
  if (hasLots) await placeLots(engine, config, asOf);
  const moving = rules.buckets.filter(({ name }) => masters.buckets.includes(name));
  if (moving.length > 0) await takeSeenAmounts(engine, config, moving);
  const tables = {
    ...PLAN_TABLES,
    moving: masters.buckets,
    personIds: 'person_ids',
    ...(rules.orders === undefined ? {} : { countedOrders: 'counted_orders' }),
    ...(hasLots ? { placedLots: 'placed_lots' } : {}),
  };
  // Against an empty target it is read once, to write members.csv.
  const merged = isFirstRun ? 'view' : 'table';
  await mergePersons(engine, {
    rules,
    sources: config.sources,
    asOf,
    tables,
    merged,
    ...(scope === undefined ? {} : { only: 'persons_in_scope' }),
  });
  if (superseding !== undefined) await showLastGrades(engine);
  await stopForRefusals(engine);
  const writesBack = hasPast || labels.size > 0;
  if (writesBack) await recordWritten(engine, config, { labels, runId, hasPast });
  return writesBack;
}
