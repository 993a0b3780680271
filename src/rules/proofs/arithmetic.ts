import type { Engine } from '../../engine/engine.js';
import { join, name, type Sql, sql } from '../../engine/sql.js';
import { balance } from '../../merge/points.js';
import { type Bucket, isPlain, type Rounding } from '../points/bucket.js';
import type { CompiledBucket } from '../points/compile.js';
import type { RuleSet } from '../ruleset.js';
import type { Draft } from './draft.js';

/** Amounts in hundredths, at which a rounding could go wrong. */
const AMOUNTS = [0n, 1n, 50n, 100n, 3333n, -250n, 9_999_999_999n];

/** More combinations than these are thinned out. */
const MOST = 4_096;

/** What comes out of each bucket is what the stated rates and the stated rounding make of what goes in, to the unit. */
export async function proveArithmetic(engine: Engine, rules: RuleSet): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const bucket of rules.buckets) {
    const wrong = await firstWrong(engine, bucket);
    const [first] = bucket.lines;
    if (wrong !== undefined && first !== undefined)
      drafts.push({
        kind: 'points not conserved',
        place: first.place,
        say: () => `${bucket.name}: ${wrong}`,
      });
  }
  return drafts;
}

/** One combination: for each line its amount and which of its rates applies, -1 for none. */
type Parts = readonly { readonly amount: bigint; readonly rate: number }[];

async function firstWrong(engine: Engine, bucket: Bucket): Promise<string | undefined> {
  const compiled: CompiledBucket = {
    bucket,
    moves: false,
    lines: bucket.lines.map((line, index) => ({
      line,
      amount: name(`amount ${index}`),
      ...(isPlain(line) ? {} : { rateNo: name(`rate ${index}`) }),
    })),
    expires: sql`null`,
  };
  const cases = casesOf(bucket);
  const values = cases.map((parts, at) => {
    const cells = parts.map(
      ({ amount, rate }) => sql`${decimal(amount)}::decimal(38, 2), ${rate < 0 ? null : rate}::utinyint`,
    );
    return sql`(${join([sql`${at}`, ...cells])})`;
  });
  const columns = bucket.lines.flatMap((_, index) => [name(`amount ${index}`), name(`rate ${index}`)]);
  const found = await engine.rows<{ at: number; balance: bigint }>(
    sql`select "at", ${balance(compiled)} as balance from (values ${join(values)}) as cases(${join([name('at'), ...columns])})`,
  );
  const wrong = found.find(({ at, balance: got }) => got !== expected(cases[at] ?? [], bucket));
  return (
    wrong &&
    `${(cases[wrong.at] ?? []).map(({ amount }) => decimal(amount).sql).join(' and ')} become ${wrong.balance}, not ${expected(cases[wrong.at] ?? [], bucket)}`
  );
}

function casesOf({ lines }: Bucket): readonly Parts[] {
  const all = lines.reduce<readonly Parts[]>(
    (cases, line, index) => {
      const rateNos = isPlain(line) ? [0] : [-1, ...line.rates.keys()];
      const own = AMOUNTS.flatMap((amount) => rateNos.map((rate) => ({ amount, rate })));
      const next = own.flatMap((part) => cases.map((parts) => [...parts, part]));
      const every = Math.ceil(next.length / MOST);
      return next.filter((_, at) => (at + index) % every === 0);
    },
    [[]],
  );
  return all;
}

function decimal(hundredths: bigint): Sql {
  const sign = hundredths < 0n ? '-' : '';
  const size = hundredths < 0n ? -hundredths : hundredths;
  return { sql: `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}` };
}

/** In hundredths of millionths. */
const UNIT = 100_000_000n;

function expected(parts: Parts, { lines, rounding }: Bucket): bigint {
  const total = lines.reduce((sum, { rates }, index) => {
    const { amount, rate } = parts[index] ?? { amount: 0n, rate: -1 };
    return sum + amount * millionths(rates[rate]?.rate ?? '0');
  }, 0n);
  return rounded(total, rounding);
}

function millionths(rate: string): bigint {
  const [whole = '0', fraction = ''] = rate.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

function rounded(total: bigint, rounding: Rounding): bigint {
  const below = total / UNIT - (total % UNIT < 0n ? 1n : 0n);
  const rest = total - below * UNIT;
  if (rounding === 'floor') return below;
  const isHalf = rest * 2n === UNIT;
  // A half goes away from zero, or to the even neighbour.
  const isUp = isHalf ? (rounding === 'half_up' ? total > 0n : below % 2n !== 0n) : rest * 2n > UNIT;
  return below + (isUp ? 1n : 0n);
}
