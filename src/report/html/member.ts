import type { MemberStory, MemberTable } from '../member-tables.js';
import { type Language, messagesIn } from '../messages.js';
import { fact, headOf, privacy } from './header.js';
import { html, input, type Markup } from './markup.js';
import { paragraph, renderSection, type Section, type Sheet } from './page.js';
import { scrolling, table } from './table.js';
import { type Fall, waterfallSvg } from './waterfall.js';

interface MemberPage {
  readonly memberId: string;
  readonly story: MemberStory;
  readonly falls: readonly Fall[];
  readonly project: string;
  readonly runId: string;
  readonly asOf: string;
  readonly masked: boolean;
  readonly lang: Language;
}

/** One member as one HTML file that loads nothing and runs nothing, to be sent or printed. */
export function renderMember(page: MemberPage): string {
  const sheet: Sheet = { lang: page.lang, words: messagesIn(page.lang) };
  const { member } = sheet.words;
  return html`<!doctype html>
<html lang="${page.lang}">
${headOf(member.title({ member: page.memberId }))}<body>
<header>
<p class="eyebrow">${input(page.project)}</p>
<h1>${input(member.title({ member: page.memberId }))}</h1>
<dl class="facts">
${fact(sheet.words.page.asOf, input(page.asOf))}${fact(sheet.words.page.runId, input(page.runId))}</dl>
${privacy(sheet.words, page)}</header>
<main>
${sectionsOf(sheet, page).map(renderSection)}</main>
</body>
</html>
`.markup;
}

function sectionsOf(sheet: Sheet, { story, falls }: MemberPage): readonly Section[] {
  const { member } = sheet.words;
  const drawn = falls.length === 0 ? html`` : drawing(sheet, falls);
  const tables = [...story.member, story.links, ...story.trace];
  const sections = tables.map((one, at): Section => {
    const notes = at === story.member.length + 1 ? story.notes.map(paragraph) : [];
    const picture = one === story.links ? drawn : html``;
    return { id: `part-${at + 1}`, title: one.title, body: html`${notes}${tableOf(sheet, one)}${picture}` };
  });
  const changes =
    story.changes.rows.length === 0 ? paragraph(member.nothingChanged) : tableOf(sheet, story.changes);
  return [...sections, { id: 'changes', title: story.changes.title, body: changes }];
}

function drawing(sheet: Sheet, falls: readonly Fall[]): Markup {
  const { words } = sheet;
  return scrolling(sheet, words.weights.pictureTitle, waterfallSvg(falls, { words }));
}

function tableOf(sheet: Sheet, { title, columns, rows }: MemberTable): Markup {
  return table(sheet, {
    caption: title,
    columns: columns.map((head, at) => ({
      head,
      kind: isNumbers(rows, at) ? 'number' : 'text',
      cell: (row: readonly string[]) => input(row[at] ?? ''),
    })),
    rows,
  });
}

function isNumbers(rows: MemberTable['rows'], at: number): boolean {
  return at > 0 && rows.every((row) => /^([+-]?[\d,.]+|-|)$/.test(row[at] ?? ''));
}
