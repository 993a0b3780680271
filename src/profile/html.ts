import { headOf, privacy } from '../report/html/header.js';
import { html } from '../report/html/markup.js';
import { paragraph, renderSection, type Sheet } from '../report/html/page.js';
import { shownSection } from '../report/html/shown.js';
import { type Language, messagesIn } from '../report/messages.js';
import type { Shown } from '../report/shown.js';
import type { FileProfile } from './profile.js';
import { sectionsOf } from './sections.js';

/** The profiles as one HTML file that loads nothing and runs nothing. */
export function profileHtml(files: readonly FileProfile[], { lang }: { readonly lang: Language }): string {
  const sheet: Sheet = { lang, words: messagesIn(lang) };
  const { words } = sheet;
  const sections = files.flatMap((file, at) => sectionsOf(file, words, at));
  return html`<!doctype html>
<html lang="${lang}">
${headOf(words.profile.heading)}<body>
<header>
<h1>${words.profile.heading}</h1>
${paragraph(words.profile.intro)}${privacy(words, { masked: true })}</header>
<main>
${sections.map((shown) => renderSection(shownSection(sheet, labelled(shown))))}</main>
</body>
</html>
`.markup;
}

/** Each file has tables with the same captions. */
function labelled({ title, tables, ...shown }: Shown): Shown {
  return { ...shown, title, tables: tables.map((one) => ({ ...one, label: `${title}: ${one.caption}` })) };
}
