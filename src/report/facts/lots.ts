import { name, type Sql, sql } from '../../engine/sql.js';
import { plainDecimal } from '../../engine/text.js';
import type { LotReport, LotsReport } from '../model/lots.js';
import type { Sum } from '../model/sum.js';
import type { FactContext } from './context.js';

const STATES = ['carried', 'expired', 'orphan'] as const;

/** What became of the points of every lot; nothing where the config has none. */
export async function gatherLots({
  engine,
  config,
  rules,
  asOf,
}: FactContext): Promise<{ readonly lots?: LotsReport }> {
  const { lots = [] } = config;
  if (lots.length === 0) return {};
  const days = Number.parseInt(config.report.expiring_within, 10);
  const soon = sql`state = 'carried' and cast(expires_at as date) <= ${asOf}::date + ${days}`;
  const sums = [
    ...sumColumns('all', sql`true`),
    ...STATES.flatMap((state) => sumColumns(state, sql`state = ${state}`)),
    ...sumColumns('expiring', soon),
  ];
  const rows = await engine.rows<
    Record<string, bigint | string | null> & { source_no: number; bucket: string }
  >(
    sql`select source_no, bucket, count(*) filter (where state = 'no_amount') as no_amount,
        cast(min(cast(expires_at as date)) filter (where state = 'carried') as varchar) as earliest_expiry
        ${{ sql: sums.map(({ sql: text }) => `, ${text}`).join('') }}
      from placed_lots group by source_no, bucket order by source_no, bucket`,
  );
  const taken = new Set(
    rules.buckets.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === 'amount' && line.ofLots ? [line.field] : [])),
    ),
  );
  const buckets = rows.map((row): LotReport => {
    const sum = (of: string): Sum => ({
      count: Number(row[`${of} count`]),
      amount: String(row[`${of} amount`]),
    });
    return {
      export: lots.find(({ order }) => order === row.source_no)?.name.replace('lots.', '') ?? '',
      bucket: row.bucket,
      converted: taken.has(row.bucket),
      all: sum('all'),
      carried: sum('carried'),
      expired: sum('expired'),
      orphan: sum('orphan'),
      no_amount: Number(row.no_amount),
      expiring: sum('expiring'),
      earliest_expiry: row.earliest_expiry === null ? null : String(row.earliest_expiry),
    };
  });
  return { lots: { expiring_within_days: days, buckets, file: `lots.${config.output.format}` } };
}

function sumColumns(word: string, holds: Sql): readonly Sql[] {
  const amount = plainDecimal(sql`coalesce(sum(amount) filter (where ${holds}), 0)`);
  return [
    sql`count(*) filter (where ${holds}) as ${name(`${word} count`)}`,
    sql`${amount} as ${name(`${word} amount`)}`,
  ];
}
