import type { Cell } from '../outline/cell.js';
import { cellXml, type LineStyle } from './cell-xml.js';
import { xmlText } from './xml.js';

/** A sheet to be written: its lines are asked for once, from the top. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly lines: AsyncIterable<Line> | Iterable<Line>;
  /** Rows at the top and columns at the left that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** The headings that filter the rows below them, by their row and the last row, from 1. */
  readonly filter?: { readonly head: number; readonly last: number };
}

export interface SheetColumn {
  /** In characters. */
  readonly width: number;
  readonly hidden?: true;
  /** Cells that a person fills in: with one of these values, or with anything. */
  readonly input?: { readonly values: readonly string[]; readonly complaint: string } | 'anything';
}

export interface Line {
  readonly style: LineStyle;
  readonly cells: readonly Cell[];
  /** Of each cell, whether it stands above numbers. */
  readonly right?: readonly boolean[];
}

/** The part of a sheet, piece by piece. */
export async function* sheetXml(sheet: Sheet): AsyncIterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${viewXml(sheet)}<sheetFormatPr defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`;
  let row = 0;
  for await (const line of sheet.lines) {
    row += 1;
    yield rowXml(row, line, sheet.columns);
  }
  yield `</sheetData>${filterXml(sheet)}${choicesXml(sheet)}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>${ignoredXml(sheet, row)}</worksheet>`;
}

/** The name of a column, from 0: A, B, ..., Z, AA. */
export function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

/** The cells that a filter is over, such as `A3:F120`, with dollar signs where they name something. */
export function filterRange({ columns, filter }: Sheet, sign: '' | '$' = ''): string | null {
  if (filter === undefined) return null;
  const last = columnName(columns.length - 1);
  return `${sign}A${sign}${filter.head}:${sign}${last}${sign}${Math.max(filter.last, filter.head)}`;
}

function viewXml({ frozen: { rows, columns } }: Sheet): string {
  const [x, y] = [columns > 0 ? ` xSplit="${columns}"` : '', rows > 0 ? ` ySplit="${rows}"` : ''];
  const pane = columns > 0 ? 'bottomRight' : 'bottomLeft';
  const topLeft = `${columnName(columns)}${rows + 1}`;
  return `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane${x}${y} topLeftCell="${topLeft}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${topLeft}" sqref="${topLeft}"/></sheetView></sheetViews>`;
}

function columnsXml({ columns }: Sheet): string {
  const cols = columns.map(
    ({ width, hidden }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}"${hidden ? ' hidden="1"' : ''} customWidth="1"/>`,
  );
  return `<cols>${cols.join('')}</cols>`;
}

function rowXml(row: number, { style, cells, right }: Line, columns: readonly SheetColumn[]): string {
  const written = cells.map((cell, at) =>
    cellXml(`${columnName(at)}${row}`, cell, {
      line: style === 'head' && right?.[at] === true ? 'headRight' : style,
      isInput: style === 'plain' && columns[at]?.input !== undefined,
    }),
  );
  return `<row r="${row}"${style === 'names' ? ' hidden="1"' : ''}>${written.join('')}</row>`;
}

function filterXml(sheet: Sheet): string {
  const range = filterRange(sheet);
  return range === null ? '' : `<autoFilter ref="${range}"/>`;
}

function choicesXml({ columns, filter }: Sheet): string {
  if (filter === undefined || filter.last === filter.head) return '';
  const rules = columns.flatMap(({ input }, at) => {
    if (input === undefined || input === 'anything') return [];
    const cells = `${columnName(at)}${filter.head + 1}:${columnName(at)}${filter.last}`;
    return [
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" error="${xmlText(input.complaint)}" sqref="${cells}"><formula1>"${input.values.join(',')}"</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** Ids are digits that are no number: the program that shows them need not wonder. */
function ignoredXml({ columns }: Sheet, rows: number): string {
  const range = `A1:${columnName(columns.length - 1)}${Math.max(rows, 1)}`;
  return `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`;
}
