import type { MemberExample } from '../model/examples.js';
import { movementOf } from '../rank.js';
import { html, input, type Markup, nothing } from './markup.js';
import { gradeName, type Page } from './page.js';
import type { Column } from './table.js';

/** The columns by which a member that stands for others is told: who it is, what it was, what it gets. */
export function exampleColumns<T extends MemberExample>(page: Page): readonly Column<T>[] {
  const words = page.words.decisions;
  return [
    { head: words.member, kind: 'text', cell: ({ member_id }) => input(member_id) },
    { head: words.name, kind: 'text', cell: ({ name }) => nameCell(name) },
    { head: words.sourceGrades, kind: 'text', cell: ({ source_grades }) => sourceGrades(source_grades) },
    { head: words.change, kind: 'text', cell: (example) => change(page, example) },
  ];
}

export function nameCell(name: string | null): Markup {
  return name === null ? nothing : html`<span class="nowrap">${input(name)}</span>`;
}

function sourceGrades(grades: MemberExample['source_grades']): Markup {
  const pieces = grades.map(
    ({ source, label }, at) =>
      html`${at === 0 ? '' : ', '}<span class="nowrap"><span class="quiet">${input(source)}</span> ${label === null ? '-' : input(label)}</span>`,
  );
  return html`${pieces}`;
}

function change(page: Page, { before, after }: MemberExample): Markup {
  const movement = movementOf(page.model.grades.ladder, before, after);
  const tone = { loses: 'down', gains: 'up', stays: 'same' }[movement];
  return html`<span class="nowrap">${gradeName(page, before)} → <b class="${tone}">${gradeName(page, after)}</b></span>`;
}
