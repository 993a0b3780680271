import { open } from 'node:fs/promises';
import { Failure } from '../../failure.js';
import { cannotWrite } from '../spool.js';
import { type CellCounts, readRows } from './sheet-rows.js';
import { FIRST_ROWS, type SheetRow, SheetWriter } from './sheet-writer.js';
import { openWorkbook, type SheetPart, type WorkbookParts } from './workbook-parts.js';
import { damaged, unzipped } from './zip.js';

export interface SheetChoice {
  /** Without it the first with data, visible ones before hidden ones. */
  readonly sheet?: string;
  /** How many columns the header has, from the first rows: a record has as many. */
  readonly width: (rows: readonly SheetRow[]) => number;
  /** Whether of several sheets the one with the widest header is taken, for a cover page may stand before it. */
  readonly prefer?: 'widest';
}

/** What a sheet was copied as. */
export interface WorkbookCopy extends CellCounts {
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/**
 * Writes a sheet as CSV in UTF-8: line n of the copy is row n of the sheet, so a line end inside a cell becomes a
 * blank. A row has as many values as the header, or more where more cells are filled.
 */
export async function copySheet(path: string, to: string, choice: SheetChoice): Promise<WorkbookCopy> {
  const workbook = await openWorkbook(path);
  const names = workbook.sheets.map(({ name }) => name);
  const parts = candidates(path, workbook, choice.sheet);
  for (const part of choice.prefer === 'widest' ? await byWidth(path, parts, { workbook, choice }) : parts) {
    const { rows, counts } = await copyPart(path, part, { to, workbook, choice });
    if (rows > 0) return { sheet: part.name, sheets: names, ...counts };
  }
  throw new Failure('input', `${path}: there is no data in it`, 'export it again, or name another sheet');
}

function candidates(
  path: string,
  { sheets }: WorkbookParts,
  wanted: string | undefined,
): readonly SheetPart[] {
  if (wanted === undefined) return sheets;
  const found = sheets.filter(({ name }) => name.normalize('NFC') === wanted.normalize('NFC'));
  if (found.length > 0) return found;
  throw new Failure(
    'usage',
    `${path}: has no sheet ${wanted}`,
    `it has: ${sheets.map(({ name }) => name).join(', ')}`,
  );
}

interface Choosing {
  readonly workbook: WorkbookParts;
  readonly choice: SheetChoice;
}

interface Copying extends Choosing {
  readonly to: string;
}

/** The visible sheets with the widest header first, by their first rows; hidden ones stay behind them. */
async function byWidth(
  path: string,
  parts: readonly SheetPart[],
  choosing: Choosing,
): Promise<readonly SheetPart[]> {
  if (parts.length === 1) return parts;
  const widths = new Map<SheetPart, number>();
  for (const part of parts) widths.set(part, await widthOf(path, part, choosing));
  const isHidden = ({ hidden }: SheetPart) => Number(hidden);
  return parts.toSorted((a, b) => isHidden(a) - isHidden(b) || (widths.get(b) ?? 0) - (widths.get(a) ?? 0));
}

async function widthOf(path: string, { entry }: SheetPart, { workbook, choice }: Choosing): Promise<number> {
  const rows: SheetRow[] = [];
  try {
    await readRows(unzipped(path, entry), workbook, {
      row: (line, fields) => {
        if (rows.length < FIRST_ROWS) rows.push({ line, fields });
      },
      pause: async () => (rows.length < FIRST_ROWS ? undefined : 'done'),
    });
  } catch (cause) {
    throw cause instanceof Failure ? cause : damaged(path, cause);
  }
  return rows.length < 2 ? 0 : choice.width(rows);
}

async function copyPart(
  path: string,
  { entry }: SheetPart,
  { to, workbook, choice }: Copying,
): Promise<{ readonly rows: number; readonly counts: CellCounts }> {
  const file = await open(to, 'w', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cannotWrite(to, cause);
  });
  const writer = new SheetWriter(file, to, choice.width);
  try {
    const counts = await readRows(unzipped(path, entry), workbook, {
      row: (line, fields) => writer.add({ line, fields }),
      pause: async () => {
        await writer.flush();
        return undefined;
      },
    });
    writer.settle();
    await writer.flush();
    return { rows: writer.rows, counts };
  } catch (cause) {
    throw cause instanceof Failure ? cause : damaged(path, cause);
  } finally {
    await file.close();
  }
}
