import type { TakenBackReport } from '../model/taken-back.js';
import { takenBackLines } from '../sentences/taken-back.js';
import { html, input } from './markup.js';
import type { Page, Section } from './page.js';

/** What a revert does. */
export function takenBackSection(page: Page, report: TakenBackReport): Section {
  const lines = takenBackLines(page.words, report).map((line) => html`<li>${input(line)}</li>\n`);
  return { id: 'taken-back', title: page.words.takenBack.title, body: html`<ul>\n${lines}</ul>\n` };
}
