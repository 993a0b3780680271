import type { Encoding } from './dialect.js';
import type { Tally } from './file.js';

/** A sign that a file ends before its end: what became of its last record. */
export type CutSign = 'unclosed_quote' | 'short_record' | 'cut_character' | 'no_line_end';

/** What the last record of a file tells; `end` is where the records end. */
export function cutSign(
  { lastReject: last, hasOpenQuote }: Pick<Tally, 'lastReject' | 'hasOpenQuote'>,
  file: { readonly end: number; readonly endsWithLineEnd: boolean; readonly fields: number },
): CutSign | undefined {
  if (hasOpenQuote) return 'unclosed_quote';
  if (last === undefined || last.offset + last.bytes < file.end) return undefined;
  if (file.endsWithLineEnd) return undefined;
  if (last.reason === 'invalid_encoding') return 'cut_character';
  return last.reason === 'field_count' && Number(last.value) < file.fields ? 'short_record' : undefined;
}

/** Whether the last two bytes of a file end a line. */
export function isLineEnd(tail: Buffer, encoding: Encoding): boolean {
  const [first, second] = tail.length < 2 ? [0, tail[0]] : [tail[0], tail[1]];
  const [unit, rest] = encoding === 'utf-16le' ? [first, second] : [second, first];
  return (unit === 0x0a || unit === 0x0d) && (!encoding.startsWith('utf-16') || rest === 0);
}
