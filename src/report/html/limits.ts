import type { LimitReport } from '../model/limits.js';
import { type LimitText, limitText } from '../sentences/limit.js';
import { html, input } from './markup.js';
import { type Page, paragraph, type Section } from './page.js';
import { table } from './table.js';

interface Row extends LimitText {
  readonly limit: LimitReport;
}

/** Every limit with what was measured, kept or not. */
export function limitsSection(page: Page): Section {
  const { model, words } = page;
  const kept = model.limits.filter((limit) => limit.passed).length;
  const rows = model.limits.map((limit): Row => ({ ...limitText(words, limit), limit }));
  const body = html`${paragraph(words.limits.keptOf({ kept, all: model.limits.length }))}${table(page, {
    caption: words.limits.caption,
    columns: [
      { head: words.limits.limit, kind: 'text', cell: nameAndCode },
      { head: words.limits.scope, kind: 'text', cell: ({ scope }) => input(scope) },
      { head: words.limits.measured, kind: 'number', cell: ({ measured }) => html`${measured}` },
      { head: words.limits.setting, kind: 'text', cell: ({ setting }) => html`${setting}` },
      {
        head: words.limits.outcome,
        kind: 'text',
        cell: ({ tone, outcome }) => html`<b class="${tone}">${outcome}</b>`,
      },
    ],
    rows,
  })}`;
  return { id: 'limits', title: words.limits.title, body };
}

function nameAndCode({ name, limit }: Row) {
  return html`${input(name)} <code class="quiet">${input(limit.name)}</code>`;
}
