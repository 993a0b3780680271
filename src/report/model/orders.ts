import { z } from 'zod';
import { type Sum, sumSchema } from './sum.js';
import { count, decimal, text } from './values.js';

export interface OrdersReport {
  /** The day on which an order counts. */
  readonly date: 'ordered' | 'delivered';
  readonly exports: readonly OrderExportReport[];
  /** Refunds brought to another export than the one that sold. */
  readonly refunds_elsewhere: number;
  readonly file: string;
}

/** accepted = counted + all of `uncounted`; of those that count, amount = refunded + taken_off + net. */
export interface OrderExportReport {
  readonly export: string;
  /** The source whose member ids it carries. */
  readonly of: string;
  readonly accepted: number;
  readonly counted: number;
  readonly amount: string;
  readonly refunded: string;
  /** Shipping, discounts and points, as the rules say. */
  readonly taken_off: string;
  readonly net: string;
  /** By reason, most first. */
  readonly uncounted: readonly (Sum & { readonly name: string })[];
}

/** The shape of `orders` in a report. */
export const ordersSchema = z.strictObject({
  date: z.enum(['ordered', 'delivered']).describe('The day on which an order counts.'),
  exports: z.array(
    z
      .strictObject({
        export: text,
        of: text,
        accepted: count,
        counted: count,
        amount: decimal,
        refunded: decimal,
        taken_off: decimal,
        net: decimal,
        uncounted: z.array(z.strictObject({ ...sumSchema.shape, name: text })),
      })
      .describe('accepted = counted + uncounted; of the counted, amount = refunded + taken_off + net.'),
  ),
  refunds_elsewhere: count.describe('Refunds brought to another export than the one that sold.'),
  file: text,
});
