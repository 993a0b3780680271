import type { Config, OrderExport } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, raw, type Sql, sql } from '../engine/sql.js';

/**
 * `placed_orders`: the orders with the person of their member id, missing where no accepted row has that id;
 * `handed_over`, the moment of delivery, which at a till is the sale; `is_delivered` as far as the export says it
 * without a date; and `is_status_unread` for a status that is on no list: it might mean that nothing was bought.
 */
export async function placeOrders(engine: Engine, { sources, orders = [] }: Config): Promise<void> {
  const owners = orders.map(({ order, of }) => {
    const owner = sources.find(({ name }) => name === of)?.order ?? 0;
    return sql`(${order}, ${owner})`;
  });
  await engine.step(
    'placed_orders',
    sql`select orders.*, persons.person_id,
        ${handedOver(orders, sql`orders.source_no`)} as handed_over,
        ${isDelivered(orders, sql`orders.source_no`)} as is_delivered,
        unread.row_id is not null as is_status_unread
      from orders
      join (values ${join(owners)}) as owners(source_no, owner_no) using (source_no)
      left join (
        select source_no, row_id from emptied where field = 'status'
      ) as unread on unread.source_no = orders.source_no and unread.row_id = orders.row_id
      left join (
        select source_no as owner_no, member_id, person_id from rows join person_rows using (row_id)
      ) as persons on persons.owner_no = owners.owner_no and persons.member_id = orders.member_id`,
  );
  await engine.drop('orders');
}

/** Where an export knows no delivery, the goods change hands when they are ordered. */
export function handedOver(orders: readonly OrderExport[], sourceNo: Sql): Sql {
  return byExport(orders, sourceNo, ({ columns }) =>
    raw('delivered_at' in columns ? 'delivered_at' : 'ordered_at'),
  );
}

/** By its status; without one by its date of delivery, and where an export has neither, always. */
export function isDelivered(orders: readonly OrderExport[], sourceNo: Sql): Sql {
  return byExport(orders, sourceNo, ({ columns }) => {
    if ('delivered_at' in columns)
      return raw("delivered_at is not null or coalesce(status = 'delivered', false)");
    return raw('status' in columns ? "coalesce(status in ('delivered', 'refunded'), false)" : 'true');
  });
}

function byExport(orders: readonly OrderExport[], sourceNo: Sql, of: (order: OrderExport) => Sql): Sql {
  const arms = orders.map((order) => sql`when ${order.order} then ${of(order)}`);
  return sql`case ${sourceNo} ${join(arms, ' ')} end`;
}
