import { Failure } from '../../failure.js';
import { type NumberStyle, numberStyle } from './number-text.js';
import { SharedTexts } from './shared-texts.js';
import { walk } from './walk.js';
import { damaged, unzipped, type ZipEntry, zipEntries } from './zip.js';

export interface SheetPart {
  readonly name: string;
  readonly entry: ZipEntry;
  readonly hidden: boolean;
}

/** A workbook before its sheets are read. */
export interface WorkbookParts {
  /** Visible ones first. */
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  /** By the number of the style that a cell names. */
  readonly styles: readonly NumberStyle[];
  readonly texts: SharedTexts;
}

/** Opens an XLSX workbook (ECMA-376, part 1, 12.3). Throws an input Failure for a zip that is none. */
export async function openWorkbook(path: string): Promise<WorkbookParts> {
  const entries = await zipEntries(path);
  const find = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  const workbook = find('xl/workbook.xml');
  const relations = find('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) throw noWorkbook(path, entries);
  try {
    const targets = await relationTargets(unzipped(path, relations));
    const { sheets, is1904 } = await sheetList(unzipped(path, workbook));
    const parts = sheets.flatMap(({ name, id, hidden }) => {
      const entry = find(targets.get(id) ?? '');
      return entry === undefined ? [] : [{ name, entry, hidden }];
    });
    const texts = new SharedTexts(path);
    const shared = find('xl/sharedStrings.xml');
    if (shared !== undefined) await texts.read(unzipped(path, shared));
    const styled = find('xl/styles.xml');
    const styles = styled === undefined ? [] : await numberStyles(unzipped(path, styled));
    return { sheets: parts.sort((a, b) => Number(a.hidden) - Number(b.hidden)), is1904, styles, texts };
  } catch (cause) {
    throw cause instanceof Failure ? cause : damaged(path, cause);
  }
}

/** The sheets of a workbook: their paths in the archive by the id that names them. */
export async function relationTargets(xml: AsyncIterable<Uint8Array>): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await walk(xml, {
    open: ({ name, attribute }) => {
      if (name !== 'Relationship' || !/\/worksheet$/.test(attribute('Type') ?? '')) return;
      const target = attribute('Target') ?? '';
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

/** The sheets in the order of their tabs, and whether days count from 1904. */
export async function sheetList(xml: AsyncIterable<Uint8Array>) {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let is1904 = false;
  await walk(xml, {
    open: ({ name, attribute }) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const id = attribute('r:id') ?? attribute('relationships:id') ?? '';
      const hidden = attribute('state') !== undefined && attribute('state') !== 'visible';
      sheets.push({ name: attribute('name') ?? '', id, hidden });
    },
  });
  return { sheets, is1904 };
}

async function numberStyles(xml: AsyncIterable<Buffer>): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await walk(xml, {
    open: ({ name, attribute }) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      styles.push(numberStyle(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function noWorkbook(path: string, entries: readonly ZipEntry[]): Failure {
  const isBinary = entries.some(({ name }) => name.toLowerCase() === 'xl/workbook.bin');
  const what = isBinary ? 'is a binary Excel workbook (.xlsb)' : 'is a zip file, but no Excel workbook';
  const hint = isBinary ? 'save it as .xlsx or as CSV (UTF-8)' : 'unpack it, and name the export itself';
  return new Failure('input', `${path}: ${what}`, hint);
}
