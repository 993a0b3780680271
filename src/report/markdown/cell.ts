import type { Messages } from '../messages.js';
import { bits } from '../numbers.js';
import type { Cell } from '../outline/cell.js';
import { inertMarkdown } from './inert.js';

/** A value in the form of the reader's language. */
export function cellMarkdown(words: Messages, cell: Cell): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'text':
    case 'key':
      return inertMarkdown(cell.text);
    case 'count':
      return words.number(cell);
    case 'difference':
      return words.difference(cell);
    case 'share':
      return words.percentOf(cell);
    case 'amount':
      return words.amount(cell);
    case 'day':
      return cell.day;
    case 'bits':
      return bits(cell.thousandths);
  }
}
