import { rankOf, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { type Claim, place } from '../spot.js';
import { type Claims, count, joined, onPage, onSheet, text, whole } from '../table.js';

const SECTION = 'From each source to one grade';

/** As high as all bands of all sources together, and as a line of text in one of them. */
const HEIGHT = 400;
const LINE = 13;

interface Band {
  readonly grade: string | null;
  readonly unified: string | null;
  readonly members: number;
}

interface Flow {
  readonly source: string;
  readonly members: number;
  readonly bands: readonly Band[];
}

/** The grades of each source into the unified grades: a picture, and tables of the same numbers. */
export function flowClaims(recount: Recount): Claims {
  const flows = Object.keys(recount.tables.config.sources).map((source) => flowOf(recount, source));
  return joined({ page: picture(recount, flows), sheet: [] }, ...flows.map((flow) => tables(recount, flow)));
}

function flowOf({ tables: { rules }, persons }: Recount, source: string): Flow {
  const grades = [...rules.grades, null];
  const there = persons.filter((person) => person.side(source) !== '-');
  const bands = grades.flatMap((grade) =>
    grades.map((unified): Band => {
      const own = there.filter((person) => person.side(source) === grade && person.grade === unified);
      return { grade, unified, members: own.length };
    }),
  );
  return { source, members: there.length, bands: bands.filter(({ members }) => members > 0) };
}

/** Bands with their counts where they are high enough, best grades above; then the bars of both sides. */
function picture({ tables, persons }: Recount, flows: readonly Flow[]): readonly Claim[] {
  const all = total(flows.map(({ members }) => members));
  const best = (of: 'grade' | 'unified') => (a: Band, b: Band) =>
    rankOf(tables, b[of]) - rankOf(tables, a[of]);
  const bands = flows.flatMap((flow) =>
    flow.bands.toSorted((a, b) => best('grade')(a, b) || best('unified')(a, b)),
  );
  const high = bands.filter(({ members }) => (members * HEIGHT) / all >= LINE);
  const bar = (name: string | null, members: number) => `${name ?? 'no grade'} ${whole(members)}`;
  const bars = flows.flatMap(({ source, members, bands: own }) => {
    const grades = [...new Set(own.toSorted(best('grade')).map(({ grade }) => grade))];
    const sum = (grade: string | null) =>
      total(own.filter((one) => one.grade === grade).map((one) => one.members));
    return [`${source}: ${whole(members)}`, ...grades.map((grade) => bar(grade, sum(grade)))];
  });
  const reached = [...new Set(bands.toSorted(best('unified')).map(({ unified }) => unified))];
  const unified = reached.map((grade) =>
    bar(grade, persons.filter((person) => person.grade === grade).length),
  );
  const texts = [
    ...high.map(({ members }) => whole(members)),
    ...bars,
    `Unified: ${whole(persons.length)}`,
    ...unified,
  ];
  const named = flows.map(({ source, members }) => `${source}: ${whole(members)}`);
  const sources = `${named.join(named.length > 2 ? ', ' : ' and ')}`.replace(/, (?=[^,]*$)/, ', and ');
  return [
    ...texts.map((one) => ({ place: place(SECTION, 'text'), text: one })),
    { place: place(SECTION, 'desc'), text: `${sources}. Every band stands as a number in the tables below.` },
  ];
}

function tables({ tables: { rules } }: Recount, { source, members, bands }: Flow): Claims {
  const grades = [...rules.grades, null];
  const rows = grades.filter((grade) => bands.some((band) => band.grade === grade));
  const columns = grades.filter((unified) => bands.some((band) => band.unified === unified));
  const sum = (of: Partial<Band>) =>
    count(
      total(
        bands
          .filter(
            (band) =>
              (of.grade === undefined || band.grade === of.grade) &&
              (of.unified === undefined || band.unified === of.unified),
          )
          .map((band) => band.members),
      ),
    );
  const name = (grade: string | null) => grade ?? 'no grade';
  return joined(
    onPage({
      section: SECTION,
      caption: `${source}: ${whole(members)} members by their grade there (rows) and their unified grade (columns)`,
      heads: [`In ${source}`, ...columns.map(name), 'Total'],
      rows: [
        ...rows.map((grade) => [
          text(name(grade)),
          ...columns.map((unified) => sum({ grade, unified })),
          sum({ grade }),
        ]),
        [text('Total'), ...columns.map((unified) => sum({ unified })), count(members)],
      ],
    }),
    onSheet({
      section: SECTION,
      caption: `Members with rows in ${source}`,
      heads: [`Grade in ${source}`, 'Unified grade', 'Members'],
      rows: [
        ...bands.map((band) => [text(name(band.grade)), text(name(band.unified)), count(band.members)]),
        [text('Total'), text(''), count(members)],
      ],
    }),
  );
}
