import { name } from '../engine/sql.js';
import type { Load } from './dialect.js';
import type { Driver } from './sqlite/driver.js';
import type { Column } from './tables.js';
import type { Bound } from './values.js';

/** More rows a statement were not faster; SQLite takes at most 32,766 bound values. */
const ROWS_PER_STATEMENT = 50;

/** Loads rows through prepared statements of many rows each. */
export async function insertAll(driver: Driver, load: Load): Promise<void> {
  const inserts = new Map<string, Insert>();
  for await (const { columns, values } of load.batches) {
    const shape = columns.map((column) => column.name).join();
    const insert = inserts.get(shape) ?? insertOf(driver, load, columns);
    inserts.set(shape, insert);
    insert(values);
  }
}

type Insert = (values: readonly Bound[]) => void;

function insertOf(driver: Driver, load: Load, columns: readonly Column[]): Insert {
  const many = driver.prepare(insertStatement(load, columns, ROWS_PER_STATEMENT));
  const one = driver.prepare(insertStatement(load, columns, 1));
  const constant: readonly Bound[] = load.constant.columns.length > 0 ? [load.constant.value] : [];
  const width = columns.length;
  const full = width * ROWS_PER_STATEMENT;
  return (values) => {
    let from = 0;
    for (; from + full <= values.length; from += full)
      many.run(constant.concat(values.slice(from, from + full)));
    for (; from < values.length; from += width) one.run(constant.concat(values.slice(from, from + width)));
  };
}

function insertStatement({ into, constant }: Load, columns: readonly Column[], rows: number): string {
  const names = [...constant.columns, ...columns.map((column) => column.name)];
  const row = `(${[...constant.columns.map(() => '?1'), ...columns.map(() => '?')].join(', ')})`;
  const list = names.map((column) => name(column).sql).join(', ');
  return `insert into ${into} (${list}) values ${new Array<string>(rows).fill(row).join(', ')}`;
}
