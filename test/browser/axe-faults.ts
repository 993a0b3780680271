/// <reference lib="dom" />
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * WCAG 2.2 up to AA, and what axe recommends beyond it. No rule is switched off; the contrast of texts in drawings
 * is asked by `inkFaults` instead.
 */
const RULES: readonly string[] = [
  ...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  'best-practice',
];

/** What axe-core finds, and the texts of which it cannot tell the contrast. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(withoutGradients);
  await page.evaluate(axe.source);
  return page.evaluate(runAxe, RULES);
}

/** Text on a gradient is undecided for axe, and all tables stand on one: the shadow that says there is more. */
function withoutGradients(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{background-image:none!important}');
  document.adoptedStyleSheets = [sheet];
}

async function runAxe(rules: readonly string[]): Promise<readonly string[]> {
  const { axe: here } = window as unknown as { readonly axe: typeof axe };
  const { violations, incomplete } = await here.run(document, {
    runOnly: [...rules],
    resultTypes: ['violations', 'incomplete'],
  });
  // A single sign such as an arrow is no text to axe; it has the ink of the text around it.
  const isSign = ({ any }: axe.NodeResult) => any.some(({ data }) => data?.messageKey === 'nonBmp');
  const isDrawn = ({ html }: axe.NodeResult) => /^<(text|tspan)\b/.test(html);
  const found = [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')];
  return found.flatMap(({ id, nodes }) => {
    const told = id === 'color-contrast' ? nodes.filter((node) => !isSign(node) && !isDrawn(node)) : nodes;
    return told.map(({ html, any, all, none }) => {
      const because = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${html.slice(0, 120)}: ${because}`;
    });
  });
}
