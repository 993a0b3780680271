import { liveText } from '../engine/inert.js';
import { type Decision, decisionOf } from './decision-word.js';
import type { DecidedTable, ReadColumn } from './header-row.js';
import type { ReviewFault } from './review-faults.js';
import type { CellPlace, SheetRow } from './sheet.js';

/** A line of a file on which somebody has decided. */
export interface GivenLine {
  readonly decision: Decision;
  /** The place of a cell of the line. */
  readonly placeOf: (column: ReadColumn) => CellPlace;
  readonly source_l: string;
  readonly id_l: string;
  /** Empty for a row that is decided on alone. */
  readonly source_r: string;
  readonly id_r: string;
  /** Empty where the file does not say it. */
  readonly rows_hash: string;
  readonly by: string;
  readonly note: string;
}

interface Given {
  readonly lines: readonly GivenLine[];
  readonly undecided: number;
  readonly faults: readonly ReviewFault[];
}

/**
 * The lines of a table that have a decision. Rows of words for people are left out: those without a hash and without
 * the name of a source, such as headings in the reader's language.
 */
export function givenLines(
  file: string,
  table: DecidedTable,
  { sources }: { readonly sources: ReadonlySet<string> },
): Given {
  const lines: GivenLine[] = [];
  const faults: ReviewFault[] = [];
  let undecided = 0;
  for (const row of table.rows) {
    const read = readerOf(table, row);
    const written = read('decision');
    const decision = decisionOf(written);
    const isPair = isHash(read('rows_hash')) || sources.has(read('source_l'));
    if (written === '') undecided += isPair ? 1 : 0;
    else if (decision !== undefined) lines.push(lineOf(decision, { file, table, row }));
    else if (isPair) faults.push(unknownWord(placeIn({ file, table, row }, 'decision')));
  }
  return { lines, undecided, faults };
}

interface RowOfFile {
  readonly file: string;
  readonly table: DecidedTable;
  readonly row: SheetRow;
}

/** Also one that a spreadsheet has taken for a number. */
function isHash(text: string): boolean {
  return /^[0-9a-f]{16}$/i.test(text) || /^\d[\d.]*(E\+?\d+)?$/i.test(text);
}

function readerOf({ columns }: DecidedTable, { cells }: SheetRow): (column: ReadColumn) => string {
  return (column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
}

function placeIn({ file, table, row }: RowOfFile, column: ReadColumn): CellPlace {
  const at = table.columns.get(column) ?? table.columns.get('decision') ?? 0;
  return { file, sheet: table.sheet, line: row.line, column: at + 1 };
}

function lineOf(decision: Decision, at: RowOfFile): GivenLine {
  const read = readerOf(at.table, at.row);
  const id = (column: 'id_l' | 'id_r') => {
    const text = read(column);
    return liveText(at.table.sheet === null ? text : unescapedId(text));
  };
  return {
    decision,
    placeOf: (column) => placeIn(at, column),
    source_l: read('source_l'),
    id_l: id('id_l'),
    source_r: read('source_r'),
    id_r: id('id_r'),
    rows_hash: read('rows_hash').toLowerCase(),
    by: read('by'),
    note: read('note'),
  };
}

/** In the workbook of a report an id with a backslash or a character that cannot be seen is written in codes. */
function unescapedId(text: string): string {
  return text.replace(
    /\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\})/gi,
    (code, ...parts: string[]) => {
      const digits = parts.slice(0, 3).find((part) => part !== undefined);
      return digits === undefined ? code.slice(1) : String.fromCodePoint(Number.parseInt(digits, 16));
    },
  );
}

function unknownWord(place: CellPlace): ReviewFault {
  return {
    place,
    code: 'usage',
    message: 'this decision is none',
    hint: 'link (연결): one person; no_link (분리): two persons; alone (단독): the left row is nobody else; empty: not decided yet',
  };
}
