import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { Failure } from '../failure.js';

/**
 * Refuses a header whose Korean was read in the wrong encoding and saved again: the file is valid, and its text is
 * gone or in disguise. Throws an input Failure.
 */
export function refuseMojibake(path: string, header: readonly string[]): void {
  const what = mojibake(header);
  if (what === undefined) return;
  throw new Failure(
    'input',
    `${path}: the names of its columns are damaged: ${what}`,
    'export it again, and do not open and save it in between; Excel takes it by Data > From Text, with its encoding',
  );
}

/** What became of Korean names; undefined where nothing did. */
export function mojibake(names: readonly string[]): string | undefined {
  return names.map(damageOf).find((damage) => damage !== undefined);
}

function damageOf(text: string): string | undefined {
  if (text.includes('\ufffd')) return 'characters were lost when it was saved';
  const korean = /[가-힣]{2}/;
  const cp949 = iconv.encode(text, 'cp949');
  // 고객 read so is 怨좉컼; no other Korean text is UTF-8 when it is written as CP949.
  if (/[^\0-\x7f]/.test(text) && isUtf8(cp949) && korean.test(cp949.toString('utf8')))
    return 'it is UTF-8 that was read as CP949';
  if (!/^[\0-\xff]*$/.test(text) || !/[\xa1-\xfe]{4}/.test(text)) return undefined;
  const latin = Buffer.from(text, 'latin1');
  if (isUtf8(latin) && korean.test(latin.toString('utf8'))) return 'it is UTF-8 that was read as Latin-1';
  return korean.test(iconv.decode(latin, 'cp949')) ? 'it is CP949 that was read as Latin-1' : undefined;
}
