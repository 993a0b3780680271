import { type Sql, sql } from '../../engine/sql.js';

/** All values that `contentHash` can take. */
const HASHES = 2n ** 64n;

/**
 * A number below 2^64 that follows from what the exports call a row, so that a sample is the same on every
 * machine, with every number of threads, and after other rows came. The engine's own hash and its sampler may
 * change with a version.
 */
export function contentHash(alias: Sql): Sql {
  return sql`md5_number_lower(concat_ws(chr(31), ${alias}.source_no, ${alias}.member_id))`;
}

/** Keeps about `kept` of `total` rows; a smaller share keeps some of the rows that a larger one keeps. */
export function keepsShare(alias: Sql, { kept, total }: { kept: number; total: number }): Sql {
  if (kept >= total) return sql`true`;
  return sql`${contentHash(alias)} < ${(BigInt(Math.floor(kept)) * HASHES) / BigInt(total)}`;
}
