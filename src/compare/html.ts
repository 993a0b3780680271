import { fact, headOf, privacy } from '../report/html/header.js';
import { html, input, type Markup } from '../report/html/markup.js';
import { paragraph, renderSection, type Section, type Sheet } from '../report/html/page.js';
import { shownSection } from '../report/html/shown.js';
import { type Language, messagesIn } from '../report/messages.js';
import type { RuleComparison } from './model.js';
import { openingOf, sectionsOf } from './sections.js';

/** The comparison as one HTML file that loads nothing and runs nothing. The same value gives the same bytes. */
export function comparisonHtml(comparison: RuleComparison, { lang }: { readonly lang: Language }): string {
  const sheet: Sheet = { lang, words: messagesIn(lang) };
  const { words } = sheet;
  const sections = sectionsOf(comparison, words).map((shown) => shownSection(sheet, shown));
  const title = words.comparison.title({ project: comparison.project, asOf: comparison.as_of });
  return html`<!doctype html>
<html lang="${lang}">
${headOf(title)}<body>
${header(comparison, sheet)}<main>
${contents(sheet, sections)}${sections.map(renderSection)}</main>
</body>
</html>
`.markup;
}

function header(comparison: RuleComparison, { words }: Sheet): Markup {
  const { project, as_of, time_zone } = comparison;
  return html`<header>
<p class="eyebrow">${input(project)}</p>
<h1>${words.comparison.heading}</h1>
<dl class="facts">
${fact(words.page.asOf, html`${input(as_of)} (${input(time_zone)})`)}</dl>
${privacy(words, comparison)}${openingOf(comparison, words).map(paragraph)}</header>
`;
}

function contents({ words }: Sheet, sections: readonly Section[]): Markup {
  const links = sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>\n`);
  return html`<nav aria-labelledby="contents-title">
<h2 id="contents-title">${words.page.contents}</h2>
<ul>
${links}</ul>
</nav>
`;
}
