/// <reference lib="dom" />
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 up to AA, and what axe recommends beyond it. No rule is switched off. */
const RULES: readonly string[] = [
  ...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  'best-practice',
];

/** What axe-core finds in the page as it is, and then the texts without enough contrast. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(runAxe, RULES);
  await page.evaluate(spreadOut);
  return [...violations, ...(await page.evaluate(contrastFaults))];
}

async function runAxe(rules: readonly string[]): Promise<readonly string[]> {
  const { axe: here } = window as unknown as { readonly axe: typeof axe };
  const options = { runOnly: [...rules], rules: { 'color-contrast': { enabled: false } } };
  const { violations } = await here.run(document, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const because = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${html.slice(0, 120)}: ${because}`;
    }),
  );
}

/** Text on a gradient, or scrolled out of its box, is undecided for axe: all tables of ours are. */
function spreadOut(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{background-image:none!important;overflow:visible!important}');
  document.adoptedStyleSheets = [sheet];
}

/** Undecided is a fault, too. `inkFaults` asks about drawings. */
async function contrastFaults(): Promise<readonly string[]> {
  const { axe: here } = window as unknown as { readonly axe: typeof axe };
  // Without these a text of one character, such as 0, and one of signs, such as an arrow, are undecided.
  const checks = { 'color-contrast': { options: { ignoreLength: true, ignoreUnicode: false } } };
  const options: axe.RunOptions & { readonly checks: typeof checks } = {
    ...{ runOnly: { type: 'rule', values: ['color-contrast'] } },
    checks,
  };
  const { violations, incomplete } = await here.run(document, options);
  const nodes = [...violations, ...incomplete].flatMap((result) => result.nodes);
  return nodes
    .filter(({ html }) => !/^<(text|tspan)\b/.test(html))
    .map(({ html, any }) => `color-contrast: ${html.slice(0, 120)}: ${any.map(({ message }) => message)}`);
}
