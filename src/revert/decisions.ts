import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { inert } from '../engine/inert.js';
import { name, sql } from '../engine/sql.js';
import { copy } from '../plan/files/content.js';

/** Lines for the file of `identity.decisions`: without them the next night finds what the run had found. */
const UNMERGE_FILE = 'decisions.csv';

/**
 * Writes a `no_link` for every pair of rows that are of one member now and of two after the revert. Gives their
 * number; without any there is no file.
 */
export async function writeDecisions(
  engine: Engine,
  directory: string,
  { run, at }: { readonly run: string; readonly at: string },
): Promise<number> {
  const count = await engine.step(
    'parted',
    sql`with moved as (
        select now.source, now.source_member_id, was.member_id as was, now.member_id as now
        from previous_links as was join after_links as now using (source, source_member_id)
        where was.member_id in (select member_id from back_links union select member_id from back_members)
          or now.member_id in (select member_id from back_links union select member_id from back_members)
      )
      select l.source as source_l, l.source_member_id as id_l, r.source as source_r, r.source_member_id as id_r
      from moved as l join moved as r on l.was = r.was and l.now <> r.now
        and (l.source, l.source_member_id) < (r.source, r.source_member_id)`,
  );
  if (count === 0) return 0;
  await copy(
    engine,
    sql`select source_l, ${inert(name('id_l'))} as id_l, source_r, ${inert(name('id_r'))} as id_r, 'no_link' as decision,
        null as "by", ${at} as "at", ${`revert ${run}`} as note
      from parted order by all`,
    joinPath(directory, UNMERGE_FILE),
  );
  return count;
}
