import { candidatesOf } from '../candidate-pairs.js';
import { tally, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import { bits, type Claims, count, figure, joined, NONE, onPage, sentence, share, text, whole } from '../table.js';
import type { Cells } from '../world-tables.js';
import { COMPARISONS, LEVELS } from '../words.js';

const SECTION = 'Pairs and weights';
const OUTCOMES = ['link', 'review', 'related', 'none', 'veto'] as const;

/** What pairs were compared, what they weigh and why: patterns.csv has each agreement with its weights and its pairs. */
export function scoringClaims(recount: Recount): Claims {
  return joined(figures(recount), bands(recount), doubtful(recount), weights(recount), blocking(recount), empty(recount));
}

function pairsOf(patterns: readonly Cells[], outcomes: readonly string[] = OUTCOMES): number {
  return total(patterns.flatMap((one) => outcomes.map((outcome) => Number(one[outcome]))));
}

function figures({ tables }: Recount): Claims {
  const { households } = candidatesOf(tables);
  const shares = `Pairs of two members that share contact data only. Members in them: ${whole(households.members)}.`;
  return {
    page: [
      ...figure(SECTION, 'Compared pairs', whole(pairsOf(tables.of('patterns')))),
      ...figure(SECTION, 'Household pairs', whole(households.pairs), shares),
      ...figure(SECTION, 'Rows too empty to link', whole(emptyOf(tables.rows).length), `Of ${whole(tables.rows.length)} rows.`),
    ],
    sheet: [],
  };
}

/** Five bits each, from below -20 to 50 and more; the lower of the two weights counts. */
function bands({ tables }: Recount): Claims {
  const patterns = tables.of('patterns').map((pattern) => ({ pattern, band: bandOf(pattern) }));
  const found = patterns.map(({ band }) => band);
  const [least, most] = [Math.min(...found), Math.max(...found)];
  const rows = Array.from({ length: most - least + 1 }, (_, at) => {
    const own = patterns.filter(({ band }) => band === least + at).map(({ pattern }) => pattern);
    return { name: bandName(least + at), own };
  });
  const caption = 'Compared pairs by weight: what became of them before clusters, ties and limits';
  const counts = (own: readonly Cells[]) => [
    ...OUTCOMES.map((outcome) => count(pairsOf(own, [outcome]))),
    count(pairsOf(own)),
  ];
  const drawn = rows.map(({ name, own }) => ({
    place: place(SECTION, caption, name, 'Picture', 'title'),
    text: `${name} bits, pairs: ${whole(pairsOf(own))}`,
  }));
  return joined(
    onPage({
      section: SECTION,
      caption,
      heads: ['Bits', 'linked', 'review', 'household', 'two persons', 'vetoed', 'Pairs'],
      rows: [
        ...rows.map(({ name, own }) => [text(name), ...counts(own)]),
        [text('Total'), ...counts(tables.of('patterns'))],
      ],
    }),
    { page: drawn, sheet: [] },
  );
}

function bandOf({ strangers, household }: Cells): number {
  const weight = Math.min(Number(strangers), household === '' ? Number.POSITIVE_INFINITY : Number(household));
  return Math.min(Math.max(Math.floor(weight / 5000), -5), 10);
}

function bandName(band: number): string {
  if (band === -5) return 'below -20';
  return band === 10 ? 'from 50' : `${5 * band} to ${5 * band + 5}`;
}

/** The heaviest pairs that wait, of which the first is drawn. */
function doubtful({ tables, pairs }: Recount): Claims {
  const all = [...pairs.review, ...pairs.ambiguous];
  const rows = tables.rows.map((row) => `${row.source} ${row.source_member_id}`);
  const order = (pair: Cells, side: 'l' | 'r') => rows.indexOf(`${pair[`source_${side}`]} ${pair[`id_${side}`]}`);
  const shown = all
    .toSorted((a, b) => Number(b.score) - Number(a.score) || order(a, 'l') - order(b, 'l') || order(a, 'r') - order(b, 'r'))
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
        ...[said(pair, 'l').id, said(pair, 'l').masked].map((one) => ({ place: spot(pair, 'One row', 'text'), text: one })),
        ...[said(pair, 'r').id, said(pair, 'r').masked].map((one) => ({ place: spot(pair, 'The other', 'text'), text: one })),
        { place: spot(pair, 'Bits', 'td'), text: bits(Number(pair.score)).page },
      ]),
      ...drawing(tables.of('patterns'), shown[0] ?? {}),
    ],
    sheet: [],
  };
}

