/** A part of a date format. */
export interface DatePiece {
  readonly kind: 'YYYY' | 'YY' | 'MM' | 'DD' | 'text';
  readonly text: string;
  /** From 1, as SQL counts. */
  readonly at: number;
}

/** A date format as YYYY or YY, MM, DD and what stands between them; undefined when it is not one. */
export function parseDateFormat(format: string): readonly DatePiece[] | undefined {
  const pieces: DatePiece[] = [];
  for (const match of format.matchAll(/YYYY|YY|MM|DD|[^YMD]+|./g)) {
    const text = match[0];
    const kind = /^(YYYY|YY|MM|DD)$/.test(text) ? (text as DatePiece['kind']) : 'text';
    if (kind === 'text' && /[A-Za-z\d]/.test(text)) return undefined;
    pieces.push({ kind, text, at: match.index + 1 });
  }
  const kinds = pieces.map((piece) => piece.kind);
  const once = (kind: DatePiece['kind']) => kinds.filter((k) => k === kind).length === 1;
  const year = once('YYYY') !== once('YY') && kinds.filter((k) => k.startsWith('YY')).length === 1;
  return year && once('MM') && once('DD') ? pieces : undefined;
}
