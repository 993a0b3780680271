import type { Bucket, PointsLine, Rate, Rounding } from '../rules/points/bucket.js';
import { tellCondition } from './condition.js';
import { isWhole, rounded, times } from './exact.js';
import { accounts, dayIn, spoken, subject, type Teller } from './teller.js';
import { tellValue } from './value.js';

/** What becomes of the points, bucket by bucket. */
export function tellPoints(teller: Teller): readonly string[] {
  const { buckets } = teller.rules;
  const lines = buckets.flatMap((bucket) => tellBucket(bucket, teller));
  return buckets.length === 0 ? [] : [...lines, teller.words.left];
}

function tellBucket(bucket: Bucket, teller: Teller): readonly string[] {
  const { words } = teller;
  const rates = bucket.lines.flatMap((line) => line.rates);
  const fractional = rates.map(exampleOf).find(({ gives }) => !isWhole(gives))?.gives ?? '10.5';
  const told = [
    ...bucket.lines.map((line) => tellLine(line, teller)),
    tellRounding(bucket.rounding, fractional, teller),
    words.negative[bucket.negative],
    tellExpiry(bucket, teller),
  ];
  const lines = told.filter((line) => line !== undefined).map((line) => `  ${line}`);
  return [words.bucket(spoken(bucket.name, teller)), ...lines];
}

function tellLine(line: PointsLine, teller: Teller): string {
  const { words } = teller;
  const [first, ...more] = line.rates;
  const isPlainBonus = line.kind === 'bonus' && more.length === 0 && first?.rate === '1';
  const amount = tellAmount(line, teller);
  const told = isPlainBonus
    ? `${amount}.`
    : words.converted(amount, line.rates.map((rate) => tellRate(rate, line, teller)).join('; '));
  return line.when === undefined ? told : words.onlyIf(told, tellCondition(line.when, teller));
}

function tellAmount(line: PointsLine, teller: Teller): string {
  const { words } = teller;
  if (line.kind === 'bonus') return words.bonus(tellValue(line.bonus, teller));
  const amount = words.amount(subject(line.field, teller), accounts(line.source, teller));
  const once = line.once ? words.greatestOnly(amount) : amount;
  return line.unless.length > 0 ? words.remaining(once) : once;
}

function tellRate({ rate, when }: Rate, { rates }: PointsLine, teller: Teller): string {
  const { words } = teller;
  const told = tellNumber(rate, teller);
  if (when !== undefined) return words.rateIf(told, tellCondition(when, teller));
  return rates.length > 1 ? words.otherwise(told) : told;
}

function tellNumber(rate: string, teller: Teller): string {
  const { words, numbers } = teller;
  if (Number(rate) === 1) return words.oneForOne;
  if (Number(rate) === 0) return words.nothing;
  const { of, gives } = exampleOf({ rate });
  return words.rate(numbers.exact(rate), numbers.exact(of), numbers.exact(gives));
}

/** An amount and what becomes of it before rounding; one that shows the rounding where there is one. */
function exampleOf({ rate }: Pick<Rate, 'rate'>): { readonly of: string; readonly gives: string } {
  const amounts = isWhole(rate) ? ['3'] : ['1234', '1235', '1237'];
  const examples = amounts.map((of) => ({ of, gives: times(of, rate) }));
  return examples.find(({ gives }) => !isWhole(gives)) ?? { of: '3', gives: times('3', rate) };
}

function tellRounding(rounding: Rounding, from: string, { words, numbers }: Teller): string {
  return words.rounding[rounding](numbers.exact(from), numbers.exact(rounded(from, rounding)));
}

function tellExpiry({ expires }: Bucket, teller: Teller): string | undefined {
  const { words } = teller;
  if (expires === undefined) return undefined;
  if (expires.kind === 'keep') return words.expiresKeep;
  const day = expires.kind === 'day' ? dayIn(expires.day, teller) : tellValue(expires.expression, teller);
  return words.expiresOn(day);
}
