import { sheetNumber } from './sheet-spots.js';
import { type Claim, place } from './spot.js';

/** What is claimed of the page and of the workbook. */
export interface Claims {
  readonly page: readonly Claim[];
  readonly sheet: readonly Claim[];
}

/** A value as each of them writes it; empty where it writes nothing. */
export interface Cell {
  readonly page: string;
  readonly sheet: string;
  /** It names its row; what it says is claimed by nobody, where it has no number. */
  readonly isName?: true;
}

export interface Table {
  readonly section: string;
  /** The heading above it within the section. */
  readonly under?: string;
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function text(value: string): Cell {
  return { page: value, sheet: value };
}

export const NONE = text('');

export function named(value: string): Cell {
  return { ...text(value), isName: true };
}

/** `sign` stands before it on the page, where its column is a term of a sum. */
export function count(value: number, sign?: string): Cell {
  return { page: signed(whole(value), sign), sheet: sheetNumber(value) };
}

export function share(part: number, of: number): Cell {
  return { page: percentOf(part, of), sheet: of === 0 ? '' : sheetNumber(part / of) };
}

export function difference(value: number): Cell {
  return { page: value > 0 ? `+${whole(value)}` : whole(value), sheet: sheetNumber(value) };
}

/** A decimal text, with every digit. */
export function amount(decimal: string, sign?: string): Cell {
  const isLong = decimal.replace(/\D/g, '').length > 15;
  return { page: signed(grouped(decimal), sign), sheet: isLong ? decimal : sheetNumber(decimal) };
}

export function amountDifference(decimal: string): Cell {
  const { page, sheet } = amount(decimal);
  return { page: /^[-0]$|^-/.test(decimal) || decimal === '0' ? page : `+${page}`, sheet };
}

/** Thousandths of a bit. */
export function bits(thousandths: number | null): Cell {
  if (thousandths === null) return NONE;
  const written = (thousandths / 1000).toFixed(3);
  return { page: thousandths > 0 ? `+${written}` : written, sheet: sheetNumber(written) };
}

/** `1234` as `1,234`. */
export function whole(value: number): string {
  return grouped(String(value));
}

export function grouped(decimal: string): string {
  const [digits = '', fraction] = decimal.split('.');
  const all = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? all : `${all}.${fraction}`;
}

export function percentOf(part: number, of: number): string {
  return `${percent(part, of)} of ${whole(of)}`;
}

/** Two decimals, half away from zero, in integers; never none for some, nor all for not all. */
export function percent(part: number, of: number): string {
  if (of === 0) return '-';
  const hundredths = Math.floor((part * 20_000 + of) / (2 * of));
  if (part > 0 && part * 10_000 < of) return '<0.01%';
  if (part < of && part * 10_000 > of * 9_999) return '>99.99%';
  return `${whole(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}%`;
}

/** The claims of a table that the page and the workbook both have. */
export function onBoth(table: Table): Claims {
  return { page: pageTable(table), sheet: sheetTable(table) };
}

export function onPage(table: Table): Claims {
  return { page: pageTable(table), sheet: [] };
}

export function onSheet(table: Table): Claims {
  return { page: [], sheet: sheetTable(table) };
}

/** A sentence of a section, below a heading of it. */
export function sentence(section: string, words: string, under = ''): readonly Claim[] {
  return [{ place: place(...[section, under].filter((part) => part !== ''), 'text'), text: words }];
}

export function onSummary(words: string): readonly Claim[] {
  return [{ place: place('Summary', 'text'), text: words }];
}

/** A number that a section opens with, and what is said below it. */
export function figure(section: string, label: string, ...texts: readonly string[]): readonly Claim[] {
  return texts.map((said) => ({ place: place(section, label, 'text'), text: said }));
}

export function joined(...claims: readonly Claims[]): Claims {
  return { page: claims.flatMap(({ page }) => page), sheet: claims.flatMap(({ sheet }) => sheet) };
}

function signed(written: string, sign: string | undefined): string {
  return sign === undefined ? written : `${sign} ${written}`;
}

function pageTable({ section, under = '', caption, heads, rows }: Table): readonly Claim[] {
  if (rows.length === 0) return [];
  const above = [section, under].filter((part) => part !== '');
  const scrolls = { place: place(...above, 'aria-label'), text: `${caption} (scrolls sideways)` };
  return [
    ...(/\d/.test(caption) ? [scrolls] : []),
    { place: place(section, caption, 'caption'), text: caption },
    ...rows.flatMap((row) =>
      row.map((cell, at) => ({
        place: place(section, caption, row[0]?.page ?? '', heads[at] ?? '', at === 0 ? 'th' : 'td'),
        text: cell.isName === true ? '' : cell.page,
      })),
    ),
  ];
}

function sheetTable({ caption, heads, rows }: Table): readonly Claim[] {
  if (rows.length === 0) return [];
  return [
    ...onSummary(caption),
    ...rows.flatMap((row) =>
      row.map((cell, at) => ({
        place: place('Summary', caption, row[0]?.sheet.replace(/^#/, '') ?? '', heads[at] ?? ''),
        text: cell.isName === true ? '' : cell.sheet,
      })),
    ),
  ];
}
