import type { Config } from '../../config/config.js';
import { allFields } from '../../config/source-fields.js';
import type { Engine } from '../../engine/engine.js';
import { join, type Sql, sql } from '../../engine/sql.js';
import { sourceName } from '../../match/member-ids.js';
import type { ScopeReport } from '../../report/model/scope.js';
import { storedField } from '../../standardise/carried.js';
import type { ScopeCondition } from './condition.js';

/**
 * Who is in scope, after `nameMembers`:
 * - `persons_in_scope(person_id)`: persons with a row that satisfies the condition, and persons who share a member of
 *   the target with one of them. Were these left out, a member would keep the links of rows that it no longer has.
 * - `members_in_scope(member_id)`: the members of the target that such persons have rows of, and members without a
 *   row now, of whose rows as last seen one satisfies the condition.
 */
export async function findReach(
  engine: Engine,
  config: Config,
  { text, holds }: ScopeCondition,
): Promise<ScopeReport> {
  const satisfying = await engine.step(
    'persons_in_scope',
    sql`select distinct person_id from rows join person_rows using (row_id) where ${holds}`,
  );
  await engine.step('known_rows', knownRows(config));
  const along = await followShared(engine);
  await engine.step(
    'members_in_scope',
    sql`select distinct member_id from known_rows semi join persons_in_scope using (person_id)
      union
      select previous_links.member_id from previous_links
      semi join (select * from (${lastSeen(config)}) where ${holds}) using (source, source_member_id)
      where previous_links.member_id not in (select member_id from known_rows)`,
  );
  await engine.drop('known_rows');
  const { persons } = await engine.one<{ persons: bigint }>(
    sql`select count(*) as persons from person_rows where row_id = person_id`,
  );
  return { condition: text, persons: satisfying + along, along, all_persons: Number(persons) };
}

/** The rows that the target has and the exports too: whose they were and whose they are. */
function knownRows(config: Config): Sql {
  return sql`select distinct person_id, previous_links.member_id
    from (select row_id, ${sourceName(config)} as source, member_id as source_member_id from rows)
    join previous_links using (source, source_member_id) join person_rows using (row_id)`;
}

/** Adds whoever shares a member with a person in scope until nobody is left. Gives how many came. */
async function followShared(engine: Engine): Promise<number> {
  await engine.step(
    'shared_members',
    sql`select person_id, member_id from known_rows where member_id in (
        select member_id from known_rows group by member_id having count(*) > 1)`,
  );
  let along = 0;
  for (;;) {
    const came = await engine.step(
      'persons_along',
      sql`select distinct person_id from shared_members where member_id in (
          select member_id from shared_members semi join persons_in_scope using (person_id))
        and person_id not in (from persons_in_scope)`,
    );
    if (came === 0) break;
    await engine.run(sql`insert into persons_in_scope from persons_along`);
    along += came;
  }
  await engine.drop('shared_members', 'persons_along');
  return along;
}

/** Rows as the target last saw them, with the columns of `rows` that a condition may name. */
function lastSeen(config: Config): Sql {
  const numbers = config.sources.map(({ name, order }) => sql`when ${name} then ${order}`);
  return sql`select source, source_member_id, case source ${join(numbers, ' ')} end as source_no,
      ${join(allFields(config.sources).map(storedField))} from previous_source_rows`;
}
