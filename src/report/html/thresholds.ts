import type { ScoringReport } from '../model/scoring.js';
import { html, type Markup, nothing } from './markup.js';
import { number, type Page } from './page.js';
import { table } from './table.js';

type Row = NonNullable<ScoringReport['thresholds']>[number];

/** How many more or fewer pairs would link from another weight on. */
export function thresholdTable(page: Page, { thresholds: rows, model, outcomes }: ScoringReport): Markup {
  if (rows === undefined || rows.length === 0) return nothing;
  const { scoring, thresholds: words } = page.words;
  const inForce = ({ weight }: Row) => weight === model.thresholds.link;
  return table<Row>(page, {
    caption: words.caption,
    columns: [
      {
        head: scoring.probability,
        kind: 'number',
        cell: (row) =>
          html`${inForce(row) ? html`<b class="good">${words.inForce}</b> ` : nothing}${String(row.probability)}`,
      },
      { head: scoring.band, kind: 'number', cell: ({ weight }) => html`${(weight / 1000).toFixed(3)}` },
      { head: scoring.linked, kind: 'number', cell: ({ linked }) => number(page, linked) },
      {
        head: words.difference,
        kind: 'number',
        cell: ({ linked }) => html`${page.words.difference({ value: linked - outcomes.link })}`,
      },
    ],
    rows,
  });
}
