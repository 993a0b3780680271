import { convertedOf, heldTerms, pointsSign } from '../balance.js';
import { wordsFor } from '../messages.js';
import type { BucketReport } from '../model/points.js';
import { gradePoints } from './grade-points.js';
import { html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph, type Section } from './page.js';
import { table } from './table.js';

/** Points in, points out, and what rounding took: nothing appears or vanishes unseen. */
export function pointsSection(page: Page): Section {
  const { model, words } = page;
  const body =
    model.points.length === 0
      ? paragraph(words.points.none)
      : html`${model.points.map((bucket) => bucketTable(page, bucket))}${gradePoints(page)}`;
  return { id: 'points', title: words.points.title, body };
}

function bucketTable(page: Page, bucket: BucketReport): Markup {
  const words = page.words.points;
  const rounding = wordsFor(page.words.codes.rounding, bucket.rounding);
  const sign = pointsSign(bucket);
  const converted = convertedOf(bucket);
  return html`<h3>${input(bucket.bucket)}</h3>
${table(page, {
  caption: words.caption({ bucket: bucket.bucket, rounding }),
  columns: [
    { head: words.from, kind: 'text', cell: ({ source, column }) => html`${input(source)}.${input(column)}` },
    { head: words.in, kind: 'number', cell: ({ sum }) => amount(page, sum) },
    {
      head: words.rate,
      kind: 'number',
      cell: ({ rate }) => html`<span class="sign">×</span> ${amount(page, rate)}`,
    },
    {
      head: words.converted,
      kind: 'number',
      cell: (from) => html`<span class="sign">=</span> ${amount(page, from.converted)}`,
    },
  ],
  rows: bucket.from,
  foot: [html`${words.convertedTotal}`, nothing, nothing, amount(page, converted)],
})}<p class="formula">${words.formula({ converted, roundedOff: bucket.rounded_off, sign, out: bucket.out })}</p>${heldLines(page, bucket)}
${sign === '=' ? nothing : html`<p class="wrong">${page.words.doesNotAddUp}</p>\n`}`;
}

function heldLines({ words }: Page, bucket: BucketReport): Markup {
  const { held } = bucket;
  if (held === undefined) return nothing;
  const below = held.below_0 === 0 ? nothing : html`<p>${words.points.below({ below: held.below_0 })}</p>`;
  return html`<p>${words.points.differences}</p><p class="formula">${words.points.held(heldTerms(bucket, held))}</p>${below}`;
}

function amount({ words }: Page, decimal: string): Markup {
  return html`${words.amount({ decimal })}`;
}
