import { all, join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { PersonColumns } from '../rules/person/scope.js';
import type { Bucket, PointsLine, Rounding } from '../rules/ruleset.js';
import { type MergeContext, made } from './tables.js';

/** A bucket whose lines are summed in columns of `merge_persons`. */
export interface BucketColumns {
  readonly bucket: Bucket;
  readonly sums: readonly Sql[];
}

export function addBuckets(
  columns: PersonColumns,
  { rules, sources }: MergeContext,
): readonly BucketColumns[] {
  const sumOf = ({ field, source }: PointsLine) => {
    const order = sources.find(({ name }) => name === source)?.order;
    const rows = order === undefined ? raw('') : sql` filter (where source_no = ${order})`;
    return columns.add(field, sql`sum(${name(field)})${rows}`);
  };
  return rules.buckets.map((bucket) => ({ bucket, sums: bucket.lines.map(sumOf) }));
}

/** `merged_points`: one line for each bucket of a person that is not empty. */
export function balances(buckets: readonly BucketColumns[], context: MergeContext): Sql {
  const selects = buckets.map(
    ({ bucket, sums }) => sql`
    select person_id, ${bucket.name} as bucket, ${balance(bucket, sums)} as balance
    from ${made(context, 'merge_persons')}`,
  );
  const empty = raw("select null::bigint as person_id, '' as bucket, 0::bigint as balance");
  return sql`
    select person_id, bucket, balance, null::date as expires_at
    from (${selects.length === 0 ? empty : join(selects, ' union all ')})
    where balance <> 0`;
}

/**
 * All lines of the bucket in one unit, the smallest part that an amount in hundredths times a rate can give,
 * added as whole numbers and rounded once: no fraction is ever held inexactly. Dividing numbers of 128 bits
 * takes a second for a million persons, so amounts that fit go through 64 bits.
 */
function balance({ rounding, lines }: Bucket, sums: readonly Sql[]): Sql {
  const places = Math.max(0, ...lines.map(({ rate }) => decimalsOf(rate)));
  const factors = lines.map(
    ({ rate }) => BigInt(rate.replace('.', '')) * 10n ** BigInt(places - decimalsOf(rate)),
  );
  const unit = 100n * 10n ** BigInt(places);
  const largest = FITTING / (unit + 200n * factors.reduce((sum, factor) => sum + factor, 0n));
  const fits = sums.map((sum) => sql`coalesce(abs(${sum}), 0) <= ${largest < LARGEST ? largest : LARGEST}`);
  const [narrow, wide] = (['bigint', 'hugeint'] as const).map((width) => {
    const amount = raw(width === 'bigint' ? 'decimal(18, 2)' : 'decimal(38, 2)');
    const parts = factors.map(
      (factor, line) =>
        sql`(coalesce(${sums[line]}, 0)::${amount} * 100)::${raw(width)} * ${factor}::${raw(width)}`,
    );
    return rounded({ total: join(parts, ' + '), unit: sql`${unit}::${raw(width)}` }, rounding);
  });
  return sql`case when ${all(fits)} then ${narrow} else (${wide})::bigint end`;
}

/** Below 2^63. */
const FITTING = 9_000_000_000_000_000_000n;

/** A hundred times as much still has 18 digits. */
const LARGEST = 90_000_000_000_000n;

function decimalsOf(rate: string): number {
  return rate.split('.')[1]?.length ?? 0;
}

/** The engine's // and % cut towards zero. half_up takes a half away from zero. */
function rounded({ total, unit }: { readonly total: Sql; readonly unit: Sql }, rounding: Rounding): Sql {
  if (rounding === 'floor')
    return sql`(${total}) // ${unit} - case when (${total}) % ${unit} < 0 then 1 else 0 end`;
  const whole = sql`abs(${total}) // ${unit}`;
  const twice = sql`abs(${total}) % ${unit} * 2`;
  const odd = sql`${twice} = ${unit} and ${whole} % 2 = 1`;
  const up = rounding === 'half_up' ? sql`${twice} >= ${unit}` : sql`${twice} > ${unit} or (${odd})`;
  return sql`(${whole} + case when ${up} then 1 else 0 end) * case when (${total}) < 0 then -1 else 1 end`;
}
