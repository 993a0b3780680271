import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, sql } from '../engine/sql.js';

/**
 * `placed_lots`: the lots with the person of their member id and their state: `carried`, `expired` before the
 * day of the plan (on the last day they still count), `orphan` where no accepted row has the id, `no_amount`.
 */
export async function placeLots(engine: Engine, { sources, lots = [] }: Config, asOf: string): Promise<void> {
  const owners = lots.map(({ order, of }) => {
    const owner = sources.find(({ name }) => name === of)?.order ?? 0;
    return sql`(${order}, ${owner})`;
  });
  await engine.step(
    'placed_lots',
    sql`select lots.*, persons.person_id,
        case
          when amount is null then 'no_amount'
          when cast(expires_at as date) < ${asOf}::date then 'expired'
          when persons.person_id is null then 'orphan'
          else 'carried'
        end as state
      from lots
      join (values ${join(owners)}) as owners(source_no, owner_no) using (source_no)
      left join (
        select source_no as owner_no, member_id, person_id from rows join person_rows using (row_id)
      ) as persons on persons.owner_no = owners.owner_no and persons.member_id = lots.member_id`,
  );
  await engine.drop('lots');
}
