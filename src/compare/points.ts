import { raw } from '../engine/sql.js';
import type { BothRules, CompareContext, Side } from './merge-both.js';
import type { BucketComparison } from './model.js';

/** Each bucket's balances under both files. */
export async function gatherPoints(
  { engine, rules }: CompareContext,
  members: number,
): Promise<readonly BucketComparison[]> {
  const rows = await engine.rows<Record<'bucket' | 'a' | 'b', string> & Record<'more' | 'less', bigint>>(
    raw(`
    select bucket, cast(sum(coalesce(a.balance, 0)) as varchar) as a, cast(sum(coalesce(b.balance, 0)) as varchar) as b,
      count(*) filter (where coalesce(b.balance, 0) > coalesce(a.balance, 0)) as more,
      count(*) filter (where coalesce(b.balance, 0) < coalesce(a.balance, 0)) as less
    from a_merged_points as a full join b_merged_points as b using (person_id, bucket)
    group by bucket`),
  );
  return bucketsOf(rules).map((bucket) => {
    const found = rows.find((row) => row.bucket === bucket);
    const sum = (side: Side) => (hasBucket(rules, side, bucket) ? (found?.[side] ?? '0') : null);
    const [more, less] = [Number(found?.more ?? 0n), Number(found?.less ?? 0n)];
    return { bucket, a: sum('a'), b: sum('b'), more, less, same: members - more - less };
  });
}

function bucketsOf({ a, b }: BothRules): readonly string[] {
  return [...new Set([...a.buckets, ...b.buckets].map(({ name }) => name))];
}

function hasBucket(rules: BothRules, side: Side, bucket: string): boolean {
  return rules[side].buckets.some(({ name }) => name === bucket);
}
