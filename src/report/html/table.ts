import { breakable, constant, html, type Markup, nothing } from './markup.js';
import type { Sheet } from './page.js';

export interface Column<T> {
  readonly head: string;
  readonly kind: 'text' | 'number' | 'code' | 'chart';
  readonly cell: (row: T) => Markup;
}

export interface Table<T> {
  readonly caption: string;
  /** What the box of the table is called among all boxes of the page; the caption, where that is alone. */
  readonly label?: string;
  /** The first one names the row. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** The totals, one cell a column. */
  readonly foot?: readonly Markup[];
}

/** A table in a container of its own that scrolls where the window is narrower, and is reachable by key. */
export function table<T>(page: Sheet, { caption, label, columns, rows, foot }: Table<T>): Markup {
  const last = foot === undefined ? html`` : html`<tfoot><tr>${foot.map(footCell(columns))}</tr></tfoot>\n`;
  return scrolling(
    page,
    label ?? caption,
    html`<table${isMany(columns) ? constant(' class="many"') : nothing}>
<caption><span>${caption}</span></caption>
<thead><tr>${columns.map(({ head, kind }) => html`<th scope="col" class="${kind}">${breakable(head)}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => bodyRow(columns, row))}</tbody>
${last}</table>
`,
  );
}

/** So many columns are set smaller on paper, or they would not fit. */
export function isMany(columns: readonly unknown[]): boolean {
  return columns.length > 8;
}

/** Anything wide in a container that scrolls by itself, so that the page never does. */
export function scrolling(page: Sheet, label: string, wide: Markup): Markup {
  const name = page.words.page.scrollable({ table: label });
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0">
${wide}</div>
`;
}

function bodyRow<T>(columns: readonly Column<T>[], row: T): Markup {
  const cells = columns.map(({ kind, cell }, at) =>
    at === 0
      ? html`<th scope="row" class="${kind}">${cell(row)}</th>`
      : html`<td class="${kind}">${cell(row)}</td>`,
  );
  return html`<tr>${cells}</tr>
`;
}

function footCell<T>(columns: readonly Column<T>[]): (cell: Markup, at: number) => Markup {
  return (cell, at) =>
    at === 0
      ? html`<th scope="row" class="${columns[0]?.kind ?? 'text'}">${cell}</th>`
      : html`<td class="${columns[at]?.kind ?? 'text'}">${cell}</td>`;
}
