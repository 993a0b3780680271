import { grouped, tally, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import {
  bits,
  type Claims,
  count,
  figure,
  joined,
  NONE,
  onPage,
  sentence,
  share,
  text,
  whole,
} from '../table.js';
import { COMPARISONS, LEVELS } from '../words.js';
import type { Cells } from '../world-tables.js';
import { doubtfulClaims } from './doubtful.js';

const SECTION = 'Pairs and weights';
const OUTCOMES = ['link', 'review', 'related', 'none', 'veto'] as const;

/** What pairs were compared, what they weigh and why: patterns.csv has each agreement with its weights and its pairs. */
export function scoringClaims(recount: Recount): Claims {
  return joined(
    figures(recount),
    bands(recount),
    doubtfulClaims(recount),
    weights(recount),
    blocking(recount),
    empty(recount),
  );
}

function pairsOf(patterns: readonly Cells[], outcomes: readonly string[] = OUTCOMES): number {
  return total(patterns.flatMap((one) => outcomes.map((outcome) => Number(one[outcome]))));
}

function figures({ tables, candidates: { rows, households } }: Recount): Claims {
  const shares = `Pairs of two members that share contact data only. Members in them: ${whole(households.members)}.`;
  return {
    page: [
      ...figure(SECTION, 'Compared pairs', whole(pairsOf(tables.of('patterns')))),
      ...figure(SECTION, 'Household pairs', whole(households.pairs), shares),
      ...figure(
        SECTION,
        'Rows too empty to link',
        whole(emptyOf(rows).length),
        `Of ${whole(rows.length)} rows.`,
      ),
    ],
    sheet: [],
  };
}

/** Five bits each, from below -20 to 50 and more; the lower of the two weights counts. */
function bands({ tables }: Recount): Claims {
  const weighed = tables.of('patterns').flatMap((pattern) => weightsOf(pattern, tables));
  const found = weighed.map(({ band }) => band);
  const [least, most] = [Math.min(...found), Math.max(...found)];
  const rows = Array.from({ length: most - least + 1 }, (_, at) => {
    const own = weighed.filter(({ band }) => band === least + at).map(({ pattern }) => pattern);
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

interface Weighed {
  readonly pattern: Cells;
  readonly band: number;
}

/** A common name weighs less and a rare one more than its agreement: links.csv has what a member of two rows weighs. */
function weightsOf(pattern: Cells, tables: Recount['tables']): readonly Weighed[] {
  const { strangers, household } = pattern;
  const weight = Math.min(Number(strangers), household === '' ? Number.POSITIVE_INFINITY : Number(household));
  const members = grouped(tables.of('links'), ({ member_id: id = '' }) => id);
  const others = [...members.values()].flatMap(([one = {}, two, ...more]) => {
    const isOf =
      two !== undefined && more.length === 0 && one.how !== 'alone' && one.reason === pattern.reason;
    return isOf && Number(one.score) !== weight ? [Number(one.score)] : [];
  });
  const rest = { ...pattern, link: String(Number(pattern.link) - others.length) };
  return [
    { pattern: rest, band: bandOf(weight) },
    ...others.map((score) => ({ pattern: { ...NOTHING, link: '1' }, band: bandOf(score) })),
  ];
}

const NOTHING = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, '0']));

function bandOf(weight: number): number {
  return Math.min(Math.max(Math.floor(weight / 5000), -5), 10);
}

function bandName(band: number): string {
  if (band === -5) return 'below -20';
  return band === 10 ? 'from 50' : `${5 * band} to ${5 * band + 5}`;
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

function blocking({ tables, candidates: { blocks } }: Recount): Claims {
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

function empty({ candidates: { rows } }: Recount): Claims {
  const found = emptyOf(rows);
  const counts = [...tally(found)].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const all = rows.length;
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
