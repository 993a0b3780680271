import { membersSign } from '../balance.js';
import { html, type Markup, nothing } from './markup.js';
import { number, type Page, paragraph, percentOf, type Section } from './page.js';
import { table } from './table.js';

/** How many members there are, and what is new about them. */
export function membersSection(page: Page): Section {
  const { model, words } = page;
  const { members } = model;
  const body = html`${formula(page)}${table(page, {
    caption: words.members.caption,
    columns: [
      { head: words.members.kind, kind: 'text', cell: ({ name }) => html`${name}` },
      { head: words.members.count, kind: 'number', cell: ({ count }) => number(page, count) },
      {
        head: words.members.share,
        kind: 'number',
        cell: ({ count }) => percentOf(page, count, members.total),
      },
    ],
    rows: [
      { name: words.members.new, count: members.new },
      { name: words.members.changed, count: members.changed },
      { name: words.members.unchanged, count: members.unchanged },
    ],
    foot: [html`${words.total}`, number(page, members.total), nothing],
  })}${paragraph(words.members.goneNote({ gone: members.gone }))}`;
  return { id: 'members', title: words.members.title, body };
}

function formula({ model, words }: Page): Markup {
  const { total, new: added, changed, unchanged } = model.members;
  const sign = membersSign(model.members);
  const wrong = sign === '=' ? nothing : html`<p class="wrong">${words.doesNotAddUp}</p>\n`;
  return html`<p class="formula">${words.members.formula({ total, sign, added, changed, unchanged })}</p>
${wrong}`;
}
