import type { Shown, ShownTable } from '../shown.js';
import { html, input, type Markup, nothing } from './markup.js';
import { paragraph, type Section, type Sheet } from './page.js';
import { table } from './table.js';

/** A section of texts on a page. */
export function shownSection(page: Sheet, { id, title, tables, notes, addsUp }: Shown): Section {
  const wrong = addsUp ? nothing : html`<p class="wrong">${page.words.doesNotAddUp}</p>\n`;
  const body = html`${tables.map((one) => tableOf(page, one))}${wrong}${notes.map(paragraph)}`;
  return { id, title, body };
}

function tableOf(page: Sheet, { caption, columns, rows, foot }: ShownTable): Markup {
  if (rows.length === 0) return nothing;
  const written = columns.map(
    ({ kind }) =>
      (text: string) =>
        kind === 'text' ? input(text) : html`${text}`,
  );
  const cell = (text: string, at: number) => written[at]?.(text) ?? nothing;
  return table<readonly string[]>(page, {
    caption,
    columns: columns.map(({ head, kind }, at) => ({ head, kind, cell: (row) => cell(row[at] ?? '', at) })),
    rows,
    ...(foot === undefined ? {} : { foot: foot.map(cell) }),
  });
}
