import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { type Sql, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';

/** Hex digits of a member id: 80 bits, so that 10 million ids meet by chance once in 10^10 times. */
const DIGITS = 20;

/** The name of a row's source as the store knows it, from `source_no`. */
export function sourceName(config: Config): Sql {
  const names = config.sources.map((source) => sql`when ${source.order} then ${source.name}`.sql);
  return { sql: `case source_no ${names.join(' ')} end` };
}

/**
 * Gives every person of `person_rows` its member id: the table `person_ids(person_id, member_id, is_new,
 * split_from)`, and `merged_ids(member_id, merged_into)` for the ids that end. An id is born once and
 * survives: where members merge the older one stays, where one splits it goes to the part with the most
 * living rows. New ids follow from the ledger's head and the smallest source key of the person, so that a
 * first run repeated from nothing gives the same ids, and no id is ever given twice.
 */
export async function nameMembers(engine: Engine, config: Config, head: string | null): Promise<void> {
  await claim(engine, config);
  await engine.step('kept_ids', KEPT);
  await engine.step(
    'person_ids',
    sql`with born as (
        select person_id, 'M' || substr(sha256(concat_ws(chr(10), ${head ?? ''}, ${sourceName(config)}, member_id)), 1, ${DIGITS}) as born_id
        from rows join person_rows using (row_id) where person_id = row_id
      )
      select born.person_id, coalesce(kept_ids.member_id, born_id) as member_id,
        kept_ids.member_id is null as is_new, split.member_id as split_from
      from born
      left join kept_ids using (person_id)
      left join (
        select person_id, first(member_id order by living desc, first_row) as member_id
        from claims anti join kept_ids using (person_id) group by person_id
      ) as split using (person_id)`,
  );
  await engine.step(
    'merged_ids',
    sql`select won.member_id, kept_ids.member_id as merged_into
      from (${WINNERS}) as won join kept_ids using (person_id)
      where won.member_id <> kept_ids.member_id`,
  );
  await refuseTwins(engine);
  await engine.drop('claims', 'kept_ids');
}

/** `claims(person_id, member_id, living, first_row)`: the ids that the rows of a person bring along. */
async function claim(engine: Engine, config: Config): Promise<void> {
  await engine.step(
    'claims',
    sql`select person_id, previous_links.member_id, min(row_id) as first_row,
        count(*) filter (where rows.status is distinct from 'withdrawn') as living
      from previous_links
      join (select *, ${sourceName(config)} as source from rows) as rows
        on rows.source = previous_links.source and rows.member_id = previous_links.source_member_id
      join person_rows using (row_id)
      group by person_id, previous_links.member_id`,
  );
}

/** The person each old id goes to: most living rows, then the smallest source key. */
const WINNERS = sql`select member_id, first(person_id order by living desc, first_row) as person_id
  from claims group by member_id`;

/** The id each person keeps of those it won: the oldest, then the larger, then the smaller id. */
const KEPT = sql`select won.person_id, first(won.member_id order by sequence, size desc, won.member_id) as member_id
  from (${WINNERS}) as won
  join previous_members on previous_members.member_id = won.member_id
  left join previous_runs on previous_runs.run_id = previous_members.first_run
  join (select member_id, count(*) as size from previous_links group by member_id) as sizes
    on sizes.member_id = won.member_id
  group by won.person_id`;

async function refuseTwins(engine: Engine): Promise<void> {
  const { twins } = await engine.one<{ twins: bigint }>(
    sql`select count(*) - count(distinct member_id) as twins from person_ids`,
  );
  if (twins > 0n)
    throw new Failure(
      'internal',
      `${twins} new member ids are not unique`,
      'this is a fault of the program: please report it',
    );
}
