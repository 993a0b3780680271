import { phrase } from '../../match/wording.js';
import { wordsFor } from '../messages.js';
import type { DoubtfulPair, DoubtfulRow } from '../model/doubtful.js';
import type { ScoringReport } from '../model/scoring.js';
import { html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph } from './page.js';
import { scrolling, table } from './table.js';
import { waterfallSvg } from './waterfall.js';
import { weight } from './weights.js';

/** The pairs that a person decides about, and how the weight of the heaviest came about. */
export function doubtfulPairs(page: Page, { doubtful, model }: ScoringReport): Markup {
  const words = page.words.scoring;
  const { shown, total, file } = doubtful;
  if (total === 0)
    return html`<h3>${words.doubtfulTitle}</h3>
${paragraph(words.noDoubt)}`;
  return html`<h3>${words.doubtfulTitle}</h3>
${table<DoubtfulPair>(page, {
  caption: words.doubtfulCaption({ shown: shown.length, total, file }),
  columns: [
    { head: words.left, kind: 'text', cell: ({ rows: [left] }) => rowText(left) },
    { head: words.right, kind: 'text', cell: ({ rows: [, right] }) => rowText(right) },
    {
      head: words.agreement,
      kind: 'text',
      cell: ({ agreement }) => input(phrase(agreement, page.words.codes)),
    },
    {
      head: words.reason,
      kind: 'text',
      cell: ({ reason }) => input(wordsFor(page.words.codes.reviewReasons, reason)),
    },
    { head: page.words.weights.weight, kind: 'number', cell: ({ weights }) => weight(weights.total) },
  ],
  rows: shown,
})}${waterfall(page, shown, model)}`;
}

function waterfall(page: Page, [heaviest]: readonly DoubtfulPair[], model: ScoringReport['model']): Markup {
  if (heaviest === undefined) return nothing;
  const [left, right] = heaviest.rows.map(({ source, source_member_id: id }) => `${source} ${id}`);
  const heading = page.words.scoring.heaviest({ left: left ?? '', right: right ?? '' });
  const options = { words: page.words, thresholds: model.thresholds };
  const drawn = waterfallSvg([{ heading, weights: heaviest.weights }], options);
  return scrolling(page, page.words.weights.pictureTitle, drawn);
}

/** The row of an export with what it says, masked like everything else. */
function rowText({ source, source_member_id: id, name, phone, birth_date, email }: DoubtfulRow): Markup {
  // A line ends between the values, not at a hyphen within one.
  const said = [name, phone, birth_date, email]
    .filter((text) => text !== null)
    .map((text, at) => html`${at === 0 ? '' : ', '}<bdi class="nowrap">${input(text)}</bdi>`);
  return html`<div><span class="quiet">${input(source)}</span> ${input(id)}</div><div>${said}</div>`;
}
