import { type Language, type Messages, messagesIn } from '../messages.js';
import type { ReportModel } from '../model.js';
import { html, input, type Markup } from './markup.js';

/** What any page is written with. */
export interface Sheet {
  readonly lang: Language;
  readonly words: Messages;
}

/** What every section is made from. */
export interface Page extends Sheet {
  readonly model: ReportModel;
}

export interface Section {
  /** Target of the link in the contents. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export function pageOf(model: ReportModel, lang: Language): Page {
  return { model, lang, words: messagesIn(lang) };
}

/** A section under its own second-level heading. */
export function renderSection({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}</section>
`;
}

export function number(page: Sheet, value: number): Markup {
  return html`${page.words.number({ value })}`;
}

/** A percentage never stands without what it is taken of. */
export function share(page: Sheet, part: number, of: number): Markup {
  return html`<span class="share">${page.words.share({ part, of })}</span>`;
}

/** The percentage alone, for the cell to the right of the count itself. */
export function percentOf({ words }: Sheet, part: number, of: number): Markup {
  return html`<span class="share">${words.percentOf({ part, of })}</span>`;
}

/** A grade, or in words that there is none. */
export function gradeName(page: Sheet, grade: string | null): Markup {
  return grade === null ? html`<span class="quiet">${page.words.grades.noGrade}</span>` : input(grade);
}

/** One of the numbers a section opens with; `note` says in words what it counts. */
export function figure(label: string, value: Markup, note: string): Markup {
  const small = note === '' ? html`` : html`<p class="note">${note}</p>`;
  return html`<div class="figure"><dt>${label}</dt><dd>${value}${small}</dd></div>
`;
}

export function figures(...all: readonly Markup[]): Markup {
  return html`<dl class="figures">
${all}</dl>
`;
}

export function paragraph(text: string): Markup {
  return html`<p>${text}</p>
`;
}
