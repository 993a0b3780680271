import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { place, type Spot } from './spot.js';

/** Cells by row and column, both from 0. */
type Grid = readonly (readonly Cell[])[];
type Cell = { readonly kind: 'number' | 'text'; readonly text: string } | undefined;

/** A number of a sheet as it is written there, so that it is no text of the same digits. */
export function sheetNumber(value: number | string): string {
  return `#${value}`;
}

/**
 * Every number of a workbook, and every text with digits where a sheet has tables below each other or says how many
 * rows it has. What the rows of a list say in words is what the files say.
 */
export function sheetSpots(bytes: Uint8Array): readonly Spot[] {
  const parts = unzipSync(bytes);
  const names = attributesOf(part(parts, 'xl/workbook.xml'), 'sheet').map(({ name = '' }) => name);
  return names.flatMap((name, at) => {
    const grid = gridOf(part(parts, `xl/worksheets/sheet${at + 1}.xml`));
    if (name === 'Summary') return summarySpots(name, grid);
    return name === 'Matrix' ? matrixSpots(name, grid) : listSpots(name, grid);
  });
}

function part(parts: Readonly<Record<string, Uint8Array>>, name: string): string {
  const bytes = parts[name];
  if (bytes === undefined) throw new Error(`the workbook has no ${name}`);
  return strFromU8(bytes);
}

function attributesOf(xml: string, tag: string): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === tag) found.push({ ...attributes });
  });
  parser.write(xml).close();
  return found;
}

/** Titles, captions, headings and rows, as they stand below each other: a caption is alone in its row. */
function summarySpots(name: string, grid: Grid): readonly Spot[] {
  let caption = '';
  let heads: readonly Cell[] = [];
  const top = grid.findIndex((row) => row.length === 0);
  return grid.flatMap((row, at) => {
    if (at < top && row.length > 1) return spotsOf(row, () => place(name, row[0]?.text ?? '', 'fact'));
    const [first] = row;
    const isAlone = row.filter((cell) => cell !== undefined).length === 1 && first?.kind === 'text';
    if (row.length === 0) heads = [];
    if (isAlone && heads.length === 0) {
      caption = first.text;
      heads = (grid[at + 1]?.filter((cell) => cell !== undefined).length ?? 0) > 1 ? HEADS_FOLLOW : [];
      return [{ place: place(name, 'text'), text: first.text }];
    }
    if (heads === HEADS_FOLLOW) {
      heads = row;
      return spotsOf(row, () => place(name, caption, 'head'));
    }
    return spotsOf(row, (n) => place(name, caption, first?.text ?? '', heads[n]?.text ?? ''));
  });
}

const HEADS_FOLLOW: readonly Cell[] = [undefined];

/** A caption, the headings, and rows that two cells name. */
function matrixSpots(name: string, [caption = [], heads = [], ...rows]: Grid): readonly Spot[] {
  return [
    ...spotsOf(caption, () => place(name, 'text')),
    ...spotsOf(heads, () => place(name, 'head')),
    ...rows.flatMap((row) =>
      spotsOf(row, (n) => place(name, row[0]?.text ?? '', row[1]?.text ?? '', heads[n]?.text ?? '')),
    ),
  ];
}

/** Hidden names, how many there are, headings, and rows by their number. */
function listSpots(name: string, [names = [], counts = [], , ...rows]: Grid): readonly Spot[] {
  return [
    ...spotsOf(counts, () => place(name, 'text')),
    ...rows.flatMap((row, at) =>
      spotsOf(row, (n) => `${name} > row ${at + 1} > ${names[n]?.text ?? ''}`).filter((_, n) => {
        const cell = row.filter((one) => one !== undefined)[n];
        return cell?.kind === 'number';
      }),
    ),
  ];
}

function spotsOf(row: readonly Cell[], at: (column: number) => string): readonly Spot[] {
  return row.flatMap((cell, n) =>
    cell === undefined
      ? []
      : [{ place: at(n), text: cell.kind === 'number' ? sheetNumber(cell.text) : cell.text }],
  );
}

/** The cells of a sheet. Throws for a formula. */
function gridOf(xml: string): Grid {
  const rows: Cell[][] = [];
  let [address, type, value, element] = ['', '', '', ''];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    element = name;
    if (name === 'f') throw new Error(`${address} is a formula`);
    if (name === 'row') rows[Number(attributes.r) - 1] = [];
    if (name !== 'c') return;
    [address, type, value] = [attributes.r ?? '', attributes.t ?? 'n', ''];
  });
  parser.on('text', (text) => {
    if (element === 'v' || element === 't') value += text;
  });
  parser.on('closetag', ({ name }) => {
    element = '';
    if (name !== 'c' || value === '') return;
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const line = rows[Number(row) - 1];
    if (line !== undefined) line[columnOf(letters)] = { kind: type === 'n' ? 'number' : 'text', text: value };
  });
  parser.write(xml).close();
  return Array.from(rows, (row) => Array.from(row ?? []));
}

function columnOf(letters: string): number {
  return [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
