import { listIn, wordsFor } from '../messages.js';
import type { Counted } from '../model/counted.js';
import type { LargeMember } from '../model/matching.js';
import { nameCell } from './examples.js';
import { input, type Markup, nothing } from './markup.js';
import { number, type Page } from './page.js';
import { table } from './table.js';

/** The members with most rows, and what joined these. */
export function largestMembers(page: Page): Markup {
  const { largest_members: largest } = page.model.matching;
  if (largest === undefined || largest.total === 0) return nothing;
  const { shown, total, file } = largest;
  const { largest: words, decisions, matching, codes } = page.words;
  const parts = (counts: readonly Counted[]) =>
    input(
      listIn(
        page.lang,
        counts.map((one) => words.part(one)),
      ),
    );
  const named = (how: readonly Counted[]) =>
    how.map(({ name, count }) => ({ name: wordsFor(codes.how, name), count }));
  return table<LargeMember>(page, {
    caption: words.caption({ shown: shown.length, total, file }),
    columns: [
      { head: decisions.member, kind: 'text', cell: ({ member_id }) => input(member_id) },
      { head: decisions.name, kind: 'text', cell: ({ name }) => nameCell(name) },
      { head: matching.rows, kind: 'number', cell: ({ rows }) => number(page, rows) },
      { head: matching.sources, kind: 'text', cell: ({ sources }) => parts(sources) },
      { head: words.joinedBy, kind: 'text', cell: ({ joined_by: how }) => parts(named(how)) },
    ],
    rows: shown,
  });
}
