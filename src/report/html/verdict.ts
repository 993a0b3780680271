import { nextCommand } from '../command.js';
import { brokenLimits, moodOf, nextWords, verdictWords } from '../outcome.js';
import { contradictionLines } from '../sentences/contradictions.js';
import { limitText } from '../sentences/limit.js';
import { html, input, type Markup, nothing } from './markup.js';
import { type Page, paragraph } from './page.js';

/** What the reader has to do, before anything else: the status in words, who acts, and what to type. */
export function renderVerdict(page: Page): Markup {
  const { status } = page.model.verdict;
  const words = verdictWords(page.words, page.model);
  return html`<section id="verdict" class="verdict ${moodOf(status)}" aria-labelledby="verdict-title">
<h2 id="verdict-title">${words.name}</h2>
<p class="lead">${words.sentence}</p>
${contradicted(page)}${broken(page)}${command(page)}</section>
`;
}

function contradicted({ model, words }: Page): Markup {
  const lines = contradictionLines(words, model);
  if (lines.length === 0) return nothing;
  return html`<h3>${words.verdict.contradictions}</h3>
<ul>
${lines.map((line) => html`<li>${input(line)}</li>\n`)}</ul>
`;
}

function broken({ model, words }: Page): Markup {
  const limits = brokenLimits(model.limits);
  if (limits.length === 0) return nothing;
  return html`<h3>${words.verdict.limitsBroken}</h3>
<ul>
${limits.map((limit) => html`<li>${input(limitText(words, limit).line)}</li>\n`)}</ul>
`;
}

function command({ model, words }: Page): Markup {
  const typed = nextCommand(model);
  if (typed === null) return nothing;
  // A window breaks a line after the hyphens of an option, unless each word is a box of its own.
  const boxes = typed.split(' ').map((word, at) => html`${at === 0 ? '' : ' '}<span>${word}</span>`);
  return html`${paragraph(nextWords(words, model))}<pre class="command"><code>${boxes}</code></pre>
`;
}
