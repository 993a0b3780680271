import { wordsFor } from '../messages.js';
import type { RuleFinding, RulesReport } from '../model/rules.js';
import { html, input, type Markup, nothing } from './markup.js';
import { number, type Page, paragraph, type Section } from './page.js';
import { type Column, table } from './table.js';

/** What the rules in force say, what was proved of them, and what their author accepts and why. */
export function rulesSection(page: Page): Section {
  const body = html`${inWords(page)}${proofs(page)}${findings(page)}`;
  return { id: 'rules', title: page.words.ruleWords.title, body };
}

function inWords(page: Page): Markup {
  const { rules } = page.model;
  const words = page.words.ruleWords;
  const told = rules.told?.[page.lang];
  if (told === undefined) return nothing;
  const parts = told.sections.map(
    ({ title, lines }) => html`<div class="told"><h4>${title}</h4>
${lines.map((line) => html`<p>${input(line)}</p>\n`)}</div>
`,
  );
  const note = words.inForceNote({ path: rules.path, hash: rules.hash.slice(0, 12) });
  return html`<h3>${words.inForce}</h3>
<p>${input(note)}</p>
${parts}`;
}

type Proof = NonNullable<RulesReport['proofs']>[number];

function proofs(page: Page): Markup {
  const { proofs: rows } = page.model.rules;
  const words = page.words.ruleWords;
  if (rows === undefined) return nothing;
  return html`<h3>${words.proofsTitle}</h3>
${table<Proof>(page, {
  caption: words.proofsCaption,
  columns: [
    { head: words.proof, kind: 'text', cell: ({ kind }) => input(wordsFor(words.kinds, kind)) },
    { head: words.code, kind: 'text', cell: ({ kind }) => html`<code>${kind}</code>` },
    { head: words.found, kind: 'number', cell: ({ found }) => number(page, found) },
    { head: words.accepted, kind: 'number', cell: ({ accepted }) => number(page, accepted) },
    { head: words.open, kind: 'number', cell: (proof) => open(page, proof) },
  ],
  rows,
})}`;
}

function open(page: Page, { found, accepted }: Proof): Markup {
  const count = number(page, found - accepted);
  return found === accepted ? count : html`<b class="warn">${count}</b>`;
}

function findings(page: Page): Markup {
  const { findings: rows, path } = page.model.rules;
  const { origin, decisions, ruleWords: words } = page.words;
  if (rows.length === 0) return paragraph(origin.noFindings);
  const hasRules = rows.some(({ rule }) => rule !== undefined);
  const rule: Column<RuleFinding> = {
    head: decisions.rule,
    kind: 'text',
    cell: (one) => input(one.rule ?? ''),
  };
  return html`${table<RuleFinding>(page, {
    caption: origin.findingsCaption,
    columns: [
      { head: origin.line, kind: 'text', cell: ({ line }) => number(page, line) },
      { head: words.code, kind: 'text', cell: ({ kind }) => html`<code>${kind ?? ''}</code>` },
      ...(hasRules ? [rule] : []),
      { head: origin.finding, kind: 'text', cell: ({ message }) => input(message) },
      { head: words.because, kind: 'text', cell: ({ accepted }) => because(page, accepted) },
    ],
    rows,
  })}<p>${input(words.acceptIn({ path }))}</p>
`;
}

function because({ words }: Page, accepted: string | undefined): Markup {
  return accepted === undefined ? html`<b class="warn">${words.ruleWords.notAccepted}</b>` : input(accepted);
}
