/** East Asian Wide and Fullwidth (Unicode Standard Annex 11), as ranges that cover whole blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Most text by far; to segment it takes as long as the rest of a small report. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns that text takes on a terminal: a Hangul syllable takes two, a combining mark none. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return graphemesOf(text).reduce((columns, grapheme) => columns + graphemeWidth(grapheme), 0);
}

/** Fills text with spaces on the right up to a width in columns. */
export function padRight(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Fills text with spaces on the left up to a width in columns. */
export function padLeft(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
}

/** Breaks text at spaces into lines of at most `columns`; a longer word stays whole, so that a path can be copied. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && displayWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** ASCII and whole Hangul syllables: none of them joins another to one character. */
const SINGLE = /^[\x20-\x7e\uac00-\ud7a3]*$/;

/** The characters of text as a reader counts them. */
export function graphemesOf(text: string): readonly string[] {
  if (SINGLE.test(text)) return [...text];
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{M}\p{Cf}\p{Cc}]/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  const code = grapheme.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
