import { groupedNames } from '../read/grouped-names.js';
import { tidy } from '../read/mapping.js';
import { matchHeader } from './synonyms.js';

/** Where the header stands in the first rows of a file. */
export interface FoundLayout {
  /** The line, from 1, on which the header begins. */
  readonly headerRow: number;
  readonly headerRows: 1 | 2;
  /** Rows with text above it. */
  readonly titleRows: number;
  readonly header: readonly string[];
}

/** A row of the file with the line, from 1, on which it begins. */
export interface HeadRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The header is the first row that is as wide as most, whose values are all there, differ and look like no record's;
 * or two such rows, where groups of columns have a name above theirs. Without any it is the first row, unless that
 * looks like a record: then there is none.
 */
export function findLayout(rows: readonly HeadRow[]): FoundLayout | undefined {
  const filled = rows.map(({ line, fields }) => ({ line, fields: trimEnd(fields.map(tidy)) }));
  const width = usualWidth(filled);
  for (const [at, row] of filled.slice(0, MOST_TITLES).entries()) {
    const above = { headerRow: row.line, titleRows: filled.slice(0, at).filter(hasText).length };
    const next = filled[at + 1];
    if (next !== undefined && next.line === row.line + 1 && areTwo(row.fields, next.fields, width)) {
      const header = groupedNames(padded(row.fields, width), padded(next.fields, width));
      return { ...above, headerRows: 2, header };
    }
    if (isHeader(row.fields, width)) return { ...above, headerRows: 1, header: row.fields };
  }
  const [first = { line: 1, fields: [] }] = filled;
  // A record must not be shown as if it were names: it is somebody's.
  if (first.fields.some(isValue)) return undefined;
  return { headerRow: first.line, headerRows: 1, titleRows: 0, header: first.fields };
}

// A title, a period, a filter, who made it and when.
const MOST_TITLES = 20;

function trimEnd(fields: readonly string[]): readonly string[] {
  const last = fields.findLastIndex((field) => field !== '');
  return fields.slice(0, last + 1);
}

function hasText({ fields }: HeadRow): boolean {
  return fields.some((field) => field !== '');
}

/** The width that most rows reach: records may end with empty values, the header does not. */
function usualWidth(rows: readonly HeadRow[]): number {
  const widths = rows.map(({ fields }) => fields.length).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.6)] ?? 0;
}

function isHeader(fields: readonly string[], width: number): boolean {
  if (fields.length < Math.min(width, 2) || fields.length < width * 0.7) return false;
  const named = fields.filter((field) => field !== '');
  return named.length >= fields.length * 0.7 && new Set(named).size >= named.length * 0.9 && areNames(named);
}

function areTwo(groups: readonly string[], names: readonly string[], width: number): boolean {
  const both = padded(groups, width).map((group, at) => [group, names[at] ?? ''] as const);
  const [above, below] = [groups, names].map((row) => row.filter((field) => field !== '')) as [
    string[],
    string[],
  ];
  // A group is over two names at least, so that something stands below nothing.
  const merged = both.some(([group, name], at) => at > 0 && group === '' && name !== '');
  const covered = both.filter(([group, name]) => group !== '' || name !== '').length;
  if (!merged || above.length < 2 || below.length < 2 || covered < width * 0.9) return false;
  return areNames([...above, ...below]) && new Set(above).size === above.length;
}

/** A record has digits in a row, an address or a day in it; a header at most a number such as SMS1. */
function areNames(fields: readonly string[]): boolean {
  if (fields.some(isValue)) return false;
  return fields.some((field) => matchHeader(field).length > 0) || fields.every((field) => field.length <= 40);
}

function isValue(field: string): boolean {
  return /@|\d{5}|\d{2}[-./]\d{2}[-./]\d{2}|^[-\d.,%+:/ ]+$/.test(field);
}

function padded(fields: readonly string[], width: number): readonly string[] {
  return [...fields, ...Array.from({ length: Math.max(0, width - fields.length) }, () => '')];
}
