import { sameAmount, sumOf } from '../decimal.js';
import type { Messages } from '../messages.js';
import type { LotReport, LotsReport } from '../model/lots.js';
import { cell, number, type Shown, type ShownTable, text } from '../shown.js';

/** What became of the points of each lot, and what ends soon. */
export function lotsShown({ buckets, expiring_within_days: days, file }: LotsReport, words: Messages): Shown {
  const { lots } = words;
  const unconverted = buckets.filter(({ converted }) => !converted).map(nameOf);
  return {
    id: 'lots',
    title: lots.title,
    tables: [amounts(buckets, words), counts(buckets, words), expiring(buckets, { days, words })],
    notes: [
      ...(unconverted.length > 0 ? [lots.unconverted({ buckets: unconverted.join(', ') })] : []),
      lots.file({ file }),
    ],
    addsUp: buckets.every((one) => amountsAddUp(one) && countsAddUp(one)),
  };
}

function nameOf({ export: of, bucket }: LotReport): string {
  return of === bucket ? of : `${of}.${bucket}`;
}

function amountsAddUp({ all, carried, expired, orphan }: LotReport): boolean {
  return sameAmount(all.amount, sumOf([carried.amount, expired.amount, orphan.amount]));
}

function countsAddUp({ all, carried, expired, orphan, no_amount }: LotReport): boolean {
  return all.count === carried.count + expired.count + orphan.count + no_amount;
}

function amounts(buckets: readonly LotReport[], words: Messages): ShownTable {
  const { lots } = words;
  return {
    caption: lots.caption,
    columns: [
      text(lots.lot),
      number(lots.all),
      number(lots.carried),
      number(lots.expired),
      number(lots.orphan),
    ],
    rows: buckets.map((one) => [
      nameOf(one),
      cell({ words }, one.all.amount),
      cell({ words, sign: amountsAddUp(one) ? '=' : '≠' }, one.carried.amount),
      cell({ words, sign: '+' }, one.expired.amount),
      cell({ words, sign: '+' }, one.orphan.amount),
    ]),
  };
}

function counts(buckets: readonly LotReport[], words: Messages): ShownTable {
  const { lots } = words;
  const heads = [lots.all, lots.carried, lots.expired, lots.orphan, lots.noAmount];
  return {
    caption: lots.countCaption,
    columns: [text(lots.lot), ...heads.map(number)],
    rows: buckets.map((one) => [
      nameOf(one),
      cell({ words }, one.all.count),
      cell({ words, sign: countsAddUp(one) ? '=' : '≠' }, one.carried.count),
      ...[one.expired.count, one.orphan.count, one.no_amount].map((count) =>
        cell({ words, sign: '+' }, count),
      ),
    ]),
  };
}

function expiring(
  buckets: readonly LotReport[],
  { days, words }: { readonly days: number; readonly words: Messages },
): ShownTable {
  const { lots } = words;
  return {
    caption: lots.expiringCaption({ days }),
    columns: [text(lots.lot), number(lots.expiring), number(lots.lotsExpiring), number(lots.earliest)],
    rows: buckets.map((one) => [
      nameOf(one),
      cell({ words }, one.expiring.amount),
      cell({ words }, one.expiring.count),
      one.earliest_expiry ?? lots.never,
    ]),
  };
}
