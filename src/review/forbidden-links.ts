import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { MUST_WEIGHT } from '../match/clusters/edge.js';
import { makePersons } from '../match/clusters/persons.js';
import { LINKED_PAIRS, PARTED_PAIRS } from '../match/decisions/follow-decisions.js';
import { takeDecisions } from '../match/decisions/take-decisions.js';

/** A link that a plan would not follow. */
export interface Forbidden {
  /** Of the file of decisions. */
  readonly line: number;
  /** What forbids it, as a plan names it: `ci`, `one_row_per_person:online`, `apart`. */
  readonly reason: string;
  /** The two rows, the same in every file. */
  readonly key: string;
}

/**
 * The links of a file of decisions that a veto, a cardinality or another decision forbids, also through other links
 * that people decided. Decides with the statements of a plan, on `rows`, which holds the rows that the file names.
 * Throws Faults for a file that a plan would refuse.
 */
export async function forbiddenLinks(
  engine: Engine,
  config: Config,
  { decisions, workDirectory }: { readonly decisions: string; readonly workDirectory: string },
): Promise<readonly Forbidden[]> {
  const { identity } = config;
  // Rows that stay alone are kept apart in `rows` from then on; the next file starts anew.
  await engine.run(sql`update rows set keep_apart = false`);
  await takeDecisions(engine, { ...config, identity: { ...identity, decisions } }, workDirectory);
  await engine.step('pairs', sql`select l, r, ${MUST_WEIGHT}::integer as weight from (${LINKED_PAIRS})`);
  await engine.run(sql`create or replace table review (l bigint, r bigint, reason varchar, torn bigint)`);
  await makePersons(engine, config, {
    tieMargin: Math.round(1000 * identity.tie_margin),
    maxValues: identity.max_values,
    apart: PARTED_PAIRS,
  });
  const found = await engine.rows<{ line: bigint; reason: string; key: string }>(
    sql`select line, reason, concat_ws(' ', a.source_no, a.member_id, b.source_no, b.member_id) as key
      from (select distinct l, r, reason from contradictions)
      join (from decisions where decision = 'link' and state = 'in_force') using (l, r)
      join rows as a on a.row_id = l join rows as b on b.row_id = r
      order by line, reason`,
  );
  return found.map(({ line, reason, key }) => ({ line: Number(line), reason, key }));
}
