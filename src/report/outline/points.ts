import { convertedOf, pointsSign } from '../balance.js';
import { wordsFor } from '../messages.js';
import type { BucketReport } from '../model.js';
import { amount, text } from './cell.js';
import type { Draft, OutlineTable } from './outline.js';

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
  ];
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
