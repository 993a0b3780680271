import type { Engine } from '../../engine/engine.js';
import { name, raw, sql } from '../../engine/sql.js';
import { keepsShare } from './content-hash.js';

interface TrainingPairsInput {
  /** A table of pairs (l, r). */
  readonly pairs: string;
  /** The table of the rows they are made of. */
  readonly rows: string;
  readonly most: number;
}

/**
 * The table of at most about `most` pairs of one session: the one given, or `training_pairs`, made of the pairs
 * of a share of its rows `l`, chosen by what the exports call them.
 */
export async function trainingPairs(
  engine: Engine,
  { pairs, rows, most }: TrainingPairsInput,
): Promise<string> {
  const { total } = await engine.one<{ total: bigint }>(sql`select count(*) as total from ${name(pairs)}`);
  if (Number(total) <= most) return pairs;
  await engine.step(
    'training_pairs',
    sql`select l, r
      from ${name(pairs)} as pairs
      join ${name(rows)} as first_row on first_row.row_id = pairs.l
      where ${keepsShare(raw('first_row'), { kept: most, total: Number(total) })}`,
  );
  return 'training_pairs';
}
