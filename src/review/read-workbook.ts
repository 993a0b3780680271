import { type UnzipFileInfo, unzipSync } from 'fflate';
import { Failure } from '../failure.js';
import { SharedTexts, unescaped } from '../read/workbook/shared-texts.js';
import { columnOf } from '../read/workbook/sheet-rows.js';
import { walk } from '../read/workbook/walk.js';
import { relationTargets, sheetList } from '../read/workbook/workbook-parts.js';
import type { Sheet, SheetRow } from './sheet.js';

/** An archive of a few kilobytes can unpack to many gigabytes. */
const MOST_UNPACKED = 512 * 2 ** 20;

/**
 * The sheets of an XLSX workbook in their order, every cell as its text: a number as the file writes it, a formula as
 * what it gave. Follows ECMA-376, part 1, 18.3 and 18.4. Throws a usage Failure for what is no such workbook.
 */
export async function readWorkbook(file: string, bytes: Uint8Array): Promise<readonly Sheet[]> {
  try {
    const parts = unpack(bytes);
    const texts = await sharedTexts(file, parts);
    const sheets: Sheet[] = [];
    for (const { name, path } of await sheetParts(parts))
      sheets.push({ name, rows: await rowsOf(partOf(parts, path), texts) });
    return sheets;
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

async function* partOf(parts: Parts, path: string): AsyncGenerator<Uint8Array> {
  const wanted = path.toLowerCase();
  const found = Object.keys(parts).find((name) => name.replace(/^\//, '').toLowerCase() === wanted);
  const part = found === undefined ? undefined : parts[found];
  if (part === undefined) throw new Error(`the workbook has no ${path}`);
  yield part;
}

async function sheetParts(
  parts: Parts,
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const targets = await relationTargets(partOf(parts, 'xl/_rels/workbook.xml.rels'));
  const { sheets } = await sheetList(partOf(parts, 'xl/workbook.xml'));
  return sheets.flatMap(({ name, id }) => {
    const path = targets.get(id);
    return path === undefined ? [] : [{ name, path }];
  });
}

async function sharedTexts(file: string, parts: Parts): Promise<SharedTexts> {
  const texts = new SharedTexts(file);
  const isThere = Object.keys(parts).some((name) => /sharedstrings\.xml$/i.test(name));
  if (isThere) await texts.read(partOf(parts, 'xl/sharedStrings.xml'));
  return texts;
}

async function rowsOf(xml: AsyncIterable<Uint8Array>, texts: SharedTexts): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  let row: { line: number; cells: string[] } = { line: 0, cells: [] };
  let cell = { at: 0, type: '', text: '' };
  let open: readonly string[] = [];
  await walk(xml, {
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
        row.cells[cell.at] = cell.type === 's' ? texts.at(Number(cell.text)) : unescaped(cell.text);
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
