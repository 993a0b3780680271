import { wordsFor } from '../messages.js';
import type { ScoringReport } from '../model/scoring.js';
import { bits } from '../numbers.js';
import { html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph } from './page.js';
import { table } from './table.js';

interface Row {
  readonly comparison: string;
  readonly level: string;
  readonly strangers: number;
  readonly household: number | null;
}

/** What each level of each comparison is worth, and where all agreements and the model are. */
export function modelWeights(page: Page, { model, agreements }: ScoringReport): Markup {
  const { scoring: words, weights, codes } = page.words;
  const rows = model.comparisons.flatMap(({ name, levels }) =>
    levels.map((level): Row => ({ comparison: wordsFor(codes.comparisons, name), ...level })),
  );
  const { link, review } = model.thresholds;
  const note = words.weightsNote({ link: (link / 1000).toFixed(3), review: (review / 1000).toFixed(3) });
  return html`${table<Row>(page, {
    caption: words.weightsCaption({ model: model.name }),
    columns: [
      { head: weights.comparison, kind: 'text', cell: ({ comparison }) => input(comparison) },
      { head: weights.level, kind: 'text', cell: ({ level }) => input(wordsFor(codes.levels, level)) },
      { head: weights.strangers, kind: 'number', cell: ({ strangers }) => weight(strangers) },
      { head: weights.household, kind: 'number', cell: ({ household }) => weight(household) },
    ],
    rows,
    foot: [html`${weights.prior}`, nothing, weight(model.prior.strangers), weight(model.prior.household)],
  })}${paragraph(note)}${paragraph(words.agreementsIn(agreements))}${paragraph(words.modelIn(model))}`;
}

/** Bits with their sign, which speaks for or against one person. */
export function weight(thousandths: number | null): Markup {
  if (thousandths === null) return nothing;
  const tone = thousandths < 0 ? 'down' : thousandths > 0 ? 'up' : 'same';
  return html`<b class="${tone}">${bits(thousandths)}</b>`;
}
