import { isUtf8 } from 'node:buffer';
import { cp949Text, isCp949, isUtf8Hangul, readsAsCp949Hangul } from './cp949.js';
import type { Dialect } from './dialect.js';

export type CharacterFault =
  | 'mixed_encoding'
  | 'invalid_encoding'
  | 'nul'
  | 'replacement_character'
  | 'control_character'
  | 'lone_cr';

/** The working bytes of a record as text; what is no character becomes U+FFFD. */
export function textOf(bytes: Uint8Array, { encoding }: Pick<Dialect, 'encoding'>): string {
  return encoding === 'cp949' ? cp949Text(bytes) : Buffer.from(bytes).toString('utf8');
}

/** Whether the bytes of a record are in the file's encoding, line by line. */
export function encodingFault(record: Uint8Array, dialect: Dialect): CharacterFault | undefined {
  for (let from = 0; from < record.length; ) {
    const end = record.indexOf(0x0a, from) + 1 || record.length;
    const fault = lineFault(record.subarray(from, end), dialect);
    if (fault !== undefined) return fault;
    from = end;
  }
  return undefined;
}

/** Characters that no membership has; they show that something broke on the way. */
export function textFault(text: string): CharacterFault | undefined {
  if (!SUSPECT.test(text)) return undefined;
  if (text.includes('\0')) return 'nul';
  if (text.includes('\ufffd')) return 'replacement_character';
  if (C1.test(text)) return 'control_character';
  return LONE_CR.test(text) ? 'lone_cr' : undefined;
}

const C1 = /[\u0080-\u009f]/;
const LONE_CR = /\r(?!\n)/;
const SUSPECT = /[\0\r\u0080-\u009f\ufffd]/;

function lineFault(line: Uint8Array, { encoding, validUtf8 }: Dialect): CharacterFault | undefined {
  if (encoding === 'cp949') {
    if (isUtf8Hangul(line)) return 'mixed_encoding';
    return isCp949(line) ? undefined : 'invalid_encoding';
  }
  if (!isUtf8(line)) return 'invalid_encoding';
  // Alone it would be a name with accents; beside lines that are no UTF-8 it is half a file from elsewhere.
  return !validUtf8 && readsAsCp949Hangul(line) ? 'mixed_encoding' : undefined;
}
