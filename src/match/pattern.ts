import { join, type Sql, sql } from '../engine/sql.js';

/**
 * The levels of one pair as one integer: three bits a comparison in their order, 0 where a row has no value
 * and else the level plus one; above them the facts that are no comparison. Twenty comparisons, as many as the config allows, and the
 * three facts fill 63 bits.
 */
const BITS = 3n;

export interface Pattern {
  /** One entry a comparison; null: one of the rows has no value. */
  readonly levels: readonly (number | null)[];
  /** One of the two rows is withdrawn, the other is not. */
  readonly withdrawn: boolean;
  /** One of the two rows has found its person by an exact rule already. */
  readonly settled: boolean;
}

/** What the level of the comparison at a position is multiplied with. */
export function place(position: number): bigint {
  return 1n << (BITS * BigInt(position));
}

export function unpack(packed: bigint, comparisons: number): Pattern {
  const levels = Array.from({ length: comparisons }, (_, at) => {
    const digit = Number((packed >> (BITS * BigInt(at))) & 7n);
    return digit === 0 ? null : digit - 1;
  });
  const facts = packed >> (BITS * BigInt(comparisons));
  return { levels, withdrawn: (facts & 1n) === 1n, settled: (facts & 2n) === 2n };
}

/** Levels as SQL (NULL or an integer from 0), in the order of the comparisons, as one bigint. */
export function packed(levels: readonly Sql[]): Sql {
  const digits = levels.map((level, at) => sql`coalesce(${level} + 1, 0)::bigint * ${place(at)}`);
  return sql`(${join(digits.length > 0 ? digits : [sql`0::bigint`], ' + ')})`;
}

export function withdrawnBit(comparisons: number): bigint {
  return place(comparisons);
}

export function settledBit(comparisons: number): bigint {
  return 2n * place(comparisons);
}

/** Stands only in patterns of pairs that a person linked. */
export function decidedBit(comparisons: number): bigint {
  return 4n * place(comparisons);
}
