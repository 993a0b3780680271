import { isRounded, numberText } from './number-text.js';
import { unescaped } from './shared-texts.js';
import { walk } from './walk.js';
import type { WorkbookParts } from './workbook-parts.js';

/** Cells that do not hold what somebody once typed, counted. */
export interface CellCounts {
  /** Numbers of more than fifteen digits: Excel has made zeros of the rest. */
  longNumbers: number;
  /** Such as #N/A; they are empty in the copy. */
  errors: number;
}

export interface RowSink {
  /** A row that has a cell with text; `line` is its number in the sheet. */
  readonly row: (line: number, cells: readonly string[]) => void;
  /** Between chunks: whoever writes may let the reader wait, or have enough. */
  readonly pause: () => Promise<'done' | undefined>;
}

/** The rows of a sheet, hidden ones too, every cell as its text (ECMA-376, part 1, 18.3.1). Streamed. */
export async function readRows(
  xml: AsyncIterable<Buffer>,
  { texts, styles, is1904 }: Pick<WorkbookParts, 'texts' | 'styles' | 'is1904'>,
  { row: take, pause }: RowSink,
): Promise<CellCounts> {
  const counts: CellCounts = { longNumbers: 0, errors: 0 };
  let line = 0;
  let cells: string[] = [];
  let cell = { at: 0, type: 'n', style: 0 };
  let text = '';
  let isValue = false;
  let spoken = 0;
  const cellText = (): string => {
    switch (cell.type) {
      case 's':
        return texts.at(Number(text));
      case 'b':
        return text.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        counts.errors++;
        return '';
      case 'n': {
        const number = numberText(text, styles[cell.style] ?? 'plain', is1904);
        if (number !== undefined && isRounded(number)) counts.longNumbers++;
        return number ?? text;
      }
      default:
        return unescaped(text);
    }
  };
  await walk(
    xml,
    {
      open: ({ name, attribute }) => {
        if (name === 'row') {
          line = Number(attribute('r') ?? line + 1);
          cells = [];
        } else if (name === 'c') {
          const at = columnOf(attribute('r')) ?? cells.length;
          cell = { at, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0) };
          text = '';
        } else if (name === 'rPh') spoken++;
        isValue = name === 'v' || (name === 't' && spoken === 0);
      },
      close: (name) => {
        isValue = false;
        if (name === 'rPh') spoken--;
        if (name === 'c' && text !== '') {
          while (cells.length < cell.at) cells.push('');
          cells[cell.at] = cellText();
        }
        if (name === 'row' && cells.some((one) => one !== '')) take(line, cells);
      },
      text: (more) => {
        if (isValue) text += more;
      },
    },
    pause,
  );
  return counts;
}

/** From 0: `C5` gives 2. */
export function columnOf(reference: string | undefined): number | undefined {
  let column = 0;
  for (let i = 0; reference !== undefined && i < 3; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? undefined : column - 1;
}
