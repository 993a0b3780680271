import { join, raw, type Sql, sql } from '../engine/sql.js';
import { isPlain, type PointsLine } from '../rules/points/bucket.js';
import type { CompiledBucket, CompiledLine, CompiledPoints } from '../rules/points/compile.js';
import { asSeen } from './moves.js';
import { balance, pointsTable } from './points.js';
import type { MergeContext } from './tables.js';

/**
 * `merged_conversions(bucket, source, field, rate, amount)`: what became of amounts whose rate depends on the
 * person, in sums. `rate` is missing where a line did not take them. The source is `rules` for what no row held (a
 * bonus, or a balance below 0 that was raised to it), and `once` for an amount that counts once of all sources.
 */
export function conversions(points: CompiledPoints, context: MergeContext): Sql {
  const from = pointsTable(points, context);
  const selects = points.buckets.flatMap((bucket) => [
    ...bucket.lines.filter(({ line }) => !isPlain(line)).map((line) => converted(bucket, line, from)),
    ...(bucket.bucket.negative === 'zero' ? [raised(bucket, from)] : []),
  ]);
  return selects.length === 0 ? sql`${NOTHING} where false` : join(selects, ' union all ');
}

const NOTHING = raw(
  "select '' as bucket, '' as source, '' as field, '' as rate, 0::decimal(38, 2) as amount",
);

function converted(
  { bucket, moves }: CompiledBucket,
  { line, amount, rateNo, seen }: CompiledLine,
  from: Sql,
): Sql {
  const news = moves ? sql`(coalesce(${amount}, 0) - coalesce(${seen}, 0))` : amount;
  const [source, field] = originOf(line);
  const rates = line.rates.map(({ rate }, index) => sql`when ${index} then ${rate}`);
  return sql`
    select ${bucket.name} as bucket, ${source} as source, ${field} as field,
      case rate_no ${join(rates, ' ')} end as rate, sum(amount)::decimal(38, 2) as amount
    from (select ${rateNo} as rate_no, ${news} as amount from ${from})
    where amount <> 0 and (rate_no is not null or ${line.kind === 'amount'})
    group by rate_no`;
}

function originOf(line: PointsLine): readonly [string, string] {
  if (line.kind === 'bonus') return ['rules', 'bonus'];
  if (line.ofLots) return ['lots', line.field];
  return line.once ? ['once', line.field] : [line.source ?? '', line.field];
}

function raised(bucket: CompiledBucket, from: Sql): Sql {
  const debt = (of: CompiledBucket) => sql`greatest(-(${balance(of)}), 0::bigint)`;
  const lifted = bucket.moves ? sql`${debt(bucket)} - ${debt(asSeen(bucket))}` : debt(bucket);
  return sql`
    select ${bucket.bucket.name} as bucket, 'rules' as source, 'below_0' as field, '1' as rate,
      coalesce(sum(lifted), 0)::decimal(38, 2) as amount
    from (select ${lifted} as lifted from ${from})
    where lifted <> 0`;
}
