import { escapeTerminal } from '../escape.js';

/** Letters of any script, digits, and the signs of our own sentences: no Markdown begins with any of them. */
const HARMLESS = /^[\p{L}\p{N}\p{M} .,;:?'"()+−→=≠%/-]*$/u;

/** What sites make links of, or pictures, without any sign of Markdown; the tables of a plan end in no domain. */
const LINKED = /www\.|:\/\/|:[\w+-]+:|\bGH-\d|\b[0-9a-f]{7,}\b|\.(?!csv\b|parquet\b)\p{L}/iu;

/** What a line or a cell must not begin with: lists, headings underlined, numbered lists. */
const LEADING = /^\s|^[-+=:]|^\d+[.)]\s/u;

/**
 * Text within a line or a cell of Markdown, which nothing becomes of: no link, no mention, no HTML, no emphasis, no
 * other cell. What is not plainly words stands in a code span, since mentions and addresses are found behind a
 * backslash as well, but in no code span.
 */
export function inertMarkdown(text: string): string {
  const seen = escapeTerminal(text);
  if (seen === '') return '';
  return HARMLESS.test(seen) && !LINKED.test(seen) && !LEADING.test(seen) ? seen : codeSpan(seen);
}

/** A code span that a cell of a table can hold. Takes text without control characters. */
function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  // A bar ends a cell even in a code span, unless a backslash stands before it; so do those that already do.
  const inner = text.replace(/(\\*)\|/g, (_, slashes: string) => `${slashes}${slashes}\\|`);
  const pad = /^`|`$|^ .* $|^ +$/.test(inner) ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}
