import type { Engine } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { CompiledPoints } from '../rules/points/compile.js';
import { balance, pointsTable } from './points.js';
import { type MergeContext, made } from './tables.js';

/**
 * `merged_refusals(person_id, because, stops)`: requests that are not granted, and balances that must not be
 * below 0; the latter stop the plan.
 */
export function refusals(points: CompiledPoints, context: MergeContext): Sql {
  const { refuse } = context.rules;
  const reasons = refuse.map(({ because }, index) => sql`when ${index} then ${because}`);
  const asked = sql`
    select person_id, ${reasons.length === 0 ? sql`''` : sql`case refusal_no ${join(reasons, ' ')} end`} as because,
      false as stops
    from ${made(context, 'graded')} where refusal_no is not null`;
  const below = points.buckets
    .filter(({ bucket, moves }) => bucket.negative === 'refuse' && !moves)
    .map(
      (bucket) => sql`
    select person_id, ${`the balance of ${bucket.bucket.name} is below 0`} as because, true as stops
    from ${pointsTable(points, context)} where ${balance(bucket)} < 0`,
    );
  return join([asked, ...below], ' union all ');
}

/** Throws a Failure when a balance of the plan is below 0 in a bucket that must not be. */
export async function stopForRefusals(engine: Engine): Promise<void> {
  const [first, ...more] = await engine.rows<{ because: string; persons: bigint }>(
    sql`select because, count(*) as persons from merged_refusals where stops group by because order by because`,
  );
  if (first === undefined) return;
  const all = [first, ...more].map(
    ({ because, persons }) => `${because} for ${persons} ${persons === 1n ? 'person' : 'persons'}`,
  );
  throw new Failure(
    'decision',
    all.join('; '),
    'correct the exports, or write negative: keep or negative: zero on a line of the bucket',
  );
}
