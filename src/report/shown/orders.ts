import { totalOf } from '../balance.js';
import { sameAmount, sumOf } from '../decimal.js';
import { type Messages, wordsFor } from '../messages.js';
import type { OrderExportReport, OrdersReport } from '../model/orders.js';
import { cell, number, type Shown, type ShownTable, text } from '../shown.js';

/** Where every order and its money went. */
export function ordersShown(report: OrdersReport, words: Messages): Shown {
  const { exports, date, refunds_elsewhere: refunds, file } = report;
  const { orders } = words;
  return {
    id: 'orders',
    title: orders.title,
    tables: [records(exports, words), money(exports, words), reasons(exports, words)],
    notes: [
      orders.byDate[date],
      ...(refunds > 0 ? [orders.elsewhere({ refunds })] : []),
      orders.file({ file }),
    ],
    addsUp: exports.every((one) => recordsAddUp(one) && moneyAddsUp(one)),
  };
}

function uncountedOf({ uncounted }: OrderExportReport): number {
  return totalOf(uncounted, ({ count }) => count);
}

function recordsAddUp(one: OrderExportReport): boolean {
  return one.accepted === one.counted + uncountedOf(one);
}

function moneyAddsUp({ amount, refunded, taken_off, net }: OrderExportReport): boolean {
  return sameAmount(amount, sumOf([refunded, taken_off, net]));
}

function records(exports: readonly OrderExportReport[], words: Messages): ShownTable {
  const { orders } = words;
  const row = (name: string, of: string, counts: readonly [number, number, number], adds: boolean) => [
    name,
    of,
    cell({ words }, counts[0]),
    cell({ words, sign: adds ? '=' : '≠' }, counts[1]),
    cell({ words, sign: '+' }, counts[2]),
  ];
  const counts = (one: OrderExportReport) => [one.accepted, one.counted, uncountedOf(one)] as const;
  const total = ([0, 1, 2] as const).map((at) => totalOf(exports, (one) => counts(one)[at]));
  return {
    caption: orders.acceptedCaption,
    columns: [
      text(orders.export),
      text(orders.of),
      number(orders.accepted),
      number(orders.counted),
      number(orders.uncounted),
    ],
    rows: exports.map((one) => row(one.export, one.of, counts(one), recordsAddUp(one))),
    ...(exports.length < 2
      ? {}
      : { foot: row(words.total, '', total as [number, number, number], exports.every(recordsAddUp)) }),
  };
}

function money(exports: readonly OrderExportReport[], words: Messages): ShownTable {
  const { orders } = words;
  const row = (name: string, of: readonly string[], adds: boolean) => [
    name,
    ...of.map((amount, at) => {
      const sign = ['', adds ? '=' : '≠', '+', '+'][at] ?? '';
      return cell(sign === '' ? { words } : { words, sign }, amount);
    }),
  ];
  const parts = (one: OrderExportReport) => [one.amount, one.refunded, one.taken_off, one.net];
  const total = [0, 1, 2, 3].map((at) => sumOf(exports.map((one) => parts(one)[at] ?? '0')));
  return {
    caption: orders.amountCaption,
    columns: [
      text(orders.export),
      ...[orders.amount, orders.refunded, orders.takenOff, orders.net].map(number),
    ],
    rows: exports.map((one) => row(one.export, parts(one), moneyAddsUp(one))),
    ...(exports.length < 2 ? {} : { foot: row(words.total, total, exports.every(moneyAddsUp)) }),
  };
}

function reasons(exports: readonly OrderExportReport[], words: Messages): ShownTable {
  const { orders } = words;
  const rows = exports.flatMap((one) => one.uncounted.map((reason) => ({ ...reason, export: one.export })));
  return {
    caption: orders.reasonsCaption,
    columns: [text(orders.reason), text(orders.export), number(orders.count), number(orders.amount)],
    rows: rows.map(({ name, export: of, count, amount }) => [
      wordsFor(words.codes.uncounted, name),
      of,
      cell({ words }, count),
      cell({ words }, amount),
    ]),
    foot: [
      words.total,
      '',
      cell(
        { words },
        totalOf(rows, ({ count }) => count),
      ),
      cell({ words }, sumOf(rows.map(({ amount }) => amount))),
    ],
  };
}
