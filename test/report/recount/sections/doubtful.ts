import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import { bits, type Claims, whole } from '../table.js';
import { COMPARISONS, LEVELS } from '../words.js';
import type { Cells } from '../world-tables.js';

const SECTION = 'Pairs and weights';

/** The heaviest pairs that wait, of which the first is drawn. */
export function doubtfulClaims({ tables, pairs }: Recount): Claims {
  const all = [...pairs.review, ...pairs.ambiguous];
  const rows = tables.rows.map((row) => `${row.source} ${row.source_member_id}`);
  const order = (pair: Cells, side: 'l' | 'r') =>
    rows.indexOf(`${pair[`source_${side}`]} ${pair[`id_${side}`]}`);
  const shown = all
    .toSorted(
      (a, b) =>
        Number(b.score) - Number(a.score) || order(a, 'l') - order(b, 'l') || order(a, 'r') - order(b, 'r'),
    )
    .slice(0, 10);
  if (all.length === 0) return { page: [], sheet: [] };
  const caption = `${whole(shown.length)} shown of ${whole(all.length)}, those that weigh most; all of them are in review.csv`;
  const said = (pair: Cells, side: 'l' | 'r') => {
    const row = tables.rows[order(pair, side)] ?? {};
    return { id: `${pair[`source_${side}`]} ${pair[`id_${side}`]}`, masked: maskedRow(row) };
  };
  const spot = (pair: Cells, column: string, what: string) => {
    const { id, masked } = said(pair, 'l');
    return place(SECTION, caption, `${id}${masked}`, column, what);
  };
  return {
    page: [
      { place: place(SECTION, 'Doubtful pairs', 'aria-label'), text: `${caption} (scrolls sideways)` },
      { place: place(SECTION, caption, 'caption'), text: caption },
      ...shown.flatMap((pair) => [
        ...[said(pair, 'l').id, said(pair, 'l').masked].map((one) => ({
          place: spot(pair, 'One row', 'text'),
          text: one,
        })),
        ...[said(pair, 'r').id, said(pair, 'r').masked].map((one) => ({
          place: spot(pair, 'The other', 'text'),
          text: one,
        })),
        { place: spot(pair, 'Bits', 'td'), text: bits(Number(pair.score)).page },
      ]),
      ...drawing(tables.of('patterns'), shown[0] ?? {}),
    ],
    sheet: [],
  };
}

function maskedRow({ name = '', phone = '', birth_date: born = '', email = '' }: Cells): string {
  const hidden = [...name]
    .map((letter, at, all) => (at === 0 || at === all.length - 1 ? letter : '*'))
    .join('');
  return [
    hidden,
    phone.replace(
      /^(\+82)(\d*)(\d{4})$/,
      (_, country, digits, end) => `${country}${'*'.repeat(digits.length)}${end}`,
    ),
    born.replace(/-.*/, '-**-**'),
    email.replace(/^(.)[^@]*/, '$1***'),
  ]
    .filter((one) => one !== '')
    .join(', ');
}

/** The pieces of the heaviest pair's weight, as the line of its agreement has them. */
function drawing(patterns: readonly Cells[], pair: Cells) {
  const line = patterns.find(({ reason }) => reason === pair.agreement) ?? {};
  const against =
    line.household !== '' && Number(line.household) < Number(line.strangers) ? 'household' : 'strangers';
  const heading = `${pair.source_l} ${pair.id_l} and ${pair.source_r} ${pair.id_r}`;
  const parts = (line.agreement ?? '').split(' ').filter((part) => part.includes('='));
  const pieces = [
    ['before anything is compared', line[`${against}_prior`]],
    ...parts.map((part) => {
      const [name = '', level = ''] = part.split('=');
      return [`${COMPARISONS[name]} ${LEVELS[level]}`, line[`${against}.${name}`]];
    }),
    [`total, against ${against === 'household' ? 'one household' : 'strangers'}`, line[against]],
  ].map(([name = '', weight]) => [name, bits(Number(weight)).page] as const);
  const described = `Each bar adds to the weight what one comparison says for or against one person, in bits. ${heading}: ${pieces.map((piece) => piece.join(' ')).join(', ')}.`;
  return [
    { place: place(SECTION, 'Doubtful pairs', 'desc'), text: described },
    ...[heading, ...pieces.map(([, weight]) => weight)].map((one) => ({
      place: place(SECTION, 'Doubtful pairs', 'text'),
      text: one,
    })),
  ];
}
