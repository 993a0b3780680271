import { join, type Sql, sql } from '../../engine/sql.js';

/** The weights at which pairs are linked or shown to a person, in thousandths of a bit. */
export interface ThresholdWeights {
  readonly link: number;
  readonly review: number;
}

/** Where weights are far from any threshold, pairs of one band are alike. Thousandths of a bit. */
const COARSE = [0, 5_000, 10_000, 15_000, 20_000, 30_000];

const BIT = 1_000;

/** The weights at which a new band begins, ascending: finer, by one bit, around the thresholds. */
export function bandEdges({ link, review }: ThresholdWeights): readonly number[] {
  const fine = [link - BIT, link, link + BIT, review, review + BIT];
  const coarse = COARSE.filter((edge) => fine.every((near) => Math.abs(near - edge) >= BIT));
  return [...new Set([...coarse, ...fine])]
    .filter((edge) => edge >= Math.min(0, review))
    .sort((a, b) => a - b);
}

/** The band of `weight` in words, in bits: `5 to 6.63`; the first is `below 0`, the last `from 30`. */
export function bandName(edges: readonly number[], weight: Sql): Sql {
  const branches = edges.map((edge, at) => {
    const before = edges[at - 1];
    const band = before === undefined ? `below ${edge / BIT}` : `${before / BIT} to ${edge / BIT}`;
    return sql`when ${weight} < ${edge} then ${band}`;
  });
  return sql`case ${join(branches, ' ')} else ${`from ${(edges.at(-1) ?? 0) / BIT}`} end`;
}

/**
 * How many of `total` each part gets: as equal as can be, and no part more than it has, so that a rare band is
 * looked at as closely as a frequent one. What does not divide goes to the first.
 */
export function allot(sizes: readonly number[], total: number): readonly number[] {
  const given = sizes.map(() => 0);
  for (let left = Math.min(total, sum(sizes)); left > 0; ) {
    const open = sizes.flatMap((size, at) => ((given[at] ?? 0) < size ? [at] : []));
    const each = Math.max(1, Math.floor(left / open.length));
    for (const at of open) {
      const more = Math.min(each, (sizes[at] ?? 0) - (given[at] ?? 0), left);
      given[at] = (given[at] ?? 0) + more;
      left -= more;
    }
  }
  return given;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
