import { isDecimal } from '../decimal.js';
import type { Cell } from '../outline/cell.js';
import { type StyleName, styleNumber } from './styles.js';
import { inertText, xmlText } from './xml.js';

/** Which line of a sheet a cell is in, for its look. */
export type LineStyle =
  | 'plain'
  | 'foot'
  | 'head'
  | 'headRight'
  | 'title'
  | 'caption'
  | 'note'
  | 'command'
  | 'names';

/** One cell at its address. No cell is a formula; text is typed as text, in the sheet itself. */
export function cellXml(
  address: string,
  cell: Cell,
  { line, isInput }: { readonly line: LineStyle; readonly isInput: boolean },
): string {
  if (cell === null) return isInput ? `<c r="${address}" s="${styleNumber('input')}"/>` : '';
  if (cell.kind === 'key') return textXml(address, cell.text, 'text');
  if (cell.kind === 'text')
    return textXml(address, inertText(cell.text), isInput ? 'input' : textStyle(line));
  const number = numberOf(cell);
  if (number === null) {
    const style = line === 'foot' ? 'footText' : 'decimal';
    return cell.kind === 'amount' ? textXml(address, cell.decimal, style) : '';
  }
  return `<c r="${address}" s="${styleNumber(numberStyle(cell, line))}"><v>${number}</v></c>`;
}

function textXml(address: string, text: string, style: StyleName): string {
  return `<c r="${address}" s="${styleNumber(style)}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function textStyle(line: LineStyle): StyleName {
  if (line === 'plain' || line === 'names') return 'text';
  return line === 'foot' ? 'footText' : line;
}

/** As a spreadsheet keeps it; null for a decimal with more digits than a double holds, and a share of nothing. */
function numberOf(cell: Exclude<Cell, null | { kind: 'text' | 'key' }>): string | null {
  switch (cell.kind) {
    case 'count':
    case 'difference':
      return String(cell.value);
    case 'share':
      return cell.of === 0 ? null : String(cell.part / cell.of);
    case 'amount':
      return isDecimal(cell.decimal) && cell.decimal.replace(/\D/g, '').length <= 15 ? cell.decimal : null;
    case 'day':
      return String(serialOf(cell.day));
    case 'bits':
      return (cell.thousandths / 1000).toFixed(3);
  }
}

/** Days since 1899-12-30: a spreadsheet's calendar has a 29 February 1900, so it is one off before March of that year. */
function serialOf(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}

function numberStyle(cell: Exclude<Cell, null | { kind: 'text' | 'key' }>, line: LineStyle): StyleName {
  const kind = cell.kind === 'amount' && !cell.decimal.includes('.') ? 'count' : cell.kind;
  if (line !== 'foot') return kind;
  const foot = {
    count: 'footCount',
    amount: 'footAmount',
    difference: 'footDifference',
    share: 'footShare',
  } as const;
  return kind in foot ? foot[kind as keyof typeof foot] : kind;
}
