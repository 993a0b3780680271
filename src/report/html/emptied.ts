import { totalOf } from '../balance.js';
import { wordsFor } from '../messages.js';
import type { EmptiedReport } from '../model/emptied.js';
import { html, input, nothing } from './markup.js';
import { number, type Page, paragraph, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** Values that could not be read, while their records could. */
export function emptiedSection(page: Page): Section {
  const { model } = page;
  const words = page.words.emptied;
  const file = model.files?.emptied;
  const recordsOf = (source: string) => model.inputs.find((one) => one.source === source)?.records ?? 0;
  const body =
    model.emptied.length === 0
      ? paragraph(words.none)
      : table<EmptiedReport>(page, {
          caption: file === undefined ? words.caption : words.captionIn({ file }),
          columns: [
            { head: words.field, kind: 'text', cell: ({ field }) => input(field) },
            {
              head: words.reason,
              kind: 'text',
              cell: ({ reason }) => input(wordsFor(page.words.codes.emptiedReasons, reason)),
            },
            { head: page.words.inputs.source, kind: 'text', cell: ({ source }) => input(source) },
            { head: words.count, kind: 'number', cell: ({ count }) => number(page, count) },
            {
              head: page.words.inputs.ofRecords,
              kind: 'number',
              cell: ({ count, source }) => percentOf(page, count, recordsOf(source)),
            },
          ],
          rows: model.emptied,
          foot: [
            html`${page.words.total}`,
            nothing,
            nothing,
            number(
              page,
              totalOf(model.emptied, ({ count }) => count),
            ),
            nothing,
          ],
        });
  return { id: 'emptied', title: words.title, body };
}
