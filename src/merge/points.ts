import { all, join, raw, type Sql, sql } from '../engine/sql.js';
import type { Bucket, PointsLine, Rounding } from '../rules/points/bucket.js';
import type { CompiledBucket, CompiledLine, CompiledPoints } from '../rules/points/compile.js';
import { type MergeContext, made } from './tables.js';

/** `merged_points`: one line for each bucket of a person that is not empty and does not move by differences. */
export function balances(points: CompiledPoints, context: MergeContext): Sql {
  const selects = points.buckets
    .filter(({ moves }) => !moves)
    .map(
      (bucket) => sql`
    select person_id, ${bucket.bucket.name} as bucket, ${keptBalance(bucket)} as balance, ${bucket.expires} as expires_at
    from ${pointsTable(points, context)}`,
    );
  const empty = raw(
    "select null::bigint as person_id, '' as bucket, 0::bigint as balance, null::date as expires_at",
  );
  return sql`
    select person_id, bucket, balance, expires_at
    from (${selects.length === 0 ? empty : join(selects, ' union all ')})
    where balance <> 0`;
}

/** Where the amounts of a person stand. */
export function pointsTable({ afterDecision }: CompiledPoints, context: MergeContext): Sql {
  return made(context, afterDecision ? 'graded' : 'merge_persons');
}

/** The balance after what the bucket does with less than 0. */
export function keptBalance(bucket: CompiledBucket): Sql {
  const all = balance(bucket);
  return bucket.bucket.negative === 'zero' ? sql`greatest(${all}, 0::bigint)` : all;
}

/**
 * All lines of the bucket in one unit, the smallest part that an amount in hundredths times a rate can give,
 * added as whole numbers and rounded once: no fraction is ever held inexactly. Dividing numbers of 128 bits
 * takes a second for a million persons, so amounts that fit go through 64 bits.
 */
export function balance({ bucket, lines }: CompiledBucket): Sql {
  const places = placesOf(bucket);
  const unit = 100n * 10n ** BigInt(places);
  const sum = lines.reduce((total, { line }) => total + largest(factorsOf(line, places)), 0n);
  const bound = FITTING / (unit + 200n * sum);
  const fits = lines.map(
    ({ amount }) => sql`coalesce(abs(${amount}), 0) <= ${bound < LARGEST ? bound : LARGEST}`,
  );
  const [narrow, wide] = (['bigint', 'hugeint'] as const).map((width) => {
    const parts = lines.map((line) => part(line, places, width));
    return rounded({ total: join(parts, ' + '), unit: sql`${unit}::${raw(width)}` }, bucket.rounding);
  });
  return sql`case when ${all(fits)} then ${narrow} else (${wide})::bigint end`;
}

function part({ line, amount, rateNo }: CompiledLine, places: number, width: 'bigint' | 'hugeint'): Sql {
  const decimal = raw(width === 'bigint' ? 'decimal(18, 2)' : 'decimal(38, 2)');
  const factors = factorsOf(line, places);
  const arms = factors.map((factor, index) => sql`when ${index} then ${factor}`);
  const factor =
    rateNo === undefined ? sql`${factors[0] ?? 0n}` : sql`(case ${rateNo} ${join(arms, ' ')} else 0 end)`;
  return sql`(coalesce(${amount}, 0)::${decimal} * 100)::${raw(width)} * ${factor}::${raw(width)}`;
}

function placesOf({ lines }: Bucket): number {
  return Math.max(0, ...lines.flatMap(({ rates }) => rates.map(({ rate }) => decimalsOf(rate))));
}

function factorsOf({ rates }: PointsLine, places: number): readonly bigint[] {
  return rates.map(({ rate }) => BigInt(rate.replace('.', '')) * 10n ** BigInt(places - decimalsOf(rate)));
}

function largest(factors: readonly bigint[]): bigint {
  return factors.toSorted((a, b) => (a < b ? 1 : -1))[0] ?? 0n;
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
