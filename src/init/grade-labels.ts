import type { Engine } from '../engine/engine.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { amount } from '../standardise/amount.js';
import { isMissing, trimmedColumn } from '../standardise/missing.js';
import type { Label } from './ladder.js';

/** A ladder has at most so many grades. */
const MOST_LABELS = 200;

interface Amounts {
  readonly fields: readonly string[];
  readonly hasDecimalComma: boolean;
}

/** The grade labels of an export with their rows and the median of what these have spent, most rows first. */
export async function gradeLabels(
  engine: Engine,
  table: Sql,
  { fields, hasDecimalComma }: Amounts,
): Promise<readonly Label[]> {
  const grade = trimmedColumn('grade');
  // Only its order counts here, so a currency or a unit beside it does not matter.
  const digits = sql`regexp_replace(${name('spend')}, '[^0-9.,+-]', '', 'g')`;
  const text = hasDecimalComma ? sql`replace(replace(${digits}, '.', ''), ',', '.')` : digits;
  const spend = fields.includes('spend') ? sql`median(${amount(text)})` : sql`null`;
  const rows = await engine.rows<{ text: string; rows: bigint; spend: number | null }>(
    sql`select ${grade} as text, count(*) as rows, cast(${spend} as double) as spend from ${table}
      where ${name('grade')} is not null and not ${isMissing(name('grade'))}
      group by 1 order by rows desc, text limit ${MOST_LABELS + 1}`,
  );
  return rows.map(({ text, rows: count, spend: median }) => ({
    text,
    rows: Number(count),
    medianSpend: median,
  }));
}
