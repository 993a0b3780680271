import { join as joinPath } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { asText } from '../../engine/text.js';
import type { CsvFile, CsvForm } from '../../store/delta.js';
import { type Column, type ColumnKind, TABLES, type WrittenTable } from '../../store/tables.js';

/**
 * Writes the rows of a first load as a file that a database takes as it is, in the order of the table's key, which
 * is the order in which databases store them fastest. Throws, without the value, when a column cannot hold one
 * exactly, by the rules of src/store/values.ts.
 */
export async function writeLoadFile(
  engine: Engine,
  from: Sql,
  {
    table,
    form,
    directory,
  }: { readonly table: WrittenTable; readonly form: CsvForm; readonly directory: string },
): Promise<CsvFile> {
  const { key, columns } = TABLES[table];
  const found = await engine.rows<{ column_name: string; column_type: string }>(sql`describe ${from}`);
  const types = new Map(found.map((column) => [column.column_name, column.column_type]));
  const values = columns.map((column) => {
    const type = types.get(column.name);
    const value =
      type === undefined ? raw('null') : checkedValue(table, column, asText({ name: column.name, type }));
    return sql`${value} as ${name(column.name)}`;
  });
  const constants = form.constant.map((value, at) => sql`${value} as ${name(`constant_${at}`)}`);
  const order = key.filter((column) => types.has(column)).map(name);
  const path = joinPath(directory, `load-${table}.csv`);
  await requireInserts(engine, from, types);
  await engine.run(sql`copy (
      select ${join([...constants, ...values])} from (${from}) order by ${join(order)}
    ) to ${path} (format csv, header false, delimiter ',', quote '"', escape '"', nullstr ${form.nullText})`);
  const { rows } = await engine.one<{ rows: bigint }>(sql`select count(*) as rows from (${from})`);
  return { path, rows: Number(rows) };
}

/** A first load has nothing to update or to delete. */
async function requireInserts(engine: Engine, from: Sql, types: ReadonlyMap<string, string>): Promise<void> {
  if (!types.has('op')) return;
  const expected = types.has('expected_run') ? sql`or expected_run is not null` : sql``;
  const { other } = await engine.one<{ other: bigint }>(
    sql`select count(*) as other from (${from}) where op <> 'insert' ${expected}`,
  );
  if (other > 0n) throw new Error(`a first load has ${other} rows that are no inserts`);
}

function checkedValue(table: WrittenTable, column: Column, value: Sql): Sql {
  const { unfit, written } = KINDS[column.kind](value);
  const refusal = `${table}.${column.name} cannot hold a value without changing it`;
  const required = column.kind === 'key' ? sql`${value} is null or` : sql``;
  return sql`case when ${required} ${unfit} then error(${refusal}) else ${written} end`;
}

interface Written {
  /** True of a value that the column would change; null or false of all others. */
  readonly unfit: Sql;
  readonly written: Sql;
}

const text = (value: Sql): Written => ({
  unfit: sql`contains(cast(${value} as varchar), chr(0))`,
  written: value,
});

const KINDS: Readonly<Record<ColumnKind, (value: Sql) => Written>> = {
  key: text,
  text,
  integer: (value) => ({
    unfit: sql`${value} is not null and try_cast(${value} as bigint) is null`,
    written: sql`try_cast(${value} as bigint)`,
  }),
  amount: (value) => ({ unfit: isInexact(sql`cast(${value} as varchar)`), written: value }),
  flag: (value) => ({
    unfit: sql`${value} is not null and try_cast(${value} as boolean) is null`,
    written: sql`cast(try_cast(${value} as boolean) as tinyint)`,
  }),
  score: (value) => ({
    unfit: sql`${value} is not null and not coalesce(isfinite(try_cast(${value} as double)), false)`,
    written: sql`try_cast(${value} as double)`,
  }),
};

/** Neither an integer of 64 bits nor a decimal of at most 15 digits. */
function isInexact(digits: Sql): Sql {
  return sql`case when ${digits} is null then false
    when regexp_full_match(${digits}, '-?[0-9]{1,19}') then try_cast(${digits} as bigint) is null
    else not regexp_full_match(${digits}, '-?[0-9]+[.][0-9]+') or length(${digits}) - starts_with(${digits}, '-')::int > 16 end`;
}
