import type { Engine } from '../engine/engine.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { isMissing, trimmed } from '../standardise/missing.js';
import type { SignedDates } from './date-formats.js';
import { signature, type ValueKind, valueKind } from './value-kind.js';

/** What is counted of one column over all rows. */
export interface ColumnStats {
  readonly filled: number;
  readonly distinct: number;
  readonly kinds: ReadonlyMap<ValueKind, number>;
  readonly dates: readonly SignedDates[];
  /** The most frequent first; all of them where they are at most 50, else none. */
  readonly values: readonly { readonly text: string; readonly count: number }[] | null;
  /** A few texts by kind, from the whole column. */
  readonly examples: readonly { readonly kind: ValueKind; readonly text: string }[];
}

export const MOST_VALUES = 50;
const EXACT_ROWS = 10_000_000;

/** Counts one column of a table; texts that stand for no value do not count. */
export async function columnStats(
  engine: Engine,
  { table, column, rows }: { readonly table: string; readonly column: string; readonly rows: number },
): Promise<ColumnStats> {
  const counted = `${table}_${column}`;
  const isExact = rows <= EXACT_ROWS;
  await engine.step(counted, isExact ? byValue(table, column) : byRow(table, column));
  const totals = await totalsOf(engine, counted);
  const distinct = isExact ? totals.texts : await approximate(engine, counted);
  const isListed = distinct > 0 && distinct <= MOST_VALUES;
  const stats: ColumnStats = {
    filled: totals.filled,
    distinct,
    ...(await kindsOf(engine, counted)),
    values: isListed ? await valuesOf(engine, counted) : null,
    examples: await examplesOf(engine, counted),
  };
  await engine.drop(counted);
  return stats;
}

/** One row a text: what it looks like is asked once, however often it stands there. */
function byValue(table: string, column: string): Sql {
  return kinded(sql`select ${trimmed(name(column))} as text, count(*) as rows
    from ${name(table)} where ${name(column)} is not null group by all`);
}

function byRow(table: string, column: string): Sql {
  return kinded(sql`select ${trimmed(name(column))} as text, 1 as rows from ${name(table)}
    where ${name(column)} is not null`);
}

function kinded(texts: Sql): Sql {
  return sql`select text, rows, ${valueKind(name('text'))} as kind from (${texts}) where not ${isMissing(name('text'))}`;
}

async function totalsOf(engine: Engine, counted: string): Promise<{ filled: number; texts: number }> {
  const row = await engine.one<{ filled: bigint | null; texts: bigint }>(
    sql`select cast(sum(rows) as bigint) as filled, count(*) as texts from ${name(counted)}`,
  );
  return { filled: Number(row.filled ?? 0n), texts: Number(row.texts) };
}

async function approximate(engine: Engine, counted: string): Promise<number> {
  const row = await engine.one<{ texts: bigint }>(
    sql`select approx_count_distinct(text) as texts from ${name(counted)}`,
  );
  return Number(row.texts);
}

async function kindsOf(engine: Engine, counted: string): Promise<Pick<ColumnStats, 'kinds' | 'dates'>> {
  const rows = await engine.rows<{
    kind: ValueKind;
    signature: string;
    count: bigint;
    first: string;
    second: string;
  }>(sql`select kind, case when kind in ('date', 'moment') then ${signature(name('text'))} else '' end as signature,
      cast(sum(rows) as bigint) as count, max(substr(text, 1, 2)) as first, max(substr(text, 4, 2)) as second
    from ${name(counted)} group by all order by all`);
  const kinds = new Map<ValueKind, number>();
  for (const { kind, count } of rows) kinds.set(kind, (kinds.get(kind) ?? 0) + Number(count));
  const dates = rows
    .filter(({ signature: signed }) => signed !== '')
    .map(({ signature: signed, count, first, second }) => ({
      ...{ signature: signed, first, second },
      count: Number(count),
    }));
  return { kinds, dates };
}

async function valuesOf(engine: Engine, counted: string): Promise<ColumnStats['values']> {
  const rows = await engine.rows<{ text: string; count: bigint }>(
    sql`select text, cast(sum(rows) as bigint) as count from ${name(counted)} group by text order by count desc, text`,
  );
  return rows.map(({ text, count }) => ({ text, count: Number(count) }));
}

/** Three texts of each kind, the same whatever the order of the rows. */
async function examplesOf(engine: Engine, counted: string): Promise<ColumnStats['examples']> {
  const rows = await engine.rows<{ kind: ValueKind; text: string }>(
    sql`select kind, unnest(min(text, 3)) as text from ${name(counted)} group by kind order by sum(rows) desc, 1, 2`,
  );
  return rows.slice(0, 6);
}
