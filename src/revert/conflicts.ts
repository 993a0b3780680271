import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import { copy } from '../plan/files/content.js';

const NAMED = 5;

/** The file that a refused revert leaves in its folder. */
export const CONFLICT_FILE = 'conflicts.csv';

/**
 * Where another run has written since what is to be taken back: all members with that run go to `conflicts.csv` in
 * `directory`. Gives false where there is none.
 */
export async function writeConflicts(engine: Engine, directory: string): Promise<boolean> {
  const count = await engine.step(
    'conflicts',
    sql`select distinct coalesce(member_id, '') as member_id, now_run as run_id, part from owners where state = 'later'`,
  );
  if (count === 0) return false;
  await copy(
    engine,
    sql`select member_id, run_id, part from conflicts order by all`,
    joinPath(directory, CONFLICT_FILE),
  );
  return true;
}

/** What is wrong, once the list is in its place. */
export async function conflictFailure(engine: Engine, run: string, file: string): Promise<Failure> {
  const found = await engine.rows<{ member_id: string; run_id: string; members: bigint }>(
    sql`select member_id, max(run_id) as run_id, count(*) over () as members from conflicts
      group by member_id order by member_id limit ${NAMED}`,
  );
  const runs = await engine.rows<{ run_id: string }>(
    sql`select distinct run_id, sequence from conflicts join run_log using (run_id) order by sequence desc`,
  );
  const members = Number(found[0]?.members ?? 0n);
  const named = found.map(({ member_id, run_id }) => `${member_id} (run ${run_id})`).join(', ');
  const more = members > NAMED ? ` and ${members - NAMED} more` : '';
  return new Failure(
    'stale',
    `later runs wrote members of run ${run}: ${members}: ${named}${more}; all of them are in ${file}`,
    `take back the later run first: tier-merge revert ${runs[0]?.run_id}`,
  );
}
