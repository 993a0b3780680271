import { escapeTerminal } from '../escape.js';

/** An id of `review.csv` as the workbook writes it: without a character that cannot be seen, and reversible. */
export function shownId(id: string): string {
  return isPlain(id) ? id : escapeTerminal(id.replaceAll('\\', '\\\\'));
}

/** What `shownId` was given. */
export function idShown(shown: string): string {
  return shown.replace(
    /\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\})/g,
    (_, byte?: string, unit?: string, point?: string) => {
      const code = byte ?? unit ?? point;
      return code === undefined ? '\\' : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}

function isPlain(id: string): boolean {
  return !id.includes('\\') && escapeTerminal(id) === id;
}
