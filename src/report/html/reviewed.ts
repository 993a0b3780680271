import { PROBABILITIES } from '../../match/evaluate/thresholds.js';
import { probability, weightAt } from '../../match/model/weights.js';
import { curveSvg } from '../evaluation/curve-svg.js';
import { evaluationWords } from '../evaluation/words.js';
import type { EstimatedPoint, EstimateReport, ReviewedReport } from '../model/reviewed.js';
import { aboutText, shareText } from '../sentences/scoring.js';
import { html, type Markup, nothing } from './markup.js';
import { number, type Page, paragraph } from './page.js';
import { scrolling, table } from './table.js';

interface Row {
  readonly name: string;
  readonly estimate: EstimateReport | null;
}

/** What a reviewed sample says of precision and recall, now and from other weights on. */
export function reviewedSample(page: Page, reviewed: ReviewedReport): Markup {
  const words = page.words.scoring;
  return html`<h3>${words.reviewedTitle}</h3>
${paragraph(words.reviewedNote(reviewed))}${estimates(page, reviewed)}${thresholds(page, reviewed)}${curve(page, reviewed)}`;
}

function estimates(page: Page, { precision, recall }: ReviewedReport): Markup {
  const words = page.words.scoring;
  const share = (part: number | undefined) => html`${shareText(part ?? null)}`;
  return table<Row>(page, {
    caption: words.estimateCaption,
    columns: [
      { head: words.figure, kind: 'text', cell: ({ name }) => html`${name}` },
      { head: words.pairs, kind: 'number', cell: ({ estimate }) => html`${aboutText(page.words, estimate)}` },
      { head: words.share, kind: 'number', cell: ({ estimate }) => share(estimate?.value) },
      { head: words.low, kind: 'number', cell: ({ estimate }) => share(estimate?.low) },
      { head: words.high, kind: 'number', cell: ({ estimate }) => share(estimate?.high) },
    ],
    rows: [
      { name: words.precision, estimate: precision },
      { name: words.recall, estimate: recall },
    ],
  });
}

function thresholds(page: Page, { thresholds: rows }: ReviewedReport): Markup {
  if (rows.length === 0) return nothing;
  const words = page.words.scoring;
  const share = (part: number | null) => html`${shareText(part)}`;
  return table<EstimatedPoint>(page, {
    caption: words.thresholdsCaption,
    columns: [
      { head: words.probability, kind: 'number', cell: ({ weight }) => html`${chance(weight)}` },
      { head: words.band, kind: 'number', cell: ({ weight }) => html`${(weight / 1000).toFixed(3)}` },
      { head: words.linked, kind: 'number', cell: ({ linked }) => number(page, Math.round(linked)) },
      { head: words.rightLinks, kind: 'number', cell: ({ right }) => number(page, Math.round(right)) },
      { head: words.precision, kind: 'number', cell: ({ precision }) => share(precision) },
      { head: words.recall, kind: 'number', cell: ({ recall }) => share(recall) },
    ],
    rows,
  });
}

function curve(page: Page, { curve: points }: ReviewedReport): Markup {
  if (points.length === 0) return nothing;
  const words = evaluationWords(page.lang).curve;
  return scrolling(page, words.title, curveSvg(points, words));
}

/** A weight is rounded: 0.7 would come back as 0.6999. */
function chance(weight: number): string {
  const asked = PROBABILITIES.find((one) => weightAt(one) === weight);
  return String(asked ?? Number(probability(weight).toFixed(4)));
}
