import { costsShown } from '../shown/costs.js';
import { lotsShown } from '../shown/lots.js';
import { ordersShown } from '../shown/orders.js';
import type { Shown, ShownTable } from '../shown.js';
import { html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph, type Section, type Sheet } from './page.js';
import { table } from './table.js';

/** The sections of what not every config has: orders, lots and costs. */
export function shownSections(page: Page): readonly Section[] {
  const { model, words, lang } = page;
  return [
    ...(model.orders === undefined ? [] : [ordersShown(model.orders, words)]),
    ...(model.lots === undefined ? [] : [lotsShown(model.lots, words)]),
    ...(model.costs === undefined ? [] : [costsShown(model.costs, words, lang)]),
  ].map((shown) => shownSection(page, shown));
}

/** A section of texts on a page. */
export function shownSection(page: Sheet, { id, title, tables, notes, addsUp }: Shown): Section {
  const wrong = addsUp ? nothing : html`<p class="wrong">${page.words.doesNotAddUp}</p>\n`;
  const body = html`${tables.map((one) => tableOf(page, one))}${wrong}${notes.map(paragraph)}`;
  return { id, title, body };
}

function tableOf(page: Sheet, { caption, label, columns, rows, foot }: ShownTable): Markup {
  if (rows.length === 0) return nothing;
  return table<readonly string[]>(page, {
    caption,
    ...(label === undefined ? {} : { label }),
    columns: columns.map(({ head, kind }, at) => ({
      head,
      kind,
      cell: (row) => cellOf(row[at] ?? '', kind),
    })),
    rows,
    ...(foot === undefined ? {} : { foot: foot.map((text, at) => cellOf(text, columns[at]?.kind)) }),
  });
}

/** A text may be what an export says. */
function cellOf(text: string, kind: ShownTable['columns'][number]['kind'] | undefined): Markup {
  return kind === 'text' ? input(text) : html`${text}`;
}
