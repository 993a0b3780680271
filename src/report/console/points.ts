import { convertedOf, heldTerms, pointsSign } from '../balance.js';
import type { BucketReport } from '../model/points.js';
import { type Column, table } from './table.js';
import { block, indented, type View } from './view.js';

/** Points in and out by bucket, to the last fraction. */
export function pointLines(view: View): readonly string[] {
  const { model, words } = view;
  const buckets = model.points.flatMap((bucket, at) => [
    ...(at === 0 ? [] : ['']),
    ...bucketLines(view, bucket),
  ]);
  return block(view, words.points.title, buckets.length === 0 ? indented(view, words.points.none) : buckets);
}

function bucketLines(view: View, bucket: BucketReport): readonly string[] {
  const converted = convertedOf(bucket);
  const { rounded_off: roundedOff, out } = bucket;
  const formula = view.words.points.formula({ converted, roundedOff, sign: pointsSign(bucket), out });
  return [
    ...table(view, columnsOf(view, bucket.bucket), bucket.from),
    ...indented(view, formula),
    ...heldLines(view, bucket),
  ];
}

function heldLines(view: View, bucket: BucketReport): readonly string[] {
  const { held } = bucket;
  if (held === undefined) return [];
  const { words } = view;
  const below = held.below_0 === 0 ? [] : indented(view, words.points.below({ below: held.below_0 }));
  return [
    ...indented(view, words.points.differences),
    ...indented(view, words.points.held(heldTerms(bucket, held))),
    ...below,
  ];
}

function columnsOf({ words }: View, bucket: string): readonly Column<BucketReport['from'][number]>[] {
  const amount = (decimal: string) => words.amount({ decimal });
  return [
    { head: bucket, align: 'left', cell: ({ source, column }) => `${source}.${column}` },
    { head: words.points.in, align: 'right', cell: ({ sum }) => amount(sum) },
    { head: words.points.rate, align: 'right', cell: ({ rate }) => `x ${amount(rate)}` },
    { head: words.points.converted, align: 'right', cell: ({ converted }) => `= ${amount(converted)}` },
  ];
}
