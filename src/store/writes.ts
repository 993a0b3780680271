import { rm } from 'node:fs/promises';
import type { Knex } from 'knex';
import { name } from '../engine/sql.js';
import { keepBeforeImages } from './before-images.js';
import { type CsvFile, type Delta, insertsOnly, seenColumns, valuesOf } from './delta.js';
import type { Dialect } from './dialect.js';
import { sameKey, staged, stored } from './staging.js';
import { TABLES, type Table, WRITTEN_TABLES, type WrittenTable } from './tables.js';
import type { Place } from './target.js';

/** What a write needs to know beside its transaction. */
export interface Writing {
  readonly dialect: Dialect;
  readonly place: Place;
  readonly delta: Delta;
}

/** A first load: straight into the empty tables. While one is loaded, the file of the next is written. */
export async function loadAll(trx: Knex, writing: Writing): Promise<void> {
  const fileOf = await filesOf(trx, writing);
  let next = fileOf(0);
  try {
    for (const [at, tableName] of WRITTEN_TABLES.entries()) {
      const file = await next;
      next = fileOf(at + 1);
      await loadTable(trx, writing, { tableName, file });
    }
  } finally {
    // Whoever failed must not go while the engine still writes.
    await next.catch(() => {});
  }
}

/** Gives the file of the nth table, or none where the rows must come one by one. */
async function filesOf(
  trx: Knex,
  { dialect: { csv }, delta }: Writing,
): Promise<(at: number) => Promise<CsvFile | undefined>> {
  const takes = csv !== undefined && delta.file !== undefined && (await csv.takes(trx));
  return async (at) => {
    const tableName = WRITTEN_TABLES[at];
    if (!takes || tableName === undefined) return undefined;
    const constant = TABLES[tableName].stamps.map(() => delta.run.run_id);
    return delta.file?.(tableName, { nullText: csv.nullText, constant });
  };
}

interface Loading {
  readonly tableName: WrittenTable;
  readonly file: CsvFile | undefined;
}

async function loadTable(trx: Knex, writing: Writing, { tableName, file }: Loading): Promise<void> {
  const { dialect, place, delta } = writing;
  const table = TABLES[tableName];
  const indexed = dialect.transactionalSchema ? table.indexes : [];
  for (const index of indexed) await alter(trx, place, table, (made) => made.dropIndex([...index]));
  const into = {
    into: stored(place, table.name),
    columns: table.columns,
    constant: { columns: table.stamps, value: delta.run.run_id },
  };
  if (file === undefined) {
    const batches = valuesOf(table, table.columns, insertsOnly(delta.tables[tableName]));
    await dialect.load(trx, { ...into, batches });
  } else {
    await dialect.csv?.load(trx, { ...into, file });
    await rm(file.path, { force: true });
  }
  // One sort at the end; row by row, in another order than the table's, an index is half of the work.
  for (const index of indexed) await alter(trx, place, table, (made) => made.index([...index]));
}

async function alter(
  trx: Knex,
  place: Place,
  table: Table,
  change: (made: Knex.TableBuilder) => void,
): Promise<void> {
  await trx.schema.alterTable(`${place.prefix}${table.name}`, change);
}

/** Every later load: one statement for what goes, one for what changes, one for what comes. */
export async function writeStaged(trx: Knex, writing: Writing): Promise<void> {
  const { dialect, place, delta } = writing;
  await keepBeforeImages(trx, writing);
  for (const tableName of WRITTEN_TABLES) {
    const table = TABLES[tableName];
    const into = stored(place, tableName);
    if (tableName !== 'changes') {
      await trx.raw(deleteStatement(table, into, dialect));
      await trx.raw(
        updateStatement(table, into, { dialect, kept: delta.kept ?? [] }),
        lasting(table).map(() => delta.run.run_id),
      );
      if (tableName === 'points') await trx.raw(movesStatement(into, dialect));
    }
    await trx.raw(
      insertStatement(table, into),
      table.stamps.map(() => delta.run.run_id),
    );
  }
}

function deleteStatement(table: Table, into: string, dialect: Dialect): string {
  return dialect.remove({
    table: into,
    staged: staged(table),
    key: table.key.map((column) => name(column).sql),
  });
}

interface Updating {
  readonly dialect: Dialect;
  /** Columns that keep their value unless another one is stated. */
  readonly kept: readonly string[];
}

function updateStatement(table: Table, into: string, { dialect, kept }: Updating): string {
  const free = seenColumns(table).map((column) => column.name);
  return dialect.update({
    table: into,
    staged: staged(table),
    assignments: [
      ...free.map((column) => ({ column: name(column).sql, value: newValue(table, column, kept) })),
      ...lasting(table).map((column) => ({ column: name(column).sql, value: '?' })),
    ],
    condition: `${sameKey(table)} and s.op = 'update'`,
  });
}

/** What was spent while the plan waited stays spent: such a balance moves from what it is now. */
function newValue(table: Table, column: string, kept: readonly string[]): string {
  const [now, planned] = [`t.${name(column).sql}`, `s.${name(column).sql}`];
  if (table.name === 'points') {
    const moved = column === 'balance' ? `${now} + s.moves_by` : now;
    return `case when s.moves_by is null then ${planned} else ${moved} end`;
  }
  return table.name === 'members' && kept.includes(column) ? `coalesce(${planned}, ${now})` : planned;
}

/** Balances that moved: their changes say before and after as this transaction saw them, behind the update. */
function movesStatement(into: string, dialect: Dialect): string {
  const { points, changes } = TABLES;
  return dialect.update({
    table: staged(changes),
    staged: `(select s.member_id, 'points:' || s.bucket as field, t.balance - s.moves_by as held, t.balance as holds
      from ${staged(points)} as s join ${into} as t on ${sameKey(points)}
      where s.op = 'update' and s.moves_by is not null)`,
    assignments: [
      { column: name('before').sql, value: `'' || s.held` },
      { column: name('after').sql, value: `'' || s.holds` },
    ],
    condition: 't.member_id = s.member_id and t.field = s.field',
  });
}

function insertStatement(table: Table, into: string): string {
  const columns = table.columns.map((column) => name(column.name).sql);
  const stamps = table.stamps.map((column) => name(column).sql);
  const condition = table.name === 'changes' ? 'true' : `op = 'insert'`;
  return `insert into ${into} (${[...columns, ...stamps].join(', ')})
    select ${[...columns, ...stamps.map(() => '?')].join(', ')}
    from ${staged(table)}
    where ${condition}`;
}

/** The stamps that every write renews. */
function lasting(table: Table): readonly string[] {
  return table.stamps.filter((stamp) => stamp !== 'first_run');
}
