import type { Messages } from '../messages.js';
import type { ReportModel } from '../model.js';
import { constant, html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph } from './page.js';
import { style, styleSource } from './style.js';

/** The head of the report. */
export function renderHead({ model, words }: Page): Markup {
  return headOf(words.page.title({ project: model.project, asOf: model.as_of }));
}

/** The head of a page: what it is called, and that it may load nothing but its own style. */
export function headOf(title: string): Markup {
  const policy = `default-src 'none'; style-src ${styleSource()}; base-uri 'none'; form-action 'none'`;
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${constant(style)}</style>
</head>
`;
}

/** Which plan this is, in a few facts. */
export function renderHeader({ model, words }: Page): Markup {
  return html`<header>
<p class="eyebrow">${input(model.project)}</p>
<h1>${words.page.heading}</h1>
<dl class="facts">
${fact(words.page.asOf, html`${input(model.as_of)} (${input(model.time_zone)})`)}${fact(words.page.runId, input(model.run_id))}${fact(words.page.plan, html`<code>${input(model.plan_path)}</code>`)}${model.scope === undefined ? nothing : fact(words.page.scope, html`<code>${input(model.scope.condition)}</code>`)}</dl>
${scoped(words, model)}${privacy(words, model)}</header>
`;
}

function scoped({ page }: Messages, { scope }: ReportModel): Markup {
  if (scope === undefined) return nothing;
  const { persons, along, all_persons: all } = scope;
  return paragraph(page.scoped({ persons, all, along }));
}

export function fact(name: string, value: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;
}

/** Whether the page may lie about. */
export function privacy({ page }: Messages, { masked }: { readonly masked: boolean }): Markup {
  return html`<p class="${masked ? 'privacy' : 'privacy clear'}">${masked ? page.masked : page.notMasked}</p>
`;
}
