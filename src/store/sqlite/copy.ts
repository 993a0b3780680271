import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { CopiedOut, Selection } from '../dialect.js';
import type { Bound } from '../values.js';
import { type Driver, withDriver } from './driver.js';

/**
 * One text of so many rows costs a fifth of handing each value of each row to JavaScript, and as bytes a third less
 * than as a string, which the driver would decode and the file encode again.
 */
const ROWS_PER_TEXT = 5_000;

/**
 * Writes a table as CSV that SQLite itself puts together, and gives the number of rows. Like `pages` of the dialect
 * it holds no cursor open.
 */
export async function copyText(db: Knex, selection: Selection, file: string): Promise<CopiedOut> {
  const out = createWriteStream(file, { mode: 0o600 });
  // What goes wrong with the file is told by `written`, also before anybody waits for it.
  const written = finished(out);
  written.catch(() => {});
  try {
    const rows = await writeAll(db, selection, async (lines) => {
      if (!out.write(lines)) await Promise.race([once(out, 'drain'), written]);
    });
    out.end();
    await written;
    return { rows, quote: "'", nullText: 'NULL' };
  } finally {
    out.destroy();
  }
}

async function writeAll(
  db: Knex,
  selection: Selection,
  write: (lines: Uint8Array) => Promise<void>,
): Promise<number> {
  let rows = 0;
  let from: Bounds = [];
  for (;;) {
    const { lines, count, last } = await withDriver(db, (driver) => linesBehind(driver, selection, from));
    if (lines !== null) await write(lines);
    rows += count;
    if (last === undefined) return rows;
    from = last;
  }
}

/** The values of a key; none before the first row. */
type Bounds = readonly Bound[];

interface Lines {
  /** Each with its end, in UTF-8. */
  readonly lines: Uint8Array | null;
  readonly count: number;
  /** The key of the last row; undefined behind the end of the table. */
  readonly last: Bounds | undefined;
}

function linesBehind(driver: Driver, { from, values, columns, key }: Selection, behind: Bounds): Lines {
  const order = key.join(', ');
  const places = `(${key.map(() => '?').join(', ')})`;
  const isBehind = behind.length > 0 ? `(${order}) > ${places}` : 'true';
  const all = (statement: string, bindings: Bounds) => driver.prepare(statement).raw(true).all(bindings);
  const [last] = all(
    `select ${order} from ${from} where ${isBehind} order by ${order} limit 1 offset ${ROWS_PER_TEXT - 1}`,
    behind,
  ) as Bound[][];
  const isWithin = last === undefined ? isBehind : `${isBehind} and (${order}) <= ${places}`;
  const line = lineOf(values, columns);
  const [found] = all(
    `select cast(group_concat(line, '') as blob), count(*) from (select ${line} as line from ${from} where ${isWithin})`,
    [...behind, ...(last ?? [])],
  );
  return { lines: (found?.[0] ?? null) as Uint8Array | null, count: Number(found?.[1]), last };
}

/**
 * One call that writes a row in one go; joining it with || copies what is there for each column. %Q quotes as SQL
 * does, and cuts a floating number to 15 digits, which are all that an amount has; a score needs quote().
 */
function lineOf(values: Selection['values'], columns: Selection['columns']): string {
  const places = columns.map(({ kind }) => (kind === 'score' ? '%s' : '%Q'));
  const cells = values.map((value, at) => {
    // A column of a newer version comes as `null as` its name.
    if (value.startsWith('null ')) return 'null';
    return columns[at]?.kind === 'score' ? `quote(${value})` : value;
  });
  return `printf('${places.join(',')}\n', ${cells.join(', ')})`;
}
