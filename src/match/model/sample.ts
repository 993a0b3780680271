import type { Engine } from '../../engine/engine.js';
import { either, name, raw, type Sql, sql } from '../../engine/sql.js';
import { contentHash, keepsShare } from './content-hash.js';

/** Rows kept for a sample of pairs, by source. */
interface SampledRows {
  readonly sources: readonly SourceRows[];
}

interface SourceRows {
  readonly source: number;
  /** Rows that may be paired at all. */
  readonly rows: number;
}

/**
 * Makes `sample_rows`: of each source those rows of `table(row_id, source_no, member_id, keep_apart, ...)` whose
 * content hash is smallest, as many as `most` pairs need, with `place`, their rank in the source. The hash
 * of all rows is worked out here, once for however many pairs are then tried.
 */
export async function sampleRows(
  engine: Engine,
  { table, most }: { table: string; most: number },
): Promise<SampledRows> {
  const counted = await engine.rows<{ source: number; rows: bigint }>(
    sql`select source_no as source, count(*) as rows from ${name(table)} where not keep_apart group by all order by all`,
  );
  const sources = counted.map(({ source, rows }) => ({ source, rows: Number(rows) }));
  const side = rowsPerSource(sources, most);
  const likely = sources.map(({ source, rows }) => {
    // A few more than needed, so that the smallest are among them; sorting all rows would cost more than hashing them.
    const kept = side + 8 * Math.ceil(Math.sqrt(side)) + 100;
    return sql`source_no = ${source} and ${keepsShare(raw('candidate'), { kept, total: rows })}`;
  });
  await engine.step(
    'sample_rows',
    sql`select *, row_number() over (partition by source_no order by ${contentHash(raw('candidate'))}, member_id) as place
      from ${name(table)} as candidate
      where not keep_apart and ${either(likely)}
      qualify place <= ${side}`,
  );
  return { sources };
}

/**
 * Makes `sample_pairs(l, r)`, l < r, from about √pairs rows of each of two sources (fewer of more, more where
 * the other side has less): all their pairs that fulfil `pairable`, a condition on the rows `l` and `r`. Gives how
 * many there are. A larger sample holds the smaller one.
 */
export async function samplePairs(
  engine: Engine,
  { sources }: SampledRows,
  { pairs, pairable }: { pairs: number; pairable: Sql },
): Promise<number> {
  const side = rowsPerSource(sources, pairs);
  return engine.step(
    'sample_pairs',
    sql`select l.row_id as l, r.row_id as r
      from sample_rows as l join sample_rows as r on l.row_id < r.row_id and (${pairable})
      where l.place <= ${side} and r.place <= ${side}`,
  );
}

/** The fewest rows a source, as far as it has them, that make so many pairs. */
function rowsPerSource(sources: readonly SourceRows[], pairs: number): number {
  let enough = Math.max(1, ...sources.map(({ rows }) => rows));
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const side = Math.floor((enough + tooFew) / 2);
    if (pairsOf(sources.map(({ rows }) => Math.min(rows, side))) >= pairs) enough = side;
    else tooFew = side;
  }
  return enough;
}

/** Pairs across sources; in a single source, its own. */
function pairsOf(rows: readonly number[]): number {
  const [first = 0, ...others] = rows;
  if (others.length === 0) return (first * (first - 1)) / 2;
  let before = first;
  return others.reduce((pairs, count) => {
    const across = pairs + before * count;
    before += count;
    return across;
  }, 0);
}
