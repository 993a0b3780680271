import type { Config, OrderExport } from '../config/config.js';
import { ORDER_FIELD_NAMES } from '../config/order-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { listEmptiedOf } from '../standardise/emptied.js';
import type { FieldContext } from '../standardise/field.js';
import { settleKeys } from '../standardise/keys.js';
import type { CompiledExclusion } from '../standardise/rows.js';
import { dropTexts, typedRows } from '../standardise/typed.js';
import { settleSharedNumbers } from './shared-numbers.js';

/** All fields that an order can have: the canonical ones, then what any export has beside them. */
export function orderFields(exports: readonly OrderExport[]): readonly string[] {
  return [...new Set([...ORDER_FIELD_NAMES, ...exports.flatMap(({ extra }) => Object.keys(extra))])];
}

/**
 * From the tables `read_orders.<name>` to the table `orders`: one row for every accepted record of every order
 * export, in types, with `numbers`, the set in which its number is unique. What is not in it is added to
 * `dropped` and what could not be read to `emptied`, as for the rows of members.
 */
export async function typeOrders(
  engine: Engine,
  config: Config,
  { asOf, exclusions }: { readonly asOf: string; readonly exclusions: readonly CompiledExclusion[] },
): Promise<void> {
  const { orders = [] } = config;
  if (orders.length === 0) return;
  const fields = orderFields(orders);
  const { country, junk } = config.identity;
  let rows = 0;
  for (const [at, source] of orders.entries()) {
    const context: FieldContext = { source, country, junk, asOf, ciKey: '' };
    const kept = await settleKeys(engine, context, rows);
    rows += kept.count;
    const typed = await typedRows(engine, context, { kept, fields });
    const select = ownColumns(typed, source, config.timeZone);
    if (at === 0) await engine.step('orders', select);
    else await engine.run(sql`insert into orders by name ${select}`);
    await dropTexts(engine, context);
    await engine.drop(`kept_${source.name}`);
  }
  for (const source of orders)
    await listEmptiedOf(engine, { source, country, junk, asOf, ciKey: '' }, 'orders');
  await exclude(engine, exclusions);
  await settleSharedNumbers(engine, orders);
}

const MOMENTS = ['ordered_at', 'delivered_at', 'refunded_at'];

/** Nobody is told apart by an order, so what rows are compared by is left out. */
function ownColumns(typed: Sql, { name: export_, numbers, timeZone }: OrderExport, zone: string): Sql {
  const moved = MOMENTS.map((moment) => sql`${inZone(name(moment), timeZone, zone)} as ${name(moment)}`);
  return sql`select * exclude (name_key, phone_key, recency) replace (${join(moved)}),
      ${numbers === 'shared' ? '' : export_} as numbers
    from (${typed})`;
}

/** A day without a time of day is a day wherever it was written. */
function inZone(moment: Sql, from: string | undefined, to: string): Sql {
  if (from === undefined || from === to) return moment;
  return sql`case when ${moment} = date_trunc('day', ${moment}) then ${moment}
    else timezone(${to}, timezone(${from}, ${moment})) end`;
}

/** The first exclusion that holds for an order counts. */
async function exclude(engine: Engine, exclusions: readonly CompiledExclusion[]): Promise<void> {
  for (const { source, name: reason, condition } of exclusions) {
    const holds = sql`source_no = ${source.order} and (${condition})`;
    await engine.run(
      sql`insert into dropped select source_no, read_row, 'excluded', ${reason} from orders where ${holds}`,
    );
    await engine.run(sql`delete from orders where ${holds}`);
  }
}
