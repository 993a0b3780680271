import { html, input, type Markup, nothing } from './markup.js';
import type { Page } from './page.js';

interface Decided {
  readonly rule: string;
  readonly adjusted_by: string | null;
}

/** The name of the rule that decided, and of the adjustment after it. */
export function ruleName({ rule, adjusted_by: by }: Decided): Markup {
  return by === null ? input(rule) : html`${input(rule)} · ${input(by)}`;
}

/** What they say, in the words of the rules; nothing where nobody told, as of those to whom no rule applied. */
export function ruleTexts({ model, lang }: Page, { rule, adjusted_by: by }: Decided): readonly string[] {
  const told = model.rules.told?.[lang];
  if (told === undefined) return [];
  const find = (list: typeof told.decisions, name: string | null) =>
    list.filter((one) => one.name === name).map(({ text }) => text);
  return [...find(told.decisions, rule), ...find(told.adjustments, by)];
}

/** The names, and below them what they say. */
export function toldRule(page: Page, decided: Decided): Markup {
  const texts = ruleTexts(page, decided).map((text) => html`<div class="note">${input(text)}</div>`);
  return html`${ruleName(decided)}${texts.length === 0 ? nothing : texts}`;
}
