import { html, type Markup } from './markup.js';
import { figure, figures, number, type Page } from './page.js';

/** The few numbers that a reader in a hurry takes away. */
export function renderSummary(page: Page): Markup {
  const { members, grades, matching } = page.model;
  const { words } = page;
  const some = (label: string, part: number) =>
    figure(label, number(page, part), words.percentOf({ part, of: members.total }));
  return html`<section id="summary" class="summary" aria-labelledby="summary-title">
<h2 id="summary-title">${words.page.summary}</h2>
${figures(
  figure(words.members.total, number(page, members.total), ''),
  some(words.members.new, members.new),
  some(words.grades.up, grades.up),
  some(words.grades.down, grades.down),
  some(words.grades.left, grades.left),
  figure(words.matching.review, number(page, matching.review), ''),
)}</section>
`;
}
