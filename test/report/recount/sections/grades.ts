import type { Person } from '../persons.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import {
  type Claims,
  count,
  difference,
  joined,
  NONE,
  onPage,
  onSheet,
  percent,
  share,
  text,
  whole,
} from '../table.js';

const SECTION = 'Grades';

const MOVES: readonly (readonly [Person['movement'], string])[] = [
  ['up', 'Up: a higher grade than before'],
  ['same', 'Same: the same grade as before'],
  ['down', 'Down: a lower grade than before'],
  ['left', 'Left: no grade any more'],
  ['without_baseline', 'No comparison: a grade now, none before'],
];

/** Who moves up and down, and how many have each grade before and after. */
export function gradeClaims(recount: Recount): Claims {
  return joined(movements(recount), counts(recount));
}

function movements({ persons }: Recount): Claims {
  const all = persons.length;
  const moves = MOVES.map(
    ([move, name]) => [name, persons.filter(({ movement }) => movement === move).length] as const,
  );
  const table = (last: readonly ReturnType<typeof text>[]) => ({
    section: SECTION,
    caption: 'members = up + same + down + left + no comparison',
    heads: ['Kind', 'Members', 'Share'],
    rows: [...moves.map(([name, part]) => [text(name), count(part), share(part, all)]), last],
  });
  const said = moves.map(([name, part]) => `${name} ${whole(part)} of ${whole(all)} (${percent(part, all)})`);
  return joined(
    onPage(table([text('Total'), count(all), NONE])),
    onSheet(table([text('Members'), count(all), share(all, all)])),
    { page: [{ place: place(SECTION, 'desc'), text: said.join('; ') }], sheet: [] },
  );
}

function counts({ persons, tables }: Recount): Claims {
  const grades = [...tables.rules.grades, null].map((one) => ({
    name: one ?? 'no grade',
    before: persons.filter(({ baseline }) => baseline === one).length,
    after: persons.filter(({ grade }) => grade === one).length,
  }));
  const caption = 'Members by grade, before and after';
  const all = persons.length;
  const table = (...last: readonly (readonly ReturnType<typeof text>[])[]) => ({
    section: SECTION,
    caption,
    heads: ['Grade', 'Before', 'After', 'Difference'],
    rows: [
      ...grades.map(({ name, before, after }) => [
        text(name),
        count(before),
        count(after),
        difference(after - before),
      ]),
      ...last,
    ],
  });
  const drawn = grades.map(({ name, before, after }) => ({
    place: place(SECTION, caption, name, 'Chart', 'title'),
    text: `${name}: before ${whole(before)}, after ${whole(after)}`,
  }));
  return joined(onPage(table([text('Total'), count(all), count(all), difference(0)])), onSheet(table()), {
    page: drawn,
    sheet: [],
  });
}
