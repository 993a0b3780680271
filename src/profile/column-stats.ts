import type { Engine } from '../engine/engine.js';
import { name, type Sql, sql } from '../engine/sql.js';
import { isMissing, trimmedColumn } from '../standardise/missing.js';
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

/** A column of a table of so many rows. */
interface Counted {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** Counts one column of a table; texts that stand for no value do not count. */
export async function columnStats(engine: Engine, column: Counted): Promise<ColumnStats> {
  const counted = `${column.table}_${column.column}`;
  const texts = await count(engine, counted, column);
  const { filled, distinct } = await totalsOf(engine, counted);
  const isListed = distinct > 0 && distinct <= MOST_VALUES;
  const stats: ColumnStats = {
    ...{ filled, distinct },
    ...(await kindsOf(engine, counted)),
    values: isListed ? await valuesOf(engine, texts) : null,
    examples: await examplesOf(engine, counted),
  };
  await engine.drop(counted);
  return stats;
}

/** Makes the step: a row for each kind of texts, and for dates each signature. Gives the texts that it counted. */
async function count(engine: Engine, counted: string, { table, column, rows }: Counted): Promise<Sql> {
  if (rows > EXACT_ROWS) {
    const each = byRow(table, column);
    await engine.step(counted, byKind(each, sql`approx_count_distinct(text)`));
    return each;
  }
  const written = asWritten(table, column);
  await engine.step(counted, byKind(written, sql`count(*)`));
  const { blanks } = await engine.one<{ blanks: bigint | null }>(
    sql`select cast(sum(blanks) as bigint) as blanks from ${name(counted)}`,
  );
  if (!blanks) return written;
  const together = sql`select text, false as blank, sum(rows) as rows from (${written}) group by text`;
  await engine.step(counted, byKind(together, sql`count(*)`));
  return together;
}

/**
 * One row a text, so that what it looks like is asked once, however often it stands there. As the file has it: hardly
 * any column has blanks around its values, and trimming every row costs more than all the rest.
 */
function asWritten(table: string, column: string): Sql {
  return sql`select ${trimmedColumn('written')} as text, text <> written as blank, rows
    from (select ${name(column)} as written, count(*) as rows
      from ${name(table)} where ${name(column)} is not null group by all)`;
}

function byRow(table: string, column: string): Sql {
  return sql`select ${trimmedColumn(column)} as text, false as blank, 1 as rows
    from ${name(table)} where ${name(column)} is not null`;
}

function byKind(texts: Sql, distinct: Sql): Sql {
  const day = sql`case when kind in ('date', 'moment') then text end`;
  return sql`select kind, coalesce(${signature(day)}, '') as signature,
      sum(rows) as rows, ${distinct} as texts, count(*) filter (where blank) as blanks,
      max(substr(${day}, 1, 2)) as first, max(substr(${day}, 4, 2)) as second, min(text, 3) as examples
    from (select *, ${valueKind(name('text'))} as kind from (${texts}) where not ${isMissing(name('text'))})
    group by all`;
}

async function totalsOf(engine: Engine, counted: string): Promise<{ filled: number; distinct: number }> {
  const row = await engine.one<{ filled: bigint | null; texts: bigint | null }>(
    sql`select cast(sum(rows) as bigint) as filled, cast(sum(texts) as bigint) as texts from ${name(counted)}`,
  );
  return { filled: Number(row.filled ?? 0n), distinct: Number(row.texts ?? 0n) };
}

async function kindsOf(engine: Engine, counted: string): Promise<Pick<ColumnStats, 'kinds' | 'dates'>> {
  const rows = await engine.rows<{
    kind: ValueKind;
    signature: string;
    count: bigint;
    first: string | null;
    second: string | null;
  }>(
    sql`select kind, signature, cast(rows as bigint) as count, first, second from ${name(counted)} order by all`,
  );
  const kinds = new Map<ValueKind, number>();
  for (const { kind, count } of rows) kinds.set(kind, (kinds.get(kind) ?? 0) + Number(count));
  const dates = rows
    .filter(({ signature: signed }) => signed !== '')
    .map(({ signature: signed, count, first, second }) => ({
      ...{ signature: signed, first: first ?? '', second: second ?? '' },
      count: Number(count),
    }));
  return { kinds, dates };
}

async function valuesOf(engine: Engine, texts: Sql): Promise<ColumnStats['values']> {
  const rows = await engine.rows<{ text: string; count: bigint }>(
    sql`select text, cast(sum(rows) as bigint) as count from (${texts}) where not ${isMissing(name('text'))}
      group by text order by count desc, text`,
  );
  return rows.map(({ text, count }) => ({ text, count: Number(count) }));
}

/** Three texts of each kind, the same whatever the order of the rows. */
async function examplesOf(engine: Engine, counted: string): Promise<ColumnStats['examples']> {
  const rows = await engine.rows<{ kind: ValueKind; text: string }>(
    sql`select kind, unnest(list_sort(flatten(list(examples)))[:3]) as text
      from ${name(counted)} group by kind order by sum(rows) desc, 1, 2`,
  );
  return rows.slice(0, 6);
}
