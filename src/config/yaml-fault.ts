import type { YAMLError } from 'yaml';

/** What to do about text that is no YAML: the parser's own words say only what it met. */
export function yamlHint({ code }: YAMLError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'put blanks in the place of the tab';
    case 'BAD_INDENT':
    case 'MULTIPLE_DOCS':
      return 'let all keys of one mapping begin in the same column, and close each [ and {';
    case 'MISSING_CHAR':
      return 'close the quote, [ or { that stands open, or put a text with : or # into quotes';
    case 'BAD_ALIAS':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
      return 'put a text that begins with one of * & ! % @ ` into quotes';
    case 'TAG_RESOLVE_FAILED':
      return 'take the ! out, or put the text into quotes';
    default:
      return 'compare the line with the example in docs/config.md; a text with : or # stands in quotes';
  }
}
