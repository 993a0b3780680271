import iconv from 'iconv-lite';
import { textOf } from './characters.js';
import type { Dialect } from './dialect.js';

/** Lines that are no records, by their first value: texts apart by `|`, with `*` for anything. */
export interface DropRule {
  readonly name: string;
  readonly first: string;
}

/** The index of the first rule that drops the line of working bytes in `[from, to)`; -1: it is a record. */
export type DropTest = (bytes: Buffer, from: number, to: number) => number;

/** Letter case does not count, nor do quotes and blanks around the value. */
export function dropTest(rules: readonly DropRule[], dialect: Dialect): DropTest {
  const patterns = rules.map(({ first }) => patternOf(first));
  const isStart = startBytes(rules, dialect);
  const skipped = new Set([dialect.delimiter, dialect.quote || ' ', ' ', '\t'].map((c) => c.charCodeAt(0)));
  const ends = new Set([dialect.delimiter, dialect.quote || '\n', '\n', '\r'].map((c) => c.charCodeAt(0)));
  return (bytes, from, to) => {
    let at = from;
    while (at < to && skipped.has(bytes[at] as number)) at++;
    if (!isStart(bytes[at] as number)) return -1;
    let end = at;
    while (end < to && end - at < MOST_BYTES && !ends.has(bytes[end] as number)) end++;
    const text = textOf(bytes.subarray(at, end), dialect).normalize('NFC').trim();
    return patterns.findIndex((pattern) => pattern.test(text));
  };
}

// A total is a word or two; what is longer is text about something.
const MOST_BYTES = 200;

/** No expression of the user's own is run: one with nested repeats takes longer than the universe has. */
function patternOf(first: string): RegExp {
  const texts = first.split('|').map((text) =>
    text
      .trim()
      .normalize('NFC')
      .split('*')
      .map((piece) => piece.replaceAll(/[\\^$.+?()[\]{}/-]/g, '\\$&'))
      .join('.*'),
  );
  return new RegExp(`^(${texts.join('|')})$`, 'iu');
}

/** Nearly every line is told to be a record by its first byte. */
function startBytes(rules: readonly DropRule[], { encoding }: Dialect): (byte: number) => boolean {
  const texts = rules.flatMap(({ first }) => first.split('|').map((text) => text.trim()));
  if (texts.some((text) => text.startsWith('*') || text === '')) return () => true;
  const starts = texts.flatMap((text) => {
    const [character = ''] = text.normalize('NFC');
    return [character, character.toLowerCase(), character.toUpperCase(), character.normalize('NFD')];
  });
  const bytes = starts.map(
    (start) => (encoding === 'cp949' ? iconv.encode(start, 'cp949') : Buffer.from(start))[0],
  );
  const known = new Set(bytes);
  return (byte) => known.has(byte);
}
