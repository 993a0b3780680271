import { minus, sumOf } from '../decimals.js';
import { grouped, mostFirst, tally } from '../persons.js';
import type { Recount } from '../recount.js';
import { amount, type Cell, type Claims, count, joined, onBoth, sentence, text, whole } from '../table.js';
import { UNCOUNTED } from '../words.js';
import type { Cells } from '../world-tables.js';

const SECTION = 'Orders';

/** Where every accepted order and its money went, from what the exports write and orders.csv says of each. */
export function orderClaims({ tables }: Recount): Claims {
  const orders = tables.of('orders');
  if (orders.length === 0) return { page: [], sheet: [] };
  const exports = Object.keys(tables.config.orders ?? {});
  const of = (name: string) => orders.filter((order) => order.export === name);
  const elsewhere = orders.filter(
    ({ reason, refund_of: no, export: brought }) =>
      reason === 'refund' && orders.every((one) => one.order_no !== no || one.export !== brought),
  ).length;
  return joined(
    onBoth({
      section: SECTION,
      caption: 'accepted = counted + not counted',
      heads: ['Export', 'Members of', 'Accepted', 'Counted', 'Not counted'],
      rows: [...exports.map((name) => [name, of(name)] as const), ['Total', orders] as const].map(recordRow),
    }),
    onBoth({
      section: SECTION,
      caption: 'Of the orders that count: amount = refunded + taken off + what counts',
      heads: ['Export', 'Amount', 'Refunded', 'Taken off', 'What counts'],
      rows: [...exports.map((name) => [name, of(name)] as const), ['Total', orders] as const].map(moneyRow),
    }),
    reasons(orders, exports),
    notes(`Refunds that were brought to another export than the one that sold: ${whole(elsewhere)}.`),
  );
}

function notes(words: string): Claims {
  return { page: sentence(SECTION, words), sheet: sentence('Summary', words) };
}

function isCounted({ counted }: Cells): boolean {
  return counted === 'true';
}

function recordRow([name, orders]: readonly [string, readonly Cells[]]): readonly Cell[] {
  const counted = orders.filter(isCounted).length;
  const of = name === 'Total' ? '' : name;
  return [
    text(name),
    text(of),
    count(orders.length),
    count(counted, '='),
    count(orders.length - counted, '+'),
  ];
}

function moneyRow([name, orders]: readonly [string, readonly Cells[]]): readonly Cell[] {
  const counted = orders.filter(isCounted);
  const sum = (field: string) => sumOf(counted.map((order) => order[field] || '0'));
  const [all, refunded, net] = [sum('amount'), sum('refunded'), sum('net_amount')];
  const off = sumOf([sum('shipping'), sum('points_used'), sum('discount')]);
  if (minus(minus(all, refunded), off) !== net) throw new Error(`${name}: ${all} is not ${net}`);
  return [text(name), amount(all), amount(refunded, '='), amount(off, '+'), amount(net, '+')];
}

function reasons(orders: readonly Cells[], exports: readonly string[]): Claims {
  const left = orders.filter((order) => !isCounted(order));
  const rows = exports.flatMap((name) => {
    const own = left.filter((order) => order.export === name);
    const byReason = grouped(own, ({ reason = '' }) => reason);
    return mostFirst(tally(own.map(({ reason = '' }) => reason))).map(([reason, n]) => [
      text(UNCOUNTED[reason] ?? reason),
      text(name),
      count(n),
      amount(worth(byReason.get(reason) ?? [])),
    ]);
  });
  return onBoth({
    section: SECTION,
    caption: 'Orders that do not count, by reason',
    heads: ['Reason', 'Export', 'Orders', 'Amount'],
    rows: [...rows, [text('Total'), text(''), count(left.length), amount(worth(left))]],
  });
}

/** A refund counts without its sign. */
function worth(orders: readonly Cells[]): string {
  return sumOf(orders.map(({ amount: said = '' }) => said.replace('-', '') || '0'));
}
