import { totalOf } from '../balance.js';
import { wordsFor } from '../messages.js';
import type { RejectReport } from '../model/rejects.js';
import { html, input, type Markup, nothing } from './markup.js';
import { number, type Page, paragraph, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** Records that could not be read: why, and where to look. */
export function rejectsSection(page: Page): Section {
  const { model, words } = page;
  const rejected = totalOf(model.inputs, (source) => source.rejected);
  const body =
    rejected === 0 && model.rejects.total === 0
      ? paragraph(words.rejects.none)
      : html`${reasons(page, rejected)}${list(page)}`;
  return { id: 'rejects', title: words.rejects.title, body };
}

function reasons(page: Page, rejected: number): Markup {
  const words = page.words.rejects;
  const rows = page.model.inputs.flatMap(({ source, reject_reasons }) =>
    reject_reasons.map((reason) => ({ ...reason, source })),
  );
  return table(page, {
    caption: words.reasonsCaption,
    columns: [
      { head: words.reason, kind: 'text', cell: ({ name }) => reasonName(page, name) },
      { head: page.words.inputs.source, kind: 'text', cell: ({ source }) => input(source) },
      { head: page.words.inputs.records, kind: 'number', cell: ({ count }) => number(page, count) },
      { head: words.ofRejected, kind: 'number', cell: ({ count }) => percentOf(page, count, rejected) },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      nothing,
      number(
        page,
        totalOf(rows, ({ count }) => count),
      ),
      nothing,
    ],
  });
}

function list(page: Page): Markup {
  const words = page.words.rejects;
  const { shown, total, file } = page.model.rejects;
  if (shown.length === 0) return nothing;
  return table<RejectReport>(page, {
    caption: words.listCaption({ shown: shown.length, total, file }),
    columns: [
      { head: words.file, kind: 'code', cell: (reject) => input(reject.file) },
      { head: words.line, kind: 'number', cell: ({ line }) => number(page, line) },
      { head: words.column, kind: 'text', cell: ({ column }) => (column === null ? nothing : input(column)) },
      { head: words.reason, kind: 'text', cell: ({ reason }) => reasonName(page, reason) },
    ],
    rows: shown,
  });
}

function reasonName({ words }: Page, reason: string): Markup {
  return input(wordsFor(words.codes.rejectReasons, reason));
}
