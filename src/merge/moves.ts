import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { PointsLine } from '../rules/points/bucket.js';
import type { CompiledBucket, CompiledPoints } from '../rules/points/compile.js';
import { seenAmount } from '../rules/points/seen-amount.js';
import { keptBalance, pointsTable } from './points.js';
import type { MergeContext } from './tables.js';

/**
 * `merged_moves(person_id, bucket, moved, expires_at)` of the buckets that move by differences: what the amounts
 * of a person come to now less what those seen before come to, both at the rates of today. Each is rounded as
 * a balance is, so that from night to night nothing is lost: the sum is one conversion of the last less the first.
 */
function moves(points: CompiledPoints, context: MergeContext): Sql {
  const selects = points.buckets
    .filter(({ moves }) => moves)
    .map(
      (bucket) => sql`
    select person_id, ${bucket.bucket.name} as bucket, ${keptBalance(bucket)} - ${keptBalance(asSeen(bucket))} as moved,
      ${bucket.expires} as expires_at
    from ${pointsTable(points, context)}`,
    );
  const none = raw(
    "select null::bigint as person_id, '' as bucket, 0::bigint as moved, null::date as expires_at",
  );
  return selects.length === 0 ? sql`${none} where false` : join(selects, ' union all ');
}

/** The bucket as the amounts that were seen before would fill it today. */
export function asSeen(bucket: CompiledBucket): CompiledBucket {
  const lines = bucket.lines.map((line) => ({ ...line, amount: line.seen ?? raw('0') }));
  return { ...bucket, lines };
}

/**
 * `merged_leaving(person_id, owner, bucket, belonging)`: what rows that another member had (`leaving_rows`) come
 * to as they were seen. A bonus, and an amount that counts once of all rows, belong to the member and stay.
 */
function leaving(points: CompiledPoints, context: MergeContext): Sql {
  const selects = points.buckets
    .filter(({ moves }) => moves)
    .map((bucket) => {
      const lines = bucket.lines.map((line, at) => ({ ...line, amount: name(`part ${at}`) }));
      const parts = bucket.lines.map(
        ({ line }, at) => sql`${partOf(line, bucket.bucket.name, context)} as ${name(`part ${at}`)}`,
      );
      return sql`
    select person_id, owner, ${bucket.bucket.name} as bucket, greatest(${keptBalance({ ...bucket, lines })}, 0::bigint) as belonging
    from (select person_id, owner, ${join(parts)}
      from leaving_rows join seen_amounts using (row_id) join ${name(context.tables.rows)} using (row_id)
      group by person_id, owner) as parts
    join ${pointsTable(points, context)} as persons using (person_id)`;
    });
  const none = raw("select null::bigint as person_id, '' as owner, '' as bucket, 0::bigint as belonging");
  return selects.length === 0 ? sql`${none} where false` : join(selects, ' union all ');
}

function partOf(line: PointsLine, bucket: string, { sources }: MergeContext): Sql {
  if (line.kind !== 'amount' || line.once) return raw('0::decimal(38, 2)');
  const order = sources.find(({ name: source }) => source === line.source)?.order;
  const rows = order === undefined ? raw('') : sql` filter (where source_no = ${order})`;
  return sql`sum(${name(seenAmount(bucket, line.field))})${rows}`;
}

/** The tables that the buckets which move by differences are made from; only where there are some. */
export function moveSteps(
  points: CompiledPoints,
  context: MergeContext,
): readonly (readonly [string, Sql])[] {
  if (!points.buckets.some(({ moves: doesMove }) => doesMove)) return [];
  return [
    ['merged_moves', moves(points, context)],
    ['merged_leaving', leaving(points, context)],
  ];
}
