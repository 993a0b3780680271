import type { OrderExport } from '../../config/config.js';
import { sql } from '../../engine/sql.js';
import { plainDecimal } from '../../engine/text.js';
import type { OrderExportReport, OrdersReport } from '../model/orders.js';
import type { FactContext } from './context.js';

/** What became of every accepted order and of its money; nothing where the config has no orders. */
export async function gatherOrders(context: FactContext): Promise<{ readonly orders?: OrdersReport }> {
  const { engine, config, rules } = context;
  const { orders = [] } = config;
  if (rules.orders === undefined || orders.length === 0) return {};
  const { elsewhere } = await engine.one<{ elsewhere: bigint }>(
    sql`select cast(coalesce(sum(refunds_elsewhere), 0) as bigint) as elsewhere from counted_orders`,
  );
  return {
    orders: {
      date: rules.orders.policy.date,
      exports: await Promise.all(orders.map((order) => gatherExport(context, order))),
      refunds_elsewhere: Number(elsewhere),
      file: `orders.${config.output.format}`,
    },
  };
}

async function gatherExport({ engine }: FactContext, order: OrderExport): Promise<OrderExportReport> {
  const own = sql`counted_orders where source_no = ${order.order}`;
  const total = (amount: string) => plainDecimal(sql`coalesce(sum(${{ sql: amount }}), 0)`);
  const counted = await engine.one<
    Record<'amount' | 'refunded' | 'taken_off' | 'net', string> & { n: bigint }
  >(
    sql`select count(*) as n, ${total('amount')} as amount, ${total('refunded')} as refunded,
        ${total('amount - refunded - net_amount')} as taken_off, ${total('net_amount')} as net
      from ${own} and reason is null`,
  );
  const uncounted = await engine.rows<{ name: string; count: bigint; amount: string }>(
    sql`select reason as name, count(*) as count, ${total('abs(amount)')} as amount
      from ${own} and reason is not null group by reason order by count desc, reason`,
  );
  const { n, amount, refunded, taken_off, net } = counted;
  const reasons = uncounted.map((one) => ({ ...one, count: Number(one.count) }));
  return {
    export: order.name.replace('orders.', ''),
    of: order.of,
    accepted: Number(n) + reasons.reduce((sum, { count }) => sum + count, 0),
    counted: Number(n),
    amount,
    refunded,
    taken_off,
    net,
    uncounted: reasons,
  };
}
