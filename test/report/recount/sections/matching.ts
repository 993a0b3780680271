import { mostFirst, type Person, tally, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { type Claims, count, figure, joined, NONE, onBoth, onSheet, share, text, whole } from '../table.js';
import { HOW } from '../words.js';
import type { Cells } from '../world-tables.js';

const SECTION = 'Matching';

/** Which rows became one member, by which rule, and what waits for a person. */
export function matchingClaims(recount: Recount): Claims {
  return joined(figures(recount), byRule(recount), bySources(recount), sizes(recount), largest(recount));
}

function figures({ tables, persons, pairs }: Recount): Claims {
  const links = tables.of('links').filter(({ how }) => how !== 'alone').length;
  const sizes = persons.map(({ rows }) => rows.length);
  const numbers: readonly (readonly [string, number, string?])[] = [
    ['Links', links],
    ['Members with several rows', sizes.filter((size) => size > 1).length],
    ['Rows of the largest member', Math.max(...sizes)],
    ['Pairs for review', pairs.review.length],
    [
      'Ambiguous rows',
      new Set(pairs.ambiguous.map(({ source_l: source, id_l: id }) => `${source} ${id}`)).size,
    ],
    ...(tables.config.identity.decisions === undefined ? [] : decisions(tables.decided)),
  ];
  return joined(
    {
      page: numbers.flatMap(([label, n, note]) =>
        figure(SECTION, label, whole(n), ...(note === undefined ? [] : [note])),
      ),
      sheet: [],
    },
    onSheet({
      section: SECTION,
      caption: 'Rows and pairs',
      heads: ['Kind', 'Count', 'Meaning'],
      rows: numbers.map(([label, n, note = '']) => [text(label), count(n), text(note)]),
    }),
  );
}

/** Every row that a decision of these worlds names is there and says what it said. */
function decisions(decided: readonly Cells[]): readonly (readonly [string, number, string?])[] {
  const made = (word: string) => decided.filter(({ decision }) => decision === word).length;
  const [link, noLink, alone] = [made('link'), made('no_link'), made('alone')];
  return [
    [
      'Decisions of people in force',
      link + noLink + alone,
      `${whole(link)} link, ${whole(noLink)} no_link, ${whole(alone)} alone.`,
    ],
    ['Dormant decisions', 0],
    ['Decisions to be made again', 0],
    ['Contradicted decisions', 0],
  ];
}

function byRule({ tables }: Recount): Claims {
  const hows = tables.of('links').flatMap(({ how = '' }) => (how === 'alone' ? [] : [how]));
  const rows = mostFirst(tally(hows)).map(([how, n]) => [
    text(HOW[how] ?? how),
    count(n),
    share(n, hows.length),
  ]);
  return onBoth({
    section: SECTION,
    caption: 'Links by the rule that made them',
    heads: ['Rule', 'Links', 'Of all links'],
    rows: [...rows, [text('Total'), count(hows.length), NONE]],
  });
}

/** In the order of the config, joined as English does. */
export function sourcesOf({ rows }: Person, { tables }: Recount): string {
  const names = Object.keys(tables.config.sources).filter((name) =>
    rows.some(({ source }) => source === name),
  );
  return names.join(names.length > 2 ? ', ' : ' and ').replace(/, (?=[^,]*$)/, ', and ');
}

function bySources(recount: Recount): Claims {
  const { persons } = recount;
  const counts = mostFirst(tally(persons.map((person) => sourcesOf(person, recount))));
  return onBoth({
    section: SECTION,
    caption: 'Members by the sources they have rows in',
    heads: ['Sources', 'Members', 'Of all members'],
    rows: [
      ...counts.map(([names, n]) => [text(names), count(n), share(n, persons.length)]),
      [text('Total'), count(total(counts.map(([, n]) => n))), NONE],
    ],
  });
}

function sizes({ persons }: Recount): Claims {
  const counts = [...tally(persons.map(({ rows }) => rows.length))].toSorted(([a], [b]) => a - b);
  return onBoth({
    section: SECTION,
    caption: 'Members by number of rows',
    heads: ['Rows', 'Members', 'Of all members'],
    rows: counts.map(([size, n]) => [count(size), count(n), share(n, persons.length)]),
  });
}

/** At most so many members with most rows. */
const LARGEST = 10;

function largest({ persons, tables }: Recount): Claims {
  const several = persons.filter(({ rows }) => rows.length > 1);
  const most = several.toSorted((a, b) => b.rows.length - a.rows.length || (a.id < b.id ? -1 : 1));
  const shown = most.slice(0, LARGEST);
  const parts = (counts: readonly (readonly [string, number])[]) => {
    const written = counts.map(([name, n]) => `${name} ${whole(n)}`);
    return text(written.join(written.length > 2 ? ', ' : ' and ').replace(/, (?=[^,]*$)/, ', and '));
  };
  const sources = Object.keys(tables.config.sources);
  return onBoth({
    section: SECTION,
    caption: `The members with most rows: ${whole(shown.length)} shown of ${whole(several.length)} with several; all of them are in links.csv`,
    heads: ['Member', 'Name', 'Rows', 'Sources', 'Joined by'],
    rows: shown.map(({ id, rows }) => {
      const counts = tally(rows.map(({ source }) => source));
      const hows = mostFirst(tally(rows.map(({ how }) => how).filter((how) => how !== 'alone')));
      return [
        text(id),
        NONE,
        count(rows.length),
        parts(sources.flatMap((source) => (counts.has(source) ? [[source, counts.get(source) ?? 0]] : []))),
        parts(hows.map(([how, n]) => [HOW[how] ?? how, n])),
      ];
    }),
  });
}
