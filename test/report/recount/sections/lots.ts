import { sumOf } from '../decimals.js';
import type { Recount } from '../recount.js';
import { amount, type Claims, count, joined, onBoth, text } from '../table.js';
import type { Cells } from '../world-tables.js';

const SECTION = 'Points by expiry';

/** What is carried expires soon when it does within 90 days of the day of the plan, which a config may change. */
const DAYS = 90;

/** What became of each lot that lots.csv has. */
export function lotClaims({ tables }: Recount): Claims {
  const lots = tables.of('lots');
  const names = [...new Set(lots.map(({ bucket = '' }) => bucket))].toSorted();
  const soon = new Date(Date.parse(tables.plan.as_of) + DAYS * 86_400_000).toISOString().slice(0, 10);
  const rows = names.map((bucket) => {
    const own = lots.filter((lot) => lot.bucket === bucket);
    const carried = inState(own, 'carried');
    const ends = carried.flatMap(({ expires_at: day = '' }) => (day === '' ? [] : [day.slice(0, 10)]));
    return {
      ...{ name: text(`mall.${bucket}`), own, carried },
      expiring: carried.filter(({ expires_at: day = '' }) => day !== '' && day.slice(0, 10) <= soon),
      first: ends.toSorted()[0] ?? 'never',
    };
  });
  return joined(
    onBoth({
      section: SECTION,
      caption: 'all = carried + expired + of nobody + without an amount',
      heads: ['Lots of', 'All', 'Carried', 'Expired', 'Of nobody'],
      rows: rows.map(({ name, own, carried }) => [
        name,
        amount(worth(own)),
        amount(worth(carried), '='),
        amount(worth(inState(own, 'expired')), '+'),
        amount(worth(inState(own, 'orphan')), '+'),
      ]),
    }),
    onBoth({
      section: SECTION,
      caption: 'The same as a number of lots',
      heads: ['Lots of', 'All', 'Carried', 'Expired', 'Of nobody', 'Without an amount'],
      rows: rows.map(({ name, own, carried }) => [
        name,
        count(own.length),
        count(carried.length, '='),
        ...['expired', 'orphan', 'no_amount'].map((state) => count(inState(own, state).length, '+')),
      ]),
    }),
    onBoth({
      section: SECTION,
      caption: `Of what is carried: what expires within ${DAYS} days, and the first day on which something does`,
      heads: ['Lots of', 'Expires soon', 'Lots', 'First expiry'],
      rows: rows.map(({ name, expiring, first }) => [
        name,
        amount(worth(expiring)),
        count(expiring.length),
        text(first),
      ]),
    }),
  );
}

function inState(lots: readonly Cells[], state: string): readonly Cells[] {
  return lots.filter((lot) => lot.state === state);
}

function worth(lots: readonly Cells[]): string {
  return sumOf(lots.map(({ amount: said }) => said || '0'));
}
