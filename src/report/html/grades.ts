import { gradesSign, totalOf } from '../balance.js';
import type { GradeCount } from '../model/grades.js';
import { pairedBars, stackedBar } from './bar.js';
import { html, type Markup, nothing } from './markup.js';
import { gradeName, number, type Page, paragraph, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** Who moves up and down, and how many there are of each grade before and after. */
export function gradesSection(page: Page): Section {
  const { model, words } = page;
  const compared =
    model.grades.baseline === 'previous'
      ? words.grades.comparedWithPrevious
      : words.grades.comparedWithBestSource;
  const { superseding } = model;
  const corrected = superseding === undefined ? nothing : paragraph(words.grades.superseding(superseding));
  const body = html`${paragraph(compared)}${corrected}${movement(page)}${counts(page)}`;
  return { id: 'grades', title: words.grades.title, body };
}

interface Move {
  readonly kind: 'up' | 'same' | 'down' | 'left' | 'new';
  readonly name: string;
  readonly value: number;
}

function movesOf({ model: { grades }, words }: Page): readonly Move[] {
  return [
    { kind: 'up', name: words.grades.upLong, value: grades.up },
    { kind: 'same', name: words.grades.sameLong, value: grades.same },
    { kind: 'down', name: words.grades.downLong, value: grades.down },
    { kind: 'left', name: words.grades.leftLong, value: grades.left },
    { kind: 'new', name: words.grades.withoutBaselineLong, value: grades.without_baseline },
  ];
}

function movement(page: Page): Markup {
  const { model, words } = page;
  const moves = movesOf(page);
  const { total } = model.members;
  const description = moves.map(({ name, value }) => `${name} ${words.share({ part: value, of: total })}`);
  const bar = { title: words.grades.movementBar, description: description.join('; '), className: 'movement' };
  return html`${stackedBar(bar, moves)}
${table(page, {
  caption: words.grades.movementCaption,
  columns: [
    { head: words.members.kind, kind: 'text', cell: keyed },
    { head: words.members.count, kind: 'number', cell: ({ value }) => number(page, value) },
    { head: words.members.share, kind: 'number', cell: ({ value }) => percentOf(page, value, total) },
  ],
  rows: moves,
  foot: [html`${words.total}`, number(page, total), nothing],
})}${gradesSign(model.grades, total) === '=' ? nothing : html`<p class="wrong">${words.doesNotAddUp}</p>\n`}`;
}

function keyed({ kind, name }: Move): Markup {
  return html`<span class="key ${kind}"></span>${name}`;
}

function counts(page: Page): Markup {
  const words = page.words.grades;
  const rows = page.model.grades.counts;
  const most = Math.max(0, ...rows.flatMap(({ before, after }) => [before, after]));
  const before = totalOf(rows, (row) => row.before);
  const after = totalOf(rows, (row) => row.after);
  return table<GradeCount>(page, {
    caption: words.countsCaption,
    columns: [
      { head: words.grade, kind: 'text', cell: ({ grade }) => gradeName(page, grade) },
      { head: words.before, kind: 'number', cell: (row) => number(page, row.before) },
      { head: words.after, kind: 'number', cell: (row) => number(page, row.after) },
      { head: words.difference, kind: 'number', cell: (row) => difference(page, row.after - row.before) },
      { head: words.bar, kind: 'chart', cell: (row) => bars(page, row, most) },
    ],
    rows,
    foot: [
      html`${page.words.total}`,
      number(page, before),
      number(page, after),
      difference(page, after - before),
      barKey(page),
    ],
  });
}

function difference({ words }: Page, value: number): Markup {
  return html`${words.difference({ value })}`;
}

function bars({ words }: Page, { grade, before, after }: GradeCount, most: number): Markup {
  const name = grade ?? words.grades.noGrade;
  const description = words.grades.barDescription({ grade: name, before, after });
  return pairedBars(
    { title: description, description: words.grades.countsCaption, className: 'bars' },
    [
      { kind: 'before', value: before },
      { kind: 'after', value: after },
    ],
    most,
  );
}

function barKey({ words }: Page): Markup {
  return html`<span class="legend"><span><span class="key before"></span>${words.grades.before}</span><span><span class="key after"></span>${words.grades.after}</span></span>`;
}
