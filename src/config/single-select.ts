/**
 * Why a text is not one select, in words; undefined when it looks like one. The databases' own parsers and a
 * read-only transaction have the last word; this one stops what would break out of the parentheses around it.
 */
export function whyNoSelect(query: string): string | undefined {
  if (query.length > MOST) return `is longer than ${MOST} characters`;
  const bare = query.replaceAll(APART, ' ').trim();
  if (!/^\(*\s*(select|with)\b/i.test(bare)) return 'must begin with select or with';
  if (bare.includes(';')) return 'must be a single select, without a semicolon';
  return inPairs(bare) ? undefined : 'has a parenthesis without its other half';
}

const MOST = 20_000;

// Texts, quoted names and comments.
const APART = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\//g;

function inPairs(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(') open++;
    if (character === ')' && --open < 0) return false;
  }
  return open === 0;
}
