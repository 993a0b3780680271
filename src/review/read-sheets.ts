import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { Failure, Faults } from '../failure.js';
import { isTable } from './header-row.js';
import { readWorkbook } from './read-workbook.js';
import type { Sheet, SheetRow } from './sheet.js';

/** Somewhat more than half a million pairs: what a person has decided is held in memory. */
const LARGEST = 256 * 2 ** 20;

/**
 * Reads a file that a person has edited: an XLSX workbook, or a CSV with commas, semicolons or tabs in UTF-8, UTF-16 or
 * CP949, as spreadsheets save it. What it is shows in its bytes, not in its name. Throws Faults for a CSV whose
 * quotes do not close, a usage Failure for what cannot be read at all.
 */
export async function readSheets(file: string): Promise<readonly Sheet[]> {
  const bytes = await readWhole(file);
  if (bytes.subarray(0, 4).equals(ARCHIVE)) return await readWorkbook(file, bytes);
  if (bytes.subarray(0, 4).equals(OLD_WORKBOOK))
    throw new Failure(
      'usage',
      `${file} is an old or a protected workbook`,
      'save it as .xlsx without a password, or as CSV',
    );
  return [{ name: null, rows: rowsOf(file, textOf(file, bytes)) }];
}

const ARCHIVE = Buffer.from('PK\x03\x04', 'latin1');

/** Of .xls, and of an .xlsx behind a password. */
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function readWhole(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size <= LARGEST) return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      'usage',
      `${file} cannot be read: ${code}`,
      'name the file in which somebody has decided',
    );
  }
  throw new Failure('usage', `${file} is larger than 256 MB`, 'import it in parts, each with the header');
}

function textOf(file: string, bytes: Buffer): string {
  const text = iconv.decode(bytes, encodingOf(bytes));
  if (!text.includes('\ufffd')) return text;
  throw new Failure(
    'usage',
    `${file} has characters that are neither UTF-8 nor CP949`,
    'save it as CSV UTF-8',
  );
}

function encodingOf(bytes: Buffer): string {
  const head = bytes.subarray(0, 4096);
  const zeros = (from: number) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // The names of the columns are ASCII: half of their bytes in UTF-16 are zero.
  if (zeros(1) > head.length / 20) return 'utf-16le';
  if (zeros(0) > head.length / 20) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'cp949';
}

/** Excel separates by what the machine's region has; the one under which the columns have their names is it. */
const DELIMITERS = [',', ';', '\t'] as const;

function rowsOf(file: string, text: string): readonly SheetRow[] {
  const tried = DELIMITERS.map((delimiter) => () => recordsOf(file, text, delimiter));
  for (const read of tried.slice(0, -1)) {
    try {
      const rows = read();
      if (isTable(rows)) return rows;
    } catch (error) {
      // A quote may be stray only because this is not the delimiter.
      if (!(error instanceof Faults)) throw error;
    }
  }
  const rows = recordsOf(file, text, '\t');
  return isTable(rows) ? rows : recordsOf(file, text, ',');
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(file: string, text: string, delimiter: string): readonly SheetRow[] {
  const options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  } as const;
  try {
    const parsed = parse(text, options) as unknown as readonly Parsed[];
    return parsed.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }));
  } catch (error) {
    const { code, lines } = error as { readonly code?: string; readonly lines?: number };
    if (code === undefined || lines === undefined) throw error;
    const hint =
      'correct the quotes of this line: each one opened is closed, and one inside is written twice';
    throw new Faults([
      { file, line: lines, column: 1, message: `the record cannot be read (${code})`, hint },
    ]);
  }
}

/** The parser tells the line where a record ends. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}
