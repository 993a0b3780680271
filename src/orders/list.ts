import type { Config, OrderExport } from '../config/config.js';
import { inert } from '../engine/inert.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { asText } from '../engine/text.js';

const MOMENTS = ['ordered_at', 'delivered_at', 'refunded_at'];
const TEXTS = ['channel', 'store', 'brand', 'status', 'refund_of'];
const AMOUNTS = ['amount', 'shipping', 'discount', 'points_used', 'items'];

/**
 * The unified list of orders: every accepted record of every export under the member it belongs to, with what
 * is left of it and whether that counts, or the reason why not. Orders without a member come last.
 */
export function orderList({ orders = [] }: Config, only: Sql = sql``): Sql {
  const texts = TEXTS.map((field) => sql`${inert(name(field))} as ${name(field)}`);
  const moments = MOMENTS.map(
    (field) => sql`${asText({ name: field, type: 'TIMESTAMP' })} as ${name(field)}`,
  );
  const amounts = [...AMOUNTS, 'refunded', 'net_amount'].map(
    (field) => sql`${asText({ name: field, type: 'DECIMAL(18,2)' })} as ${name(field)}`,
  );
  return sql`select person_ids.member_id, ${wordOf(orders, ({ of }) => of)} as source,
      ${wordOf(orders, (order) => order.name.replace('orders.', ''))} as export,
      ${inert(sql`placed.member_id`)} as source_member_id, ${inert(name('order_no'))} as order_no,
      ${join([...moments, ...texts, ...amounts])}, reason is null as counted, reason
    from counted_orders as placed left join person_ids using (person_id) ${only}
    order by person_ids.member_id nulls last, placed.ordered_at nulls last, row_id`;
}

function wordOf(orders: readonly OrderExport[], word: (order: OrderExport) => string): Sql {
  const arms = orders.map((order) => sql`when ${order.order} then ${word(order)}`);
  return sql`case source_no ${join(arms, ' ')} end`;
}
