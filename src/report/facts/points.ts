import type { Engine } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { plainDecimal } from '../../engine/text.js';
import { amountOf } from '../../rules/person/aggregate.js';
import { type AmountLine, type Bucket, isPlain } from '../../rules/points/bucket.js';
import { seenAmount } from '../../rules/points/seen-amount.js';
import { sumOf } from '../decimal.js';
import type { BucketReport } from '../model/points.js';
import type { FactContext } from './context.js';

/** What went into each bucket and what came out: out = converted - rounded off. */
export async function gatherPoints(context: FactContext): Promise<readonly BucketReport[]> {
  return Promise.all(context.rules.buckets.map((bucket) => gatherBucket(context, bucket)));
}

async function gatherBucket(context: FactContext, bucket: Bucket): Promise<BucketReport> {
  const moves = context.masters.buckets.includes(bucket.name);
  const lines = bucket.lines
    .filter(isPlain)
    .flatMap((line) => sourcesOf(context, line).map((source) => ({ ...line, source })));
  const plain = await Promise.all(
    lines.map((line) => gatherLine(context, { ...line, ...(moves ? { moves: bucket.name } : {}) })),
  );
  const from = [...plain, ...(await gatherConversions(context, bucket))];
  const { out } = await context.engine.one<{ out: string }>(
    moves
      ? sql`select cast(coalesce(sum(moved), 0) as varchar) as out from merged_moves where bucket = ${bucket.name}`
      : sql`select cast(coalesce(sum(balance), 0) as varchar) as out from merged_points where bucket = ${bucket.name}`,
  );
  const converted = sumOf(from.map((line) => line.converted));
  return {
    bucket: bucket.name,
    from,
    rounding: bucket.rounding,
    rounded_off: sumOf([converted, out.startsWith('-') ? out.slice(1) : `-${out}`]),
    out,
    ...(moves ? { held: await gatherHeld(context.engine, bucket.name) } : {}),
  };
}

async function gatherLine(
  { engine, config, scope }: FactContext,
  line: AmountLine & { readonly source: string; readonly moves?: string },
): Promise<BucketReport['from'][number]> {
  const order = config.sources.find((source) => source.name === line.source)?.order ?? -1;
  const rate = line.rates[0]?.rate ?? '0';
  const before =
    line.moves === undefined ? sql`` : sql` - coalesce(sum(${name(seenAmount(line.moves, line.field))}), 0)`;
  const sum = sql`(coalesce(sum(${line.ofLots ? raw('amount') : amountOf(line.field)}), 0)${before})`;
  const from = line.ofLots
    ? sql`placed_lots where state = 'carried' and bucket = ${line.field} ${only(scope, 'person_id', 'persons_in_scope')}`
    : sql`rows ${raw(line.moves === undefined ? '' : 'left join seen_amounts using (row_id)')} where source_no = ${order} ${only(scope, 'row_id', 'rows_in_scope')}`;
  const row = await engine.one<{ total: string; converted: string }>(
    sql`select ${plainDecimal(sum)} as total, ${plainDecimal(sql`${sum} * cast(${rate} as decimal(18,6))`)} as converted
      from ${from}`,
  );
  return { source: line.source, column: line.field, sum: row.total, rate, converted: row.converted };
}

/** Of a bucket that moves by differences: what stood in the target and what will. */
async function gatherHeld(engine: Engine, bucket: string): Promise<NonNullable<BucketReport['held']>> {
  const sums = { before: 'held', raised: 'raised', after: 'holds' };
  const columns = Object.entries(sums).map(
    ([word, column]) => sql`cast(coalesce(sum(${name(column)}), 0) as varchar) as ${name(word)}`,
  );
  const row = await engine.one<Record<'before' | 'raised' | 'after', string> & { below_0: bigint }>(
    sql`select ${join(columns)}, count(*) filter (where holds < 0) as below_0 from point_moves where bucket = ${bucket}`,
  );
  return { ...row, below_0: Number(row.below_0) };
}

/** Of a plan for some persons alone, what belongs to these. */
function only(scope: FactContext['scope'], key: string, table: string): Sql {
  return raw(scope === undefined ? '' : `and ${key} in (select ${key} from ${table})`);
}

/** Amounts whose rate depends on the person; what no line took is converted at 0. */
async function gatherConversions(
  { engine }: FactContext,
  bucket: Bucket,
): Promise<readonly BucketReport['from'][number][]> {
  return engine.rows<BucketReport['from'][number]>(
    sql`select source, field as "column", ${plainDecimal(sql`amount`)} as sum, coalesce(rate, '0') as rate,
        ${plainDecimal(sql`(amount * cast(coalesce(rate, '0') as decimal(18,6)))`)} as converted
      from merged_conversions where bucket = ${bucket.name} order by all`,
  );
}

function sourcesOf({ config }: FactContext, line: AmountLine): readonly string[] {
  if (line.ofLots) return ['lots'];
  if (line.source !== undefined) return [line.source];
  return config.sources
    .filter((source) => line.field in source.columns || line.field in source.extra)
    .map((s) => s.name);
}
