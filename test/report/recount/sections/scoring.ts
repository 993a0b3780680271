import { tally, total } from '../persons.js';
import type { Recount } from '../recount.js';
import {
  bits,
  type Claims,
  count,
  figure,
  joined,
  NONE,
  onPage,
  onSheet,
  sentence,
  share,
  text,
  whole,
} from '../table.js';
import { COMPARISONS, LEVELS } from '../words.js';
import type { Cells } from '../world-tables.js';
import { bandClaims, pairsOf } from './bands.js';
import { doubtfulClaims } from './doubtful.js';

const SECTION = 'Pairs and weights';

/** What pairs were compared, what they weigh and why: patterns.csv has each agreement with its weights and its pairs. */
export function scoringClaims(recount: Recount): Claims {
  return joined(
    figures(recount),
    bandClaims(recount),
    doubtfulClaims(recount),
    weights(recount),
    blocking(recount),
    empty(recount),
  );
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
    sheet: onSheet({
      section: SECTION,
      caption: 'Pairs and rows',
      heads: ['Kind', 'Count', 'Meaning'],
      rows: [
        [text('Compared pairs'), count(pairsOf(tables.of('patterns'))), NONE],
        [text('Household pairs'), count(households.pairs), text(shares)],
        [text('Rows too empty to link'), count(emptyOf(rows).length), text(`Of ${whole(rows.length)} rows.`)],
      ],
    }).sheet,
  };
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
