import { isDecimal } from '../decimal.js';
import type { Messages } from '../messages.js';
import { costsShown } from '../shown/costs.js';
import { lotsShown } from '../shown/lots.js';
import { ordersShown } from '../shown/orders.js';
import type { Shown, ShownTable } from '../shown.js';
import { amount, type Cell, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineSection, OutlineTable, SectionId } from './section.js';

/** The sections of what not every config has. */
export function shownSections({ model, words, lang }: Draft): readonly OutlineSection[] {
  const { orders, lots, costs } = model;
  const plain = plainNumbers(words);
  return [
    ...(orders === undefined ? [] : [sectionOf('orders', ordersShown(orders, plain))]),
    ...(lots === undefined ? [] : [sectionOf('lots', lotsShown(lots, plain))]),
    ...(costs === undefined ? [] : [sectionOf('costs', costsShown(costs, plain, lang))]),
  ];
}

/** These sections are made of texts; with numbers as a program writes them, the texts can be read as numbers. */
function plainNumbers(words: Messages): Messages {
  return { ...words, number: ({ value }) => String(value), amount: ({ decimal }) => decimal };
}

function sectionOf(id: SectionId, { title, tables, notes, addsUp }: Shown): OutlineSection {
  return {
    id,
    title,
    tables: tables.filter(({ rows }) => rows.length > 0).map((table) => tableOf(table, addsUp)),
    notes,
  };
}

function tableOf({ caption, columns, rows, foot }: ShownTable, addsUp: boolean): OutlineTable {
  const cells = (row: readonly string[]) =>
    row.map((value, at) => (columns[at]?.kind === 'number' ? numberIn(value) : text(value)));
  return {
    caption,
    heads: columns.map(({ head }) => head),
    rows: rows.map(cells),
    ...(foot === undefined ? {} : { foot: cells(foot) }),
    addsUp,
  };
}

/** A number behind the sign of its column, `= 302`, or with a sign of its own, `+12.5`. */
function numberIn(value: string): Cell {
  const decimal = value.replace(/^\S (?=\S)/, '').replace(/^\+/, '');
  return isDecimal(decimal) ? amount(decimal) : text(value);
}
