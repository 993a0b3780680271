import { escapeTerminal } from '../escape.js';
import { costsShown } from '../shown/costs.js';
import { lotsShown } from '../shown/lots.js';
import { ordersShown } from '../shown/orders.js';
import type { Shown, ShownTable } from '../shown.js';
import { type Column, table } from './table.js';
import { block, type Canvas, indented, type View } from './view.js';

/** The blocks of what not every config has: orders, lots and costs. */
export function shownLines(view: View): readonly string[] {
  const { model, words, lang } = view;
  return [
    ...(model.orders === undefined ? [] : [ordersShown(model.orders, words)]),
    ...(model.lots === undefined ? [] : [lotsShown(model.lots, words)]),
    ...(model.costs === undefined ? [] : [costsShown(model.costs, words, lang)]),
  ].flatMap((shown) => shownBlock(view, shown));
}

/** A section of texts on a terminal. */
export function shownBlock(view: Canvas, { title, tables, notes, addsUp }: Shown): readonly string[] {
  const shown = tables.filter(({ rows }) => rows.length > 0);
  // A profile is titled by its file.
  return block(view, escapeTerminal(title), [
    ...shown.flatMap((one, at) => [...(at === 0 ? [] : ['']), ...linesOf(view, one)]),
    ...(notes.length > 0 && shown.length > 0 ? [''] : []),
    ...notes.flatMap((note) => indented(view, note)),
    ...(addsUp ? [] : indented(view, view.words.doesNotAddUp, 'bad')),
  ]);
}

function linesOf(view: Canvas, { caption, columns, rows, foot }: ShownTable): readonly string[] {
  const aligned = columns.map(
    ({ head, kind }, at): Column<readonly string[]> => ({
      head,
      align: kind === 'number' ? 'right' : 'left',
      cell: (row) => row[at] ?? '',
    }),
  );
  return [
    ...indented(view, caption, 'quiet'),
    ...table(view, aligned, foot === undefined ? rows : [...rows, foot]),
  ];
}
