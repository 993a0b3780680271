import { textOf } from '../read/characters.js';
import type { Encoding } from '../read/dialect.js';
import { judge } from '../read/record.js';
import type { HeadRow } from './find-layout.js';

/** A row with where it begins and ends in the working bytes. */
export interface PlacedRow extends HeadRow {
  readonly offset: number;
  readonly end: number;
}

const CANDIDATES = [',', ';', '\t', '|'];
const MOST_ROWS = 200;

/** The first rows of a text file under the delimiter that makes them most alike; blank lines are left out. */
export function headRows(
  head: Buffer,
  encoding: Encoding,
  known?: string,
): { readonly rows: readonly PlacedRow[]; readonly delimiter: string } {
  const candidates = known === undefined ? CANDIDATES : [known];
  const trials = candidates.map((delimiter) => ({ delimiter, rows: rowsOf(head, encoding, delimiter) }));
  const scored = trials.map((trial) => ({ ...trial, score: likeness(trial.rows) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best ?? { delimiter: ',', rows: [] };
}

function rowsOf(head: Buffer, encoding: Encoding, delimiter: string): readonly PlacedRow[] {
  const rows: PlacedRow[] = [];
  let line = 1;
  for (let offset = 0; offset < head.length && rows.length < MOST_ROWS; ) {
    const { fields, end, lines } = rowAt(head, offset, { encoding, delimiter });
    if (head.subarray(offset, end).toString('latin1').trim() !== '') rows.push({ line, fields, offset, end });
    line += lines;
    offset = end;
  }
  return rows;
}

// More than a record with line ends inside quotes needs.
const MOST_BYTES = 65_536;

function rowAt(
  head: Buffer,
  from: number,
  { encoding, delimiter }: { readonly encoding: Encoding; readonly delimiter: string },
): { readonly fields: readonly string[]; readonly end: number; readonly lines: number } {
  const lineEnd = head.indexOf(0x0a, from) + 1 || head.length;
  const line = Buffer.from(textOf(head.subarray(from, lineEnd), { encoding }));
  const single = judge(line, { delimiter, quote: '"' });
  if (!('reason' in single)) return { fields: single.fields, end: lineEnd, lines: 1 };
  const text = Buffer.from(textOf(head.subarray(from, from + MOST_BYTES), { encoding }));
  const judged = judge(text, { delimiter, quote: '"' });
  // What csv-parse refuses is one line here; the reader rejects it.
  if ('reason' in judged) return { fields: [], end: lineEnd, lines: 1 };
  const lines = text.subarray(0, judged.bytes).filter((byte) => byte === 0x0a).length || 1;
  let end = from;
  for (let i = 0; i < lines; i++) end = head.indexOf(0x0a, end) + 1 || head.length;
  return { fields: judged.fields, end, lines };
}

/** How many rows have the most usual number of fields, and how many fields that is. */
function likeness(rows: readonly HeadRow[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const scores = [...counts].map(([fields, count]) => (fields < 2 ? 0 : count * Math.log2(fields)));
  return Math.max(0, ...scores);
}