function maskedRow({ name = '', phone = '', birth_date: born = '', email = '' }: Cells): string {
  const hidden = [...name].map((letter, at, all) => (at === 0 || at === all.length - 1 ? letter : '*')).join('');
  return [
    hidden,
    phone.replace(/^(\+82)(\d*)(\d{4})$/, (_, country, digits, end) => `${country}${'*'.repeat(digits.length)}${end}`),
    born.replace(/-.*/, '-**-**'),
    email.replace(/^(.)[^@]*/, '$1***'),
  ]
    .filter((one) => one !== '')
    .join(', ');
}

/** The pieces of the heaviest pair's weight, as the line of its agreement has them. */
function drawing(patterns: readonly Cells[], pair: Cells) {
  const line = patterns.find(({ reason }) => reason === pair.agreement) ?? {};
  const against = line.household !== '' && Number(line.household) < Number(line.strangers) ? 'household' : 'strangers';
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

/** log2(m / u) of each level, in bits; one household where the model has it, against strangers where not. */
function weights({ tables }: Recount): Claims {
  const { model } = tables;
  const weight = (one: number, other: number) => Math.round(1000 * Math.log2(one / other));
  const rows = model.comparisons.flatMap(({ name, levels }) =>
    levels.map(({ level, m, u, household }) => [
      text(COMPARISONS[name] ?? name),
      text(LEVELS[level] ?? level),
      bits(weight(m, u)),
      bits(household === undefined ? null : weight(m, household)),
    ]),
  );
  const prior = weight(model.prior, 1 - model.prior);
  const note = `The weights of a pair are added up: from ${bits(weight(0.99, 0.01)).page.slice(1)} bits it is linked, from ${bits(weight(0.5, 0.5)).page} bits a person decides. What its rows share is weighed against strangers and, where it is contact data, against one household; the lower sum counts.`;
  const agreements = `All ${whole(tables.of('patterns').length)} agreements that occurred are in patterns.csv, with what each weighs.`;
  return joined(
    onPage({
      section: SECTION,
      caption: `What each agreement weighs, in bits, by the model ${model.name}`,
      heads: ['Comparison', 'Level', 'Against strangers', 'Against one household'],
      // Three pairs of one household for ten of one person: docs/matching.md.
      rows: [...rows, [text('before anything is compared'), NONE, bits(prior), bits(weight(1, 0.3))]],
    }),
    {
      page: [note, agreements].flatMap((words) => sentence(SECTION, words, 'Doubtful pairs')),
      sheet: [],
    },
  );
}

function blocking({ tables }: Recount): Claims {
  const { blocks } = candidatesOf(tables);
  const compared = pairsOf(tables.of('patterns'));
  return onPage({
    section: SECTION,
    caption: 'Blocking rules, in the order in which they were asked',
    heads: ['Keys', 'At most', 'Given first', 'Of all pairs', 'Largest block', 'Rows in it'],
    rows: [
      ...blocks.map(({ rule, atMost, given, largest }) => [
        text(rule),
        count(atMost),
        count(given),
        share(given, compared),
        text(largest?.value ?? ''),
        largest === undefined ? NONE : count(largest.rows),
      ]),
      [text('Total'), count(total(blocks.map(({ atMost }) => atMost))), count(compared)],
    ],
  });
}

/** Nothing to tell who it is, or one thing that never links alone: all but a CI and a card. */
function emptyOf(rows: readonly Cells[]): readonly string[] {
  const telling = ['ci_hash', 'card_no', 'email', 'phone', 'name', 'birth_date'] as const;
  return rows.flatMap((row) => {
    const known = telling.filter((field) => row[field]);
    if (known.length === 0) return ['nothing'];
    const [only = ''] = known;
    return known.length > 1 || only === 'ci_hash' || only === 'card_no' ? [] : [only];
  });
}

function empty({ tables }: Recount): Claims {
  const found = emptyOf(tables.rows);
  const counts = [...tally(found)].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const all = tables.rows.length;
  return onPage({
    section: SECTION,
    caption: 'Rows that have nothing, or one field that never links alone',
    heads: ['What they have', 'Rows', 'Of all rows'],
    rows: [
      ...counts.map(([only, n]) => [text(COMPARISONS[only] ?? only), count(n), share(n, all)]),
      [text('Total'), count(found.length), share(found.length, all)],
    ].slice(0, found.length === 0 ? 0 : undefined),
  });
}
