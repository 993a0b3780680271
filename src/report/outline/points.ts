import { convertedOf, heldTerms, pointsSign } from '../balance.js';
import { wordsFor } from '../messages.js';
import type { BucketReport } from '../model/points.js';
import { amount, count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Points in and out, a table for each bucket, and one with what comes out of all. */
export function pointTables(draft: Draft): readonly OutlineTable[] {
  const { model, words } = draft;
  const { points, workbook } = words;
  return [
    {
      caption: workbook.pointsCaption,
      heads: [workbook.bucket, points.convertedTotal, workbook.roundedOff, workbook.out],
      rows: model.points.map((bucket) => [
        text(bucket.bucket),
        amount(convertedOf(bucket)),
        amount(bucket.rounded_off),
        amount(bucket.out),
      ]),
      addsUp: model.points.every((bucket) => pointsSign(bucket) === '='),
    },
    ...model.points.map((bucket) => bucketTable(draft, bucket)),
    heldTable(draft),
  ];
}

/** What has to be said of buckets whose balances belong to the target. */
export function pointNotes({ model, words }: Draft): readonly string[] {
  return model.points.some(({ held }) => held !== undefined) ? [words.points.differences] : [];
}

/** Of buckets whose balances belong to the target: what is held, and how it came about. */
function heldTable({ model, words }: Draft): OutlineTable {
  const { workbook } = words;
  const { points } = words.tables;
  const held = model.points.flatMap((bucket) =>
    bucket.held === undefined ? [] : [{ ...bucket, held: bucket.held }],
  );
  return {
    caption: points.held,
    heads: [workbook.bucket, points.before, workbook.out, points.raised, points.after, points.below],
    rows: held.map(({ bucket, out, held: { before, raised, after, below_0: below } }) => [
      text(bucket),
      ...[before, out, raised, after].map(amount),
      count(below),
    ]),
    addsUp: held.every((bucket) => heldTerms(bucket, bucket.held).sign === '='),
  };
}

function bucketTable({ words }: Draft, { bucket, rounding, from }: BucketReport): OutlineTable {
  const { points, codes } = words;
  return {
    caption: points.caption({ bucket, rounding: wordsFor(codes.rounding, rounding) }),
    heads: [points.from, points.in, points.rate, points.converted],
    rows: from.map(({ source, column, sum, rate, converted }) => [
      text(`${source}.${column}`),
      amount(sum),
      amount(rate),
      amount(converted),
    ]),
  };
}
