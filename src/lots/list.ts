import type { Config } from '../config/config.js';
import { inert } from '../engine/inert.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';

/** Every accepted lot under the member it belongs to, in the amounts of its export, and what becomes of it. */
export function lotList({ lots = [] }: Config, only: Sql = sql``): Sql {
  const arms = lots.map(({ order, of }) => sql`when ${order} then ${of}`);
  const number = lots.some(({ columns }) => 'lot_no' in columns)
    ? [sql`${inert(name('lot_no'))} as lot_no`]
    : [];
  const moment = (field: string) => sql`${asText({ name: field, type: 'TIMESTAMP' })} as ${name(field)}`;
  return sql`select person_ids.member_id, case source_no ${join(arms, ' ')} end as source,
      ${inert(sql`placed.member_id`)} as source_member_id,
      ${join([...number, sql`${inert(name('bucket'))} as bucket`, sql`${asText({ name: 'amount', type: 'DECIMAL(18,2)' })} as amount`, moment('earned_at'), moment('expires_at')])}, state
    from placed_lots as placed left join person_ids using (person_id) ${only}
    order by person_ids.member_id nulls last, bucket, placed.expires_at nulls last, placed.earned_at nulls last, row_id`;
}
