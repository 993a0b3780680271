/** Stands for a comma while the YAML parser looks; a noncharacter that no text has. */
const STAND_IN = '\uFFFE';

/** How far a parenthesis may be from the one that closes it; without a bound, many open ones take minutes. */
const LONGEST = 1_000;

/**
 * YAML ends an unquoted text inside `{ }` at the next comma, so that `{ grade: highest(map, band(spend)) }`
 * would lose half of its expression. A comma between parentheses that close on the same line belongs to the
 * text; it is hidden from the parser by something of the same length, so every position stays right.
 */
export function hideCommas(text: string): string {
  let shown = '';
  let depth = 0;
  let position = 0;
  while (position < text.length) {
    const end = pieceEnd(text, position, depth);
    const piece = text.slice(position, end);
    if (piece === '{' || piece === '[') depth++;
    if (piece === '}' || piece === ']') depth = Math.max(0, depth - 1);
    shown += piece.startsWith('(') ? piece.replaceAll(',', STAND_IN) : piece;
    position = end;
  }
  return shown;
}

/** Where a comment, a quoted text or, inside braces, a pair of parentheses ends; else the next character. */
function pieceEnd(text: string, position: number, depth: number): number {
  const character = text[position];
  if (character === '#' && /\s|^$/u.test(text[position - 1] ?? '')) return lineEnd(text, position);
  if ((character === '"' || character === "'") && beginsValue(text, position))
    return quoteEnd(text, position) + 1;
  if (character === '(' && depth > 0) return (closingOf(text, position) ?? position) + 1;
  return position + 1;
}

/** The text as it was written. */
export function showCommas(text: string): string {
  return text.replaceAll(STAND_IN, ',');
}

/** Whether a quote here opens a quoted text, or is an apostrophe inside an unquoted one. */
function beginsValue(text: string, position: number): boolean {
  let at = position - 1;
  for (; at >= 0 && /\s/u.test(text.charAt(at)); at--) if (text[at] === '\n') return true;
  if (at < 0 || '\n{[,'.includes(text.charAt(at))) return true;
  return at < position - 1 && ':-?'.includes(text.charAt(at));
}

function quoteEnd(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote && text[at + 1] === quote && quote === "'") at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** The parenthesis that closes this one on the same line, SQL texts in between left alone. */
function closingOf(text: string, open: number): number | undefined {
  const end = open + lineEnd(text.slice(open, open + LONGEST), 0);
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === "'" || text[at] === '"') at = quoteEnd(text, at);
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
