import { escapeTerminal } from '../escape.js';
import { displayWidth, padLeft, padRight } from '../width.js';
import { type Canvas, INDENT, type Tone } from './view.js';

export interface Column<T> {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: T) => string;
  readonly tone?: (row: T) => Tone;
}

const GAP = '  ';

/** A table with aligned columns, or `null` when the terminal is too narrow for it. */
export function alignedTable<T>(
  view: Canvas,
  columns: readonly Column<T>[],
  rows: readonly T[],
): readonly string[] | null {
  const heads = columns.map(({ head }) => escapeTerminal(head));
  const cells = rows.map((row) => columns.map(({ cell }) => escapeTerminal(cell(row))));
  const widths = columns.map((_, at) =>
    Math.max(...[heads, ...cells].map((line) => displayWidth(line[at] ?? ''))),
  );
  const whole = INDENT.length + widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (whole > view.width) return null;
  const pad = (text: string, at: number) =>
    columns[at]?.align === 'right' ? padLeft(text, widths[at] ?? 0) : padRight(text, widths[at] ?? 0);
  const header = (INDENT + heads.map(pad).join(GAP)).trimEnd();
  const lines = cells.map((line, row) => {
    const tones = columns.map(({ tone }) => tone?.(rows[row] as T) ?? 'plain');
    const painted = line.map((text, at) => view.paint(tones[at] ?? 'plain', pad(text, at)));
    return (INDENT + painted.join(GAP)).trimEnd();
  });
  return [view.paint('quiet', header), ...lines];
}

/** A table, or, where it does not fit, each row as a list of its columns. */
export function table<T>(view: Canvas, columns: readonly Column<T>[], rows: readonly T[]): readonly string[] {
  return alignedTable(view, columns, rows) ?? rows.flatMap((row) => listed(view, columns, row));
}

function listed<T>(view: Canvas, columns: readonly Column<T>[], row: T): readonly string[] {
  const width = Math.max(...columns.map(({ head }) => displayWidth(escapeTerminal(head))));
  return columns.map(({ head, cell, tone }, at) => {
    const label = view.paint('quiet', padRight(escapeTerminal(head), width));
    const value = view.paint(tone?.(row) ?? 'plain', escapeTerminal(cell(row)));
    return `${at === 0 ? INDENT : INDENT + INDENT}${label}${GAP}${value}`.trimEnd();
  });
}
