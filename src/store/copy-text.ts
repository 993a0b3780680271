import type { Load, LoadBatch } from './dialect.js';
import type { Column } from './tables.js';
import type { Bound } from './values.js';

/** Well below the largest packet of a server. */
const CHUNK = 262_144;

/** Rows sent so far; read it once the text has been taken. */
export interface Sent {
  rows: number;
}

/** The columns of the text, in its order. */
export function copyColumns({ columns, constant }: Pick<Load, 'columns' | 'constant'>): readonly string[] {
  return [...constant.columns, ...columns.map((column) => column.name)];
}

/**
 * Rows as the text that COPY and LOAD DATA read alike: a line a row, a tab between values, `\N` for null, and a
 * backslash before what would be syntax.
 */
export async function* copyText(load: Load, sent: Sent): AsyncGenerator<Buffer> {
  const rowsOf = new Map<string, (batch: LoadBatch) => Generator<string>>();
  let text = '';
  for await (const batch of load.batches) {
    const shape = batch.columns.map((column) => column.name).join();
    const rows = rowsOf.get(shape) ?? rowText(load, batch.columns);
    rowsOf.set(shape, rows);
    sent.rows += batch.values.length / Math.max(batch.columns.length, 1);
    for (const row of rows(batch)) {
      text += row;
      if (text.length < CHUNK) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}

/** What stands before each value of a row, the columns that are null throughout included, and behind the last. */
function rowText(load: Load, stated: readonly Column[]): (batch: LoadBatch) => Generator<string> {
  const names = new Set(stated.map((column) => column.name));
  const before: string[] = [];
  let between = load.constant.columns.map(() => `${escaped(load.constant.value)}\t`).join('');
  for (const { name } of load.columns) {
    if (!names.has(name)) {
      between += '\\N\t';
      continue;
    }
    before.push(between);
    between = '\t';
  }
  const end = `${before.length === load.columns.length ? '' : between.replace(/\t$/, '')}\n`;
  return function* ({ values }) {
    for (let at = 0; at < values.length; at += before.length) {
      let row = '';
      for (let column = 0; column < before.length; column += 1) {
        row += before[column] + escaped(values[at + column] ?? null);
      }
      yield row + end;
    }
  };
}

const SYNTAX = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(value: Bound): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SYNTAX.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : value;
}
