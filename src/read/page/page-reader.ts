import { Parser } from 'htmlparser2';
import type { TableRows } from './table-rows.js';

/** What is shown nowhere. */
const UNSEEN = new Set(['script', 'style', 'title', 'textarea', 'xml']);

/** Takes a page in pieces and tells the rows of its tables; `end` it, so that one that breaks off is found. */
export function pageReader(rows: TableRows): Parser {
  let unseen = 0;
  return new Parser({
    onopentag(name, attributes) {
      if (UNSEEN.has(name)) unseen++;
      rows.open(name, attributes);
    },
    onclosetag(name, isImplied) {
      if (UNSEEN.has(name)) unseen--;
      // A table that nothing closes but the end of the page is not all there.
      if (name !== 'table' || !isImplied) rows.close(name);
    },
    ontext(text) {
      if (unseen === 0) rows.text(text);
    },
  });
}
