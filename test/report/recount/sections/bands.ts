import { grouped, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import {
  bits,
  type Claims,
  count,
  difference,
  joined,
  onBoth,
  onPage,
  onSheet,
  share,
  text,
  whole,
} from '../table.js';
import type { Cells } from '../world-tables.js';

const SECTION = 'Pairs and weights';
const OUTCOMES = ['link', 'review', 'related', 'none', 'veto'] as const;

export function pairsOf(patterns: readonly Cells[], outcomes: readonly string[] = OUTCOMES): number {
  return total(patterns.flatMap((one) => outcomes.map((outcome) => Number(one[outcome]))));
}

/** How many pairs weigh how much, and how many would link from another weight on. */
export function bandClaims(recount: Recount): Claims {
  return joined(bands(recount), thresholds(recount));
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
    onBoth({
      section: SECTION,
      caption,
      heads: ['Bits', 'linked', 'review', 'household', 'two persons', 'vetoed', 'Pairs'],
      rows: [
        ...rows.map(({ name, own }) => [{ page: name, sheet: name.replaceAll('-', '−') }, ...counts(own)]),
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
function weightsIn(
  pattern: Cells,
  tables: Recount['tables'],
): { readonly weight: number; readonly others: readonly number[] } {
  const { strangers, household } = pattern;
  const weight = Math.min(Number(strangers), household === '' ? Number.POSITIVE_INFINITY : Number(household));
  const members = grouped(tables.of('links'), ({ member_id: id = '' }) => id);
  const others = [...members.values()].flatMap(([one = {}, two, ...more]) => {
    const isOf =
      two !== undefined && more.length === 0 && one.how !== 'alone' && one.reason === pattern.reason;
    return isOf && Number(one.score) !== weight ? [Number(one.score)] : [];
  });
  return { weight, others };
}

function weightsOf(pattern: Cells, tables: Recount['tables']): readonly Weighed[] {
  const { weight, others } = weightsIn(pattern, tables);
  const rest = { ...pattern, link: String(Number(pattern.link) - others.length) };
  return [
    { pattern: rest, band: bandOf(weight) },
    ...others.map((score) => ({ pattern: { ...NOTHING, link: '1' }, band: bandOf(score) })),
  ];
}

/** At which somebody might set the threshold; it is 0.99. */
const PROBABILITIES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999];
const IN_FORCE = 0.99;

/**
 * Exact rules and people link whatever a pair weighs, vetoes never; of what the score decides, agreement in one thing
 * alone never links.
 */
function thresholds({ tables }: Recount): Claims {
  const people = tables.decided.filter(({ decision }) => decision === 'link').length;
  const patterns = tables.of('patterns').filter(({ how }) => how !== 'decision');
  const decided = total(tables.decided.filter(({ decision }) => decision === 'no_link').map(() => 1));
  const sure = pairsOf(patterns.filter(({ outcome }) => outcome === 'link'));
  const scored = patterns
    .filter(({ outcome, agreement = '' }) => outcome === 'score' && mayLink(agreement, tables))
    .flatMap((pattern) => weighedPairs(pattern, tables));
  const unlinkable = decided === 0 ? [] : forbidden(tables);
  const above = (weight: number) =>
    sure +
    people +
    scored.filter((one) => one >= weight).length -
    unlinkable.filter((one) => one >= weight).length;
  const rows = PROBABILITIES.map((probability) => {
    const weight = Math.round(1000 * Math.log2(probability / (1 - probability)));
    return { probability, weight, linked: above(weight) };
  });
  const now = pairsOf(tables.of('patterns'), ['link']);
  const compared = pairsOf(tables.of('patterns'));
  const table = {
    section: SECTION,
    caption: 'Pairs that would link from each weight on, pair by pair, before clusters, ties and limits',
  };
  return joined(
    onPage({
      ...table,
      heads: ['Probability', 'Bits', 'Would link', 'Against now'],
      rows: rows.map(({ probability, weight, linked }) => [
        text(probability === IN_FORCE ? `in force ${probability}` : String(probability)),
        text((weight / 1000).toFixed(3)),
        count(linked),
        difference(linked - now),
      ]),
    }),
    onSheet({
      ...table,
      heads: ['Probability', 'Bits', 'Would link', 'Of all pairs'],
      rows: rows.map(({ probability, weight, linked }) => [
        text(String(probability)),
        bits(weight),
        count(linked),
        share(linked, compared),
      ]),
    }),
  );
}

/** Two things that speak for one person, the gender not among them. */
function mayLink(agreement: string, { model }: Recount['tables']): boolean {
  const speaking = agreement.split(' ').filter((part) => {
    const [name = '', level = ''] = part.split('=');
    const found = model.comparisons
      .find((one) => one.name === name)
      ?.levels.find((one) => one.level === level);
    return name !== 'gender' && found !== undefined && found.m > found.u;
  });
  return speaking.length > 1;
}

/** The weights of pairs that people keep apart, of those that the score would decide. */
function forbidden(tables: Recount['tables']): readonly number[] {
  const apart = tables.decided.filter(({ decision }) => decision === 'no_link');
  return apart.flatMap(({ agreement = '', score }) => {
    const pattern = tables
      .of('patterns')
      .find(({ reason, outcome }) => reason === agreement && outcome === 'score');
    return pattern !== undefined && mayLink(pattern.agreement ?? '', tables) ? [Number(score)] : [];
  });
}

/** The weight of each pair of an agreement. */
function weighedPairs(pattern: Cells, tables: Recount['tables']): readonly number[] {
  const { weight, others } = weightsIn(pattern, tables);
  return [...Array.from({ length: pairsOf([pattern]) - others.length }, () => weight), ...others];
}

const NOTHING = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, '0']));

function bandOf(weight: number): number {
  return Math.min(Math.max(Math.floor(weight / 5000), -5), 10);
}

function bandName(band: number): string {
  if (band === -5) return 'below -20';
  return band === 10 ? 'from 50' : `${5 * band} to ${5 * band + 5}`;
}
