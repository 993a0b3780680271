import { open } from 'node:fs/promises';
import { Failure } from '../../failure.js';

/** The refusal of an Excel file that is no XLSX: the old kind, or one with a password, which look alike outside. */
export async function oldWorkbook(path: string): Promise<Failure> {
  const file = await open(path);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(Math.min(size, SEARCHED)), 0, Math.min(size, SEARCHED), 0)
    .finally(() => file.close());
  const isLocked = buffer.subarray(0, bytesRead).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isLocked
    ? new Failure(
        'input',
        `${path}: is an Excel workbook with a password`,
        'take the password out in Excel and save it as .xlsx, or save it as CSV (UTF-8)',
      )
    : new Failure(
        'input',
        `${path}: is an Excel workbook of the old kind (.xls)`,
        'save it as .xlsx or as CSV (UTF-8)',
      );
}

// Names of streams stand in the directory of the file, which a writer may put anywhere.
const SEARCHED = 67_108_864;
