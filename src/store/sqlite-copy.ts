import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { Selection } from './dialect.js';
import { type Driver, withDriver } from './driver.js';
import type { Column } from './tables.js';
import type { Bound } from './values.js';

/** One text of so many rows costs a fifth of handing each value of each row to JavaScript. */
const ROWS_PER_TEXT = 5_000;

/**
 * Writes a table as CSV that SQLite itself puts together, and gives the number of rows. Like `pages` of the dialect
 * it holds no cursor open.
 */
export async function copyText(db: Knex, selection: Selection, file: string): Promise<number> {
  const out = createWriteStream(file, { mode: 0o600 });
  // What goes wrong with the file is told by `written`, also before anybody waits for it.
  const written = finished(out);
  written.catch(() => {});
  try {
    const rows = await writeAll(db, selection, async (text) => {
      if (!out.write(text)) await Promise.race([once(out, 'drain'), written]);
    });
    out.end();
    await written;
    return rows;
  } finally {
    out.destroy();
  }
}

async function writeAll(
  db: Knex,
  selection: Selection,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let rows = 0;
  let from: Bounds = [];
  for (;;) {
    const { text, count, last } = await withDriver(db, (driver) => textBehind(driver, selection, from));
    if (text !== null) await write(`${text}\n`);
    rows += count;
    if (last === undefined) return rows;
    from = last;
  }
}

/** The values of a key; none before the first row. */
type Bounds = readonly Bound[];

interface Text {
  readonly text: string | null;
  readonly count: number;
  /** The key of the last row; undefined behind the end of the table. */
  readonly last: Bounds | undefined;
}

function textBehind(driver: Driver, { from, values, columns, key }: Selection, behind: Bounds): Text {
  const order = key.join(', ');
  const places = `(${key.map(() => '?').join(', ')})`;
  const isBehind = behind.length > 0 ? `(${order}) > ${places}` : 'true';
  const all = (statement: string, bindings: Bounds) => driver.prepare(statement).raw(true).all(bindings);
  const [last] = all(
    `select ${order} from ${from} where ${isBehind} order by ${order} limit 1 offset ${ROWS_PER_TEXT - 1}`,
    behind,
  ) as Bound[][];
  const isWithin = last === undefined ? isBehind : `${isBehind} and (${order}) <= ${places}`;
  const line = values.map((value, at) => cell(value, columns[at])).join(` || ',' || `);
  const [found] = all(
    `select group_concat(line, char(10)), count(*) from (select ${line} as line from ${from} where ${isWithin})`,
    [...behind, ...(last ?? [])],
  );
  return { text: (found?.[0] ?? null) as string | null, count: Number(found?.[1]), last };
}

/** Numbers as SQLite writes them, which for a floating one is all its digits. */
function cell(value: string, column: Column | undefined): string {
  if (value.startsWith('null')) return `''`;
  if (column?.kind === 'key') return `'"' || replace(${value}, '"', '""') || '"'`;
  if (column?.kind === 'text') return `coalesce('"' || replace(${value}, '"', '""') || '"', '')`;
  return `coalesce(nullif(quote(${value}), 'NULL'), '')`;
}
