import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { emptiness } from './evidence.js';
import { PAIRS_AMONG_N } from './placed.js';
import { share } from './ratios.js';

/** Accepted rows that can link with nothing: they have nothing, or one field that never links alone. */
export interface EmptyRows {
  readonly rows: number;
  readonly empty: number;
  /** By the one field they have, or `nothing`. */
  readonly by: readonly { readonly only: string; readonly rows: number }[];
}

/** What could be found at all. */
export interface Reach {
  readonly known: number;
  /** True pairs in which a row is too empty to link. */
  readonly with_empty_row: number;
  /** True pairs whose rows both have no field but a phone. */
  readonly without_evidence: number;
  /** The other true pairs: `known` less `without_evidence`. */
  readonly reachable: number;
  readonly reachable_right: number;
  readonly reachable_recall: number | null;
  /** True pairs that no blocking rule generated, and how many of these are reachable. */
  readonly never_compared: number;
  readonly reachable_never_compared: number;
}

/** Needs `rows`. Rows that the config keeps apart are not meant to link and are not counted. */
export async function countEmptyRows(engine: Engine, config: Config): Promise<EmptyRows> {
  const counts = await engine.rows<{ only: string | null; rows: bigint }>(
    sql`select ${emptiness(config)} as only, count(*) as rows from rows where not keep_apart
      group by 1 order by rows desc, 1`,
  );
  const by = counts.flatMap(({ only, rows }) => (only === null ? [] : [{ only, rows: Number(rows) }]));
  return {
    rows: counts.reduce((sum, { rows }) => sum + Number(rows), 0),
    empty: by.reduce((sum, { rows }) => sum + rows, 0),
    by,
  };
}

/** Needs `placed` and `score_counts`. */
export async function measureReach(engine: Engine): Promise<Reach> {
  await engine.step(
    'evidence_cells',
    sql`select person, member, evidence, count(*) as n, count(*) filter (where not is_empty) as full_rows
      from placed group by person, member, evidence`,
  );
  const found = await engine.one<Record<string, bigint>>(
    sql`select
        (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(n) as n from evidence_cells group by person)) as known,
        (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(full_rows) as n from evidence_cells group by person)) as full_pairs,
        (select coalesce(sum(${PAIRS_AMONG_N}), 0)::bigint from (select sum(n) as n from evidence_cells group by person, member)) as right,
        (${SHARING_NOTHING}) as without,
        (${SHARING_NOTHING} and a.member = b.member) as right_without,
        (select coalesce(sum(right_pairs), 0)::bigint from score_counts) as compared,
        (select coalesce(sum(reachable_pairs), 0)::bigint from score_counts) as reachable_compared`,
  );
  await engine.drop('evidence_cells');
  return reachOf(Object.fromEntries(Object.entries(found).map(([key, value]) => [key, Number(value)])));
}

/** Pairs of one person by what their rows know: two kinds of rows that know nothing in common, or one that knows nothing. */
const SHARING_NOTHING = sql`select coalesce(sum(case
      when a.evidence = b.evidence and a.member = b.member then a.n * (a.n - 1) // 2
      else a.n * b.n end), 0)::bigint
  from evidence_cells as a join evidence_cells as b on a.person = b.person and (a.evidence & b.evidence) = 0
  where (a.evidence, a.member) <= (b.evidence, b.member)`;

function reachOf(count: Readonly<Record<string, number>>): Reach {
  const { known = 0, full_pairs = 0, right = 0, without = 0, right_without = 0 } = count;
  const { compared = 0, reachable_compared = 0 } = count;
  const reachable = known - without;
  const reachable_right = right - right_without;
  return {
    known,
    with_empty_row: known - full_pairs,
    without_evidence: without,
    reachable,
    reachable_right,
    reachable_recall: share(reachable_right, reachable),
    never_compared: known - compared,
    reachable_never_compared: reachable - reachable_compared,
  };
}
