import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { Failure } from '../../failure.js';
import { cannotWrite } from '../spool.js';
import { type SheetRow, SheetWriter } from '../workbook/sheet-writer.js';
import { pageReader } from './page-reader.js';
import { TableRows } from './table-rows.js';

export interface PageFile {
  readonly path: string;
  readonly head: Buffer;
  readonly validUtf8: boolean;
}

/** Writes the tables of a page as CSV in UTF-8: line n of the copy is the nth row. Throws an input Failure. */
export async function copyPage(
  { path, head, validUtf8 }: PageFile,
  to: string,
  widthOf: (rows: readonly SheetRow[]) => number,
): Promise<void> {
  const file = await open(to, 'w', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cannotWrite(to, cause);
  });
  try {
    const writer = new SheetWriter(file, to, widthOf);
    const rows = new TableRows(
      (line, fields) => writer.add({ line, fields }),
      (what) => unread(path, what),
    );
    const reader = pageReader(rows);
    const decoder = iconv.getDecoder(validUtf8 ? 'utf-8' : charsetOf(path, head));
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
      reader.write(decoder.write(chunk as Buffer));
      await writer.flush();
    }
    reader.end(decoder.end() ?? '');
    if (!rows.isWhole) throw unread(path, 'ends within its table: it is not the whole export');
    writer.settle();
    await writer.flush();
    if (writer.rows === 0) throw unread(path, 'is a web page without a table');
  } finally {
    await file.close();
  }
}

/** A mark, or what the page says of itself; Korean tools that say nothing, or UTF-8 without meaning it, write CP949. */
function charsetOf(path: string, head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const said = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head.subarray(0, 8192).toString('latin1'))?.[1];
  const known = said?.toLowerCase() ?? 'utf-8';
  if (/^utf-?8$/.test(known)) return isMostlyUtf8(head) ? 'utf-8' : 'cp949';
  if (/^(euc-kr|ks_c_5601-1987|cp949|ms949|windows-949)$/.test(known)) return 'cp949';
  if (iconv.encodingExists(known)) return known;
  throw unread(path, `is in the encoding ${known}, which is not known`);
}

/** One damaged byte does not make a page of UTF-8 another one: only its record is refused. */
function isMostlyUtf8(head: Buffer): boolean {
  const others = head.toString('utf8').match(/[^\0-\x7f]/g) ?? [];
  return others.filter((character) => character === '\ufffd').length * 2 < others.length;
}

function unread(path: string, what: string): Failure {
  return new Failure(
    'input',
    `${path}: ${what}`,
    'open it in Excel and save it as .xlsx or as CSV (UTF-8), or export it again',
  );
}
