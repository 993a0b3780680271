import { escapeTerminal } from '../escape.js';

/** What a cell of a spreadsheet holds at most. */
const LONGEST = 32_767;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as content or quoted value of XML: controls visible, and nothing that a spreadsheet takes for a character of another. */
export function xmlText(text: string): string {
  const seen = escapeTerminal(text)
    .slice(0, LONGEST)
    // Half a pair that the cut left, and what XML has no place for.
    .replace(/[\ufffe\uffff]|[\ud800-\udbff]$/g, '?')
    // ECMA-376, ST_Xstring: `_x001B_` is the escape character.
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return seen.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Text that stays text wherever the cell is copied or saved as CSV: behind an apostrophe when it begins like a
 * formula, as in the files of a plan. A sign with digits alone is a number, and a masked phone is no formula.
 */
export function inertText(text: string): string {
  if (/^[+-]\d+$/.test(text) || /^\+\d{1,3}\*\*+\d*$/.test(text)) return text;
  return /^'*[=+@\t\r-]/.test(text) ? `'${text}` : text;
}
