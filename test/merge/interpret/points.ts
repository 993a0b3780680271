import type { Bucket, PointsLine } from '../../../src/rules/points/bucket.js';
import { type Asked, holds, type Person, valued } from './expressions.js';
import { as, fieldOf } from './values.js';

/** Millionths of hundredths: every amount at every rate is a whole number of them. */
const UNIT = 100_000_000n;

/** The balances of a person that are not 0, by bucket. */
export function balancesOf(asked: Asked): ReadonlyMap<string, bigint> {
  const balances = asked.world.rules.buckets.map(
    (bucket) => [bucket.name, balanceOf(bucket, asked)] as const,
  );
  return new Map(balances.filter(([, balance]) => balance !== 0n));
}

export function balanceOf(bucket: Bucket, asked: Asked): bigint {
  const total = bucket.lines.reduce((sum, line) => sum + converted(line, asked), 0n);
  const balance = rounded(total, bucket.rounding);
  return bucket.negative === 'zero' && balance < 0n ? 0n : balance;
}

function converted(line: PointsLine, asked: Asked): bigint {
  const takes = line.when === undefined || holds(line.when, asked);
  const isLeft = line.kind !== 'amount' || !line.unless.some((condition) => holds(condition, asked));
  if (!takes || !isLeft) return 0n;
  const rate = line.rates.find(({ when }) => when === undefined || holds(when, asked))?.rate ?? '0';
  return cents(amountOf(line, asked)) * BigInt(Math.round(Number(rate) * 1e6));
}

function amountOf(line: PointsLine, asked: Asked): number {
  if (line.kind === 'bonus') return Number(as('number', valued(line.bonus, asked), [])?.of ?? 0);
  if (line.ofLots) return lotsOf(line.field, asked);
  const amounts = (asked.person as Person).rows
    .filter(({ source }) => line.source === undefined || source === line.source)
    .map((row) => as('number', fieldOf(row, line.field), [])?.of as number | undefined)
    .filter((amount) => amount !== undefined);
  if (amounts.length === 0) return 0;
  return line.once ? Math.max(...amounts) : amounts.reduce((sum, amount) => sum + amount, 0);
}

/** What is left of the lots of a bucket; on the last day they still count. */
function lotsOf(bucket: string, { person, world }: Asked): number {
  return (person?.lots ?? [])
    .filter(({ values }) => values.bucket === bucket && String(values.expires_at ?? '9') >= world.asOf)
    .reduce((sum, { values }) => sum + Number(values.amount ?? 0), 0);
}

function cents(amount: number): bigint {
  return BigInt(Math.round(amount * 100));
}

function rounded(total: bigint, rounding: Bucket['rounding']): bigint {
  const below = total >= 0n || total % UNIT === 0n ? total / UNIT : total / UNIT - 1n;
  if (rounding === 'floor') return below;
  const rest = (total - below * UNIT) * 2n;
  if (rest !== UNIT) return rest > UNIT ? below + 1n : below;
  // A half: away from zero, or to the even neighbour.
  if (rounding === 'half_up') return total > 0n ? below + 1n : below;
  return below % 2n === 0n ? below : below + 1n;
}
