import type { Knex } from 'knex';
import { stored } from './staging.js';
import type { Writing } from './writes.js';

/** Members of today whose grade is not the one they were last told. Who has none is told nothing. */
const UNTOLD = `merged_into is null and gone_since is null and grade is not null
  and (announced is null or announced <> grade)`;

/** Records that every member was told the grade it has: a change of `announced` for each who had not been. */
export async function recordAnnounced(trx: Knex, { place, delta }: Writing, day: string): Promise<void> {
  const members = stored(place, 'members');
  await trx.raw(
    `insert into ${stored(place, 'changes')} ("run_id", "member_id", "field", "before", "after")
      select ?, member_id, 'announced', announced, grade from ${members} where ${UNTOLD}`,
    [delta.run.run_id],
  );
  await trx.raw(`update ${members} set announced = grade, announced_at = ?, last_run = ? where ${UNTOLD}`, [
    day,
    delta.run.run_id,
  ]);
}
