import type { OrderExport } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';

/** What two exports must agree on, as far as both say it, to mean one order by one number. */
const FACTS = ['amount', 'shipping', 'discount', 'points_used'];

/**
 * The same number in several exports is one order, which counts once: the record of the first export stays.
 * Where they disagree about the day or the money nobody can say which is right, and all are rejected.
 */
export async function settleSharedNumbers(engine: Engine, exports: readonly OrderExport[]): Promise<void> {
  if (exports.filter(({ numbers }) => numbers === 'shared').length < 2) return;
  const facts: readonly Sql[] = [...FACTS.map((fact) => name(fact)), sql`cast(ordered_at as date)`];
  const agree = facts.map((fact) => sql`count(distinct ${fact}) <= 1`);
  const repeats = await engine.step(
    'repeated_orders',
    sql`select row_id, agreed, row_id = min(row_id) over (partition by order_no, coalesce(refund_of, '')) as is_first
      from orders join (
        select order_no, coalesce(refund_of, '') as refunded_no, ${join(agree, ' and ')} as agreed from orders
        where numbers = '' group by all having count(*) > 1
      ) as several using (order_no)
      where numbers = '' and coalesce(refund_of, '') = refunded_no`,
  );
  if (repeats > 0) {
    await engine.run(sql`insert into dropped
      select source_no, read_row, case when agreed then 'repeated' else 'rejected' end,
        case when agreed then 'repeated' else 'exports_differ' end
      from orders join repeated_orders using (row_id) where not (agreed and is_first)`);
    await engine.run(
      sql`delete from orders where row_id in (select row_id from repeated_orders where not (agreed and is_first))`,
    );
  }
  await engine.drop('repeated_orders');
}
