import type { OrderExport } from '../../config/config.js';
import type { Section } from '../file/section.js';

/** What can be taken off the amount of an order. */
export const TAKEN_OFF = ['shipping', 'discount', 'points_used'] as const;

/** What an order counts for. */
export interface OrderPolicy {
  /** On which day it counts; one that is not delivered has no day of delivery. */
  readonly date: 'ordered' | 'delivered';
  readonly deliveredOnly: boolean;
  readonly refunds: 'net' | 'ignore';
  readonly without: readonly (typeof TAKEN_OFF)[number][];
  /** An order of which less is left does not count. In plain digits. */
  readonly least?: string;
}

/** The transactions that rules may measure, and what they count for. */
export interface OrderRules {
  readonly exports: readonly OrderExport[];
  readonly policy: OrderPolicy;
}

const PLAIN_POLICY: OrderPolicy = {
  date: 'ordered',
  deliveredOnly: false,
  refunds: 'net',
  without: [],
};

/** Absent where the config has no orders. */
export function readOrders({ file, faults, orders = [] }: Section): OrderRules | undefined {
  const written = file.orders;
  if (written !== undefined && orders.length === 0)
    faults.atKey(['orders'], 'the config has no orders', 'name their exports there under orders');
  if (orders.length === 0) return undefined;
  if (written === undefined) return { exports: orders, policy: PLAIN_POLICY };
  const { date, delivered_only, refunds, without, least } = written;
  for (const [at, field] of without.entries())
    if (!orders.some(({ columns }) => field in columns))
      faults.at(
        ['orders', 'without', at],
        `no export of orders has ${field}`,
        'map its column in the config',
      );
  if (least !== undefined && !/^\d{1,15}(\.\d{1,2})?$/u.test(String(least)))
    faults.at(['orders', 'least'], `${least} is not an amount`, 'such as least: 1000');
  const deliveredOnly = delivered_only || date === 'delivered';
  return {
    exports: orders,
    policy: {
      date,
      deliveredOnly,
      refunds,
      without,
      ...(least === undefined ? {} : { least: String(least) }),
    },
  };
}
