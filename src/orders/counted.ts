import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import type { OrderPolicy } from '../rules/orders/policy.js';

interface Counting {
  readonly policy: OrderPolicy;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** Put before the names of the tables. */
  readonly prefix?: string;
}

/**
 * `counted_orders`: every placed order with what was refunded of it, the amount that is left, the moment at
 * which it counts, and the reason why it does not; missing where it does. A refund belongs to the order that it
 * names, wherever that was bought, and takes its day; one that finds no order takes nothing from anybody.
 */
export async function countOrders(engine: Engine, { policy, asOf, prefix = '' }: Counting): Promise<void> {
  const table = (step: string) => name(`${prefix}${step}`);
  await engine.step(
    `${prefix}refunded_orders`,
    sql`select sale.row_id, cast(sum(abs(refund.amount)) as decimal(18, 2)) as refunded,
        count(*) filter (where refund.source_no <> sale.source_no) as elsewhere
      from ${table('placed_orders')} as refund
      join ${table('placed_orders')} as sale
        on sale.numbers = refund.numbers and sale.order_no = refund.refund_of
      where not ${isRefund('sale')} and ${isRefund('refund')} and refund.amount is not null
        and refund.status is distinct from 'cancelled' and not refund.is_status_unread and ${isPast(refundDay('refund'), asOf)}
      group by sale.row_id`,
  );
  const found = sql`exists (select 1 from ${table('placed_orders')} as sale
    where sale.numbers = placed.numbers and sale.order_no = placed.refund_of and not ${isRefund('sale')})`;
  const counted = policy.date === 'ordered' ? raw('ordered_at') : raw('handed_over');
  await engine.step(
    `${prefix}counted_orders`,
    sql`select * exclude (is_refund, found), ${reason(policy, asOf)} as reason
      from (
        select *, cast(case when is_refund then 0 when amount is null then null else greatest(0, amount - refunded ${takenOff(policy)}) end
          as decimal(18, 2)) as net_amount
        from (
          select placed.*, ${isRefund('placed')} as is_refund,
            case when ${isRefund('placed')} then ${found} end as found,
            ${counted} as counted_at, ${refunded(policy, asOf)} as refunded,
            coalesce(elsewhere, 0) as refunds_elsewhere
          from ${table('placed_orders')} as placed left join ${table('refunded_orders')} as refunds using (row_id)
        )
      )`,
  );
  await engine.drop(`${prefix}refunded_orders`);
}

/** Some exports write a refund as an order below 0. */
function isRefund(alias: string): Sql {
  const of = name(alias);
  return sql`(${of}.refund_of is not null or coalesce(${of}.amount < 0, false))`;
}

function refundDay(alias: string): Sql {
  return sql`coalesce(${name(alias)}.refunded_at, ${name(alias)}.ordered_at)`;
}

function isPast(moment: Sql, asOf: string): Sql {
  return sql`coalesce(cast(${moment} as date) <= ${asOf}::date, true)`;
}

/** Refunds of their own say how much; a date or a status alone means all of it. */
function refunded({ refunds }: OrderPolicy, asOf: string): Sql {
  if (refunds === 'ignore') return raw('cast(0 as decimal(18, 2))');
  const whole = sql`case when placed.status = 'refunded' or cast(placed.refunded_at as date) <= ${asOf}::date
    then placed.amount end`;
  return sql`cast(least(coalesce(refunds.refunded, ${whole}, 0), greatest(placed.amount, 0)) as decimal(18, 2))`;
}

/** Some exports write what they take off below 0. */
function takenOff({ without }: OrderPolicy): Sql {
  return join(
    without.map((field) => sql`- coalesce(abs(${name(field)}), 0)`),
    ' ',
  );
}

/** The first that holds. */
function reason({ deliveredOnly, least }: OrderPolicy, asOf: string): Sql {
  const isLater = (moment: Sql) => sql`cast(${moment} as date) > ${asOf}::date`;
  const undelivered = sql`not is_delivered or ${isLater(raw('delivered_at'))}`;
  return sql`case
    when status = 'cancelled' then 'cancelled'
    when is_status_unread then 'unknown_status'
    when amount is null then 'no_amount'
    when is_refund and not found then 'refund_without_order'
    when is_refund and ${isLater(raw('coalesce(refunded_at, ordered_at)'))} then 'after_as_of'
    when is_refund then 'refund'
    when member_id is null then 'guest'
    when person_id is null then 'orphan'
    ${deliveredOnly ? sql`when ${undelivered} then 'not_delivered'` : raw('')}
    when counted_at is null then 'no_date'
    when ${isLater(raw('counted_at'))} then 'after_as_of'
    when refunded >= amount and amount > 0 then 'refunded'
    ${least === undefined ? raw('') : sql`when net_amount < ${raw(least)} then 'below_least'`}
  end`;
}
