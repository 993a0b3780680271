import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { plainDecimal } from '../engine/text.js';
import { keptBalance, pointsTable } from '../merge/points.js';
import type { MergeContext } from '../merge/tables.js';
import type { PointsLine } from '../rules/points/bucket.js';
import type { CompiledBucket, CompiledPoints } from '../rules/points/compile.js';
import { productOf, sumOf } from './decimals.js';
import type { TracedBucket, TracedLine } from './trace.js';

/** The buckets of a person with every line that goes into them, by the statements of a plan. */
export async function gatherPoints(
  engine: Engine,
  points: CompiledPoints,
  { context, person }: { readonly context: MergeContext; readonly person: bigint },
): Promise<readonly TracedBucket[]> {
  if (points.buckets.length === 0) return [];
  const columns = points.buckets.flatMap(columnsOf);
  const row = await engine.one<Record<string, string | null>>(
    sql`select ${join(columns)} from ${pointsTable(points, context)} where person_id = ${person}`,
  );
  return points.buckets.map(({ bucket, lines }, at) => {
    const traced = lines.map(({ line, rateNo }, of): TracedLine => {
      const amount = row[`amount ${at} ${of}`] ?? '0';
      const no = rateNo === undefined ? '0' : row[`rate ${at} ${of}`];
      const rate = no === null || no === undefined ? null : (line.rates[Number(no)]?.rate ?? null);
      return { from: originOf(line), amount, rate, gives: rate === null ? '0' : productOf(amount, rate) };
    });
    return {
      bucket: bucket.name,
      lines: traced,
      sum: sumOf(traced.map(({ gives }) => gives)),
      rounding: bucket.rounding,
      balance: row[`balance ${at}`] ?? '0',
      expires_at: row[`expires ${at}`] ?? null,
    };
  });
}

function columnsOf(compiled: CompiledBucket, at: number): readonly Sql[] {
  const lines = compiled.lines.flatMap(({ amount, rateNo }, of) => [
    sql`${plainDecimal(sql`cast(${amount} as decimal(38, 2))`)} as ${name(`amount ${at} ${of}`)}`,
    ...(rateNo === undefined ? [] : [sql`cast(${rateNo} as varchar) as ${name(`rate ${at} ${of}`)}`]),
  ]);
  return [
    ...lines,
    sql`cast(${keptBalance(compiled)} as varchar) as ${name(`balance ${at}`)}`,
    sql`cast(${compiled.expires} as varchar) as ${name(`expires ${at}`)}`,
  ];
}

function originOf(line: PointsLine): string {
  if (line.kind === 'bonus') return 'bonus';
  if (line.ofLots) return `lots.${line.field}`;
  return line.source === undefined ? line.field : `${line.source}.${line.field}`;
}
