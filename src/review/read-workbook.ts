import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { Failure } from '../failure.js';
import type { Sheet, SheetRow } from './sheet.js';

/** An archive of a few kilobytes can unpack to many gigabytes. */
const MOST_UNPACKED = 512 * 2 ** 20;

/**
 * The sheets of an XLSX workbook in their order, every cell as its text: a number as the file writes it, a formula as
 * what it gave. Follows ECMA-376, part 1, 18.3 and 18.4. Throws a usage Failure for what is no such workbook.
 */
export function readWorkbook(file: string, bytes: Uint8Array): readonly Sheet[] {
  try {
    const parts = unpack(bytes);
    const texts = sharedTexts(parts);
    return sheetParts(parts).map(({ name, path }) => ({ name, rows: rowsOf(partOf(parts, path), texts) }));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('usage', `${file} is not a workbook that can be read`, 'save it as .xlsx or as CSV', {
      cause: error,
    });
  }
}

type Parts = Readonly<Record<string, Uint8Array>>;

function unpack(bytes: Uint8Array): Parts {
  let unpacked = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }: UnzipFileInfo) => {
      if (!/^\/?xl\/(workbook|sharedStrings|_rels\/|worksheets\/)/i.test(name)) return false;
      unpacked += originalSize;
      if (unpacked > MOST_UNPACKED)
        throw new Failure(
          'usage',
          'the workbook unpacks to more than 512 MB',
          'take out the sheets and rows that nobody decided on',
        );
      return true;
    },
  });
}

function partOf(parts: Parts, path: string): string {
  const wanted = path.toLowerCase();
  const found = Object.keys(parts).find((name) => name.replace(/^\//, '').toLowerCase() === wanted);
  const part = found === undefined ? undefined : parts[found];
  if (part === undefined) throw new Error(`the workbook has no ${path}`);
  return strFromU8(part);
}

interface Element {
  /** Without the prefix of its name space. */
  readonly name: string;
  readonly attribute: (name: string) => string | undefined;
}

interface Handlers {
  readonly open?: (element: Element) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

function walk(xml: string, { open, close, text }: Handlers): void {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const own: Readonly<Record<string, string>> = attributes;
    open?.({ name: local(name), attribute: (wanted) => own[wanted] });
  });
  parser.on('closetag', ({ name }) => close?.(local(name)));
  parser.on('text', (found) => text?.(found));
  parser.on('cdata', (found) => text?.(found));
  parser.write(xml).close();
}

function sheetParts(parts: Parts): readonly { readonly name: string; readonly path: string }[] {
  const targets = new Map<string, string>();
  walk(partOf(parts, 'xl/_rels/workbook.xml.rels'), {
    open: ({ name, attribute }) => {
      if (name !== 'Relationship' || !/\/worksheet$/.test(attribute('Type') ?? '')) return;
      const target = attribute('Target') ?? '';
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets: { name: string; path: string }[] = [];
  walk(partOf(parts, 'xl/workbook.xml'), {
    open: ({ name, attribute }) => {
      const path = targets.get(attribute('r:id') ?? attribute('relationships:id') ?? '');
      if (name === 'sheet' && path !== undefined) sheets.push({ name: attribute('name') ?? '', path });
    },
  });
  return sheets;
}

/** Texts that cells name by their number. What stands in `rPh` is how to pronounce it. */
function sharedTexts(parts: Parts): readonly string[] {
  const isThere = Object.keys(parts).some((name) => /sharedstrings\.xml$/i.test(name));
  if (!isThere) return [];
  const texts: string[] = [];
  let text = '';
  let open: readonly string[] = [];
  walk(partOf(parts, 'xl/sharedStrings.xml'), {
    open: ({ name }) => {
      if (name === 'si') text = '';
      open = [...open, name];
    },
    close: (name) => {
      open = open.slice(0, -1);
      if (name === 'si') texts.push(unescaped(text));
    },
    text: (more) => {
      if (open.at(-1) === 't' && !open.includes('rPh')) text += more;
    },
  });
  return texts;
}

function rowsOf(xml: string, texts: readonly string[]): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  let row: { line: number; cells: string[] } = { line: 0, cells: [] };
  let cell = { at: 0, type: '', text: '' };
  let open: readonly string[] = [];
  walk(xml, {
    open: ({ name, attribute }) => {
      open = [...open, name];
      if (name === 'row') row = { line: Number(attribute('r') ?? row.line + 1), cells: [] };
      if (name === 'c')
        cell = { at: columnOf(attribute('r')) ?? row.cells.length, type: attribute('t') ?? 'n', text: '' };
    },
    close: (name) => {
      open = open.slice(0, -1);
      if (name === 'c') {
        while (row.cells.length < cell.at) row.cells.push('');
        row.cells[cell.at] = cell.type === 's' ? (texts[Number(cell.text)] ?? '') : unescaped(cell.text);
      }
      if (name === 'row' && row.cells.some((text) => text !== '')) rows.push(row);
    },
    text: (more) => {
      const isValue =
        open.at(-1) === 'v' || (open.at(-1) === 't' && open.includes('is') && !open.includes('rPh'));
      if (isValue) cell.text += more;
    },
  });
  return rows;
}

/** From 0: `C5` gives 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** XML has no way to write some characters: `_x000D_` is a carriage return (22.9.2.19, ST_Xstring). */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
