import { all, join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { compileCondition } from '../expression/condition.js';
import { Misread } from '../expression/expression.js';
import type { Scope } from '../expression/scope.js';
import { compileValue, converted } from '../expression/value.js';
import { commonType } from '../expression/value-type.js';
import { amountOf } from '../person/aggregate.js';
import type { PersonContext } from '../person/context.js';
import { type AmountLine, type Bucket, isPlain, type PointsLine } from './bucket.js';
import { hasCounted, seenAmount } from './seen-amount.js';

/** Buckets whose lines are known of each person in columns of one table. */
export interface CompiledPoints {
  /** Whether they depend on what was decided; else they are known before. */
  readonly afterDecision: boolean;
  /** What the table of decisions has to hold of each person. */
  readonly carried: readonly { readonly name: string; readonly value: Sql }[];
  readonly buckets: readonly CompiledBucket[];
}

export interface CompiledBucket {
  readonly bucket: Bucket;
  /** Whether it moves by the difference to what was seen before. */
  readonly moves: boolean;
  readonly lines: readonly CompiledLine[];
  /** A date; missing where nothing is known. */
  readonly expires: Sql;
}

export interface CompiledLine {
  readonly line: PointsLine;
  /** The amount of a person, in hundredths at most. */
  readonly amount: Sql;
  /** The same as it was seen before; only where the bucket moves. */
  readonly seen?: Sql;
  /** The number of the rate that applies, missing when the line does not; absent where there is only one rate. */
  readonly rateNo?: Sql;
}

/** The points of a person; in `scope` the grade that was decided has a name. Throws Misread. */
export function compilePoints(
  buckets: readonly Bucket[],
  scope: Scope,
  context: PersonContext,
): CompiledPoints {
  const afterDecision = buckets.some(
    ({ lines, expires }) => !lines.every(isPlain) || expires?.kind === 'measure',
  );
  const carried: { name: string; value: Sql }[] = [];
  const carry = (label: string, value: Sql): Sql => {
    if (!afterDecision) return value;
    const column = `${label} ${carried.length + 1}`;
    carried.push({ name: column, value });
    return name(column);
  };
  const compiled = buckets.map((bucket): CompiledBucket => {
    const moves = context.moving.includes(bucket.name);
    const lines = bucket.lines.map((line): CompiledLine => {
      const amount = carry('amount', amountSql(line, scope, context));
      const before = moves ? { seen: carry('seen', seenSql(line, bucket, { scope, context })) } : {};
      if (isPlain(line)) return { line, amount, ...before };
      return { line, amount, ...before, rateNo: carry('rate', rateNumber(line, scope)) };
    });
    return { bucket, moves, lines, expires: expirySql(bucket, { scope, carry, context }) };
  });
  return { afterDecision, carried, buckets: compiled };
}

function amountSql(line: PointsLine, scope: Scope, context: PersonContext): Sql {
  const { lots } = context;
  if (line.kind === 'amount' && line.ofLots)
    return lots.add(line.field, sql`sum(amount) filter (where bucket = ${line.field})`);
  if (line.kind === 'amount') return amountColumn(line, amountOf(line.field), context);
  const value = compileValue(line.bonus, scope);
  if (commonType(value.type, 'number') !== 'number')
    throw new Misread(
      `a ${value.type} is no number of points`,
      line.bonus.at,
      'write a number or a measure, such as bonus: 1000',
    );
  return sql`cast(${converted(value, 'number').sql} as decimal(38, 2))`;
}

/** A bonus was given when the member was new. */
function seenSql(
  line: PointsLine,
  bucket: Bucket,
  { scope, context }: { readonly scope: Scope; readonly context: PersonContext },
): Sql {
  if (line.kind === 'amount') return amountColumn(line, name(seenAmount(bucket.name, line.field)), context);
  const counted = sql`coalesce(bool_or(${name(hasCounted(bucket.name))}), false)`;
  return sql`case when ${context.columns.add('counted', counted)} then ${amountSql(line, scope, context)} end`;
}

function amountColumn(
  { field, source, once }: AmountLine,
  amount: Sql,
  { columns, sources }: PersonContext,
): Sql {
  const order = sources.find(({ name }) => name === source)?.order;
  const rows = order === undefined ? raw('') : sql` filter (where source_no = ${order})`;
  return columns.add(field, sql`${raw(once ? 'max' : 'sum')}(${amount})${rows}`);
}

/** A line is asked only for what the lines before it left. */
function rateNumber(line: PointsLine, scope: Scope): Sql {
  const unless = line.kind === 'amount' ? line.unless : [];
  const takes = [
    ...unless.map((condition) => sql`not (${compileCondition(condition, scope)})`),
    ...(line.when === undefined ? [] : [compileCondition(line.when, scope)]),
  ];
  const arms = line.rates.map(({ when }, index) => {
    const condition = when === undefined ? raw('true') : compileCondition(when, scope);
    return sql`when ${condition} then ${index}`;
  });
  return sql`(case when ${all(takes)} then case ${join(arms, ' ')} end end)::utinyint`;
}

interface Expiring {
  readonly scope: Scope;
  readonly carry: (label: string, value: Sql) => Sql;
  readonly context: PersonContext;
}

function expirySql(bucket: Bucket, { scope, carry, context }: Expiring): Sql {
  const { expires } = bucket;
  if (expires?.kind === 'keep') return keptExpiry(bucket, { carry, context });
  if (expires?.kind === 'day') return sql`cast(${expires.day} as date)`;
  if (expires?.kind !== 'measure') return raw('null::date');
  const value = compileValue(expires.expression, scope);
  if (value.type !== 'date')
    throw new Misread(
      `a ${value.type} is not a date`,
      expires.expression.at,
      'name a measure such as min(expires)',
    );
  return carry('expiry', sql`cast(${value.sql} as date)`);
}

/** That of the lot that ends first; amounts of rows have none of their own. */
function keptExpiry({ lines }: Bucket, { carry, context }: Omit<Expiring, 'scope'>): Sql {
  const lots = lines.flatMap((line) => (line.kind === 'amount' && line.ofLots ? [line.field] : []));
  if (lots.length === 0) return raw('null::date');
  const among = join(lots.map((lot) => sql`${lot}`));
  const first = sql`min(cast(expires_at as date)) filter (where bucket in (${among}) and amount > 0)`;
  return carry('expiry', context.lots.add('expiry', first));
}
