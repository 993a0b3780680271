import iconv from 'iconv-lite';
import type { LegacyFile } from '../config/legacy-files.js';

/** The text in an encoding; undefined where it lacks a character, for which iconv-lite would write `?`. */
export function encoded(text: string, encoding: LegacyFile['encoding']): Buffer | undefined {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  return iconv.decode(bytes, encoding, { stripBOM: false }) === text ? bytes : undefined;
}

/** What stands before the first character. UTF-16 is not recognised without it. */
export function byteOrderMark(encoding: LegacyFile['encoding']): Buffer {
  return encoding.startsWith('utf-16')
    ? iconv.encode('\uFEFF', encoding, { addBOM: false })
    : Buffer.alloc(0);
}
