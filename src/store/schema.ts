import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import type { Dialect } from './dialect.js';
import { LATER_TABLES, TABLES, type Table, WRITTEN_TABLES } from './tables.js';
import type { Place } from './target.js';

/** The version of the tables that this program reads and writes. */
export const SCHEMA_VERSION = 2;

interface Scene {
  readonly dialect: Dialect;
  readonly place: Place;
}

type Migration = (trx: Knex.Transaction, scene: Scene) => Promise<void>;

/** What leads from each version to the next. Once published, a migration is never edited: add one. */
const MIGRATIONS: readonly Migration[] = [createTables, addMissing];

/** The version of the target's tables; undefined when it has none. Throws when they are newer than the program. */
export async function readSchemaVersion(db: Knex, { shown, prefix }: Place): Promise<number | undefined> {
  const table = schemaTable(prefix);
  if (!(await db.schema.hasTable(table))) return undefined;
  const row = await db(table).max({ version: 'version' }).first();
  const version = row?.version === null || row?.version === undefined ? undefined : Number(row.version);
  if (version !== undefined && version > SCHEMA_VERSION) {
    throw new Failure(
      'usage',
      `the tables of ${shown} have version ${version}, this program knows ${SCHEMA_VERSION} at most`,
      'use the version of tier-merge that wrote them, or a newer one',
    );
  }
  return version;
}

/** Brings the tables up to the program's version in one transaction; changes nothing when they are. */
export async function migrate(db: Knex, scene: Scene & { readonly now: () => Date }): Promise<void> {
  if ((await readSchemaVersion(db, scene.place)) === SCHEMA_VERSION) return;
  await db.transaction(async (trx) => {
    await scene.dialect.lock(trx, scene.place, undefined);
    const version = (await readSchemaVersion(trx, scene.place)) ?? 0;
    for (const [at, step] of [...MIGRATIONS.entries()].slice(version)) {
      await step(trx, scene);
      await trx(schemaTable(scene.place.prefix)).insert({
        version: at + 1,
        applied_at: scene.now().toISOString(),
      });
    }
  });
}

function schemaTable(prefix: string): string {
  return `${prefix}tier_merge_schema`;
}

/**
 * Where making a table commits, a program killed half-way leaves some of them, and the table of versions without a
 * row: no run was ever written to such tables, so they are made anew.
 */
async function createTables(trx: Knex.Transaction, scene: Scene): Promise<void> {
  const { prefix } = scene.place;
  const names = [...WRITTEN_TABLES, ...LATER_TABLES.map((table) => table.name), 'runs', 'meta'];
  if (await trx.schema.hasTable(schemaTable(prefix))) {
    for (const name of names) await dropUnused(trx, scene.place, name);
  } else {
    for (const name of names) await requireNone(trx, scene.place, name);
    await createSchemaTable(trx, scene);
  }
  for (const name of WRITTEN_TABLES) await createTable(trx, scene, TABLES[name]);
  await createLedger(trx, scene);
  await create(trx, scene, 'meta', (table) => {
    table.specificType('key', scene.dialect.columnType('key')).notNullable().primary();
    table.specificType('value', scene.dialect.columnType('text')).notNullable();
  });
}

async function createSchemaTable(trx: Knex.Transaction, scene: Scene): Promise<void> {
  await create(trx, scene, 'tier_merge_schema', (table) => {
    table.integer('version').primary();
    table.specificType('applied_at', scene.dialect.columnType('text')).notNullable();
  });
}

async function dropUnused(trx: Knex.Transaction, place: Place, name: string): Promise<void> {
  const table = `${place.prefix}${name}`;
  if (!(await trx.schema.hasTable(table))) return;
  const [row] = await trx(table).select(trx.raw('1 as present')).limit(1);
  if (row !== undefined) await requireNone(trx, place, name);
  await trx.schema.dropTable(table);
}

/** Version 2: tables and columns that version 1 lacked. Those that are there already are left as they are. */
async function addMissing(trx: Knex.Transaction, scene: Scene): Promise<void> {
  const { dialect, place } = scene;
  for (const table of [...Object.values(TABLES), ...LATER_TABLES]) {
    const stored = `${place.prefix}${table.name}`;
    if (!(await trx.schema.hasTable(stored))) await createTable(trx, scene, table);
    const missing = table.columns.map(({ name, kind }) => ({ name, type: dialect.columnType(kind) }));
    await addColumns(trx, stored, missing);
  }
  const ledger = LATER_LEDGER.map((name) => ({ name, type: dialect.columnType('text') }));
  await addColumns(trx, `${place.prefix}runs`, ledger);
}

async function addColumns(
  trx: Knex.Transaction,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<void> {
  for (const { name, type } of columns) {
    if (await trx.schema.hasColumn(table, name)) continue;
    await trx.schema.alterTable(table, (made) => {
      made.specificType(name, type);
    });
  }
}

async function requireNone(trx: Knex.Transaction, { shown, prefix }: Place, name: string): Promise<void> {
  if (!(await trx.schema.hasTable(`${prefix}${name}`))) return;
  throw new Failure(
    'usage',
    `${shown} already has a table ${prefix}${name} that tier-merge did not make`,
    'set target.prefix, or another target',
  );
}

async function createTable(trx: Knex.Transaction, scene: Scene, table: Table): Promise<void> {
  const { dialect } = scene;
  await create(trx, scene, table.name, (made) => {
    for (const stamp of table.stamps) made.specificType(stamp, dialect.columnType('key')).notNullable();
    for (const { name, kind } of table.columns) {
      const column = made.specificType(name, dialect.columnType(kind));
      if (kind === 'key') column.notNullable();
    }
    made.primary([...table.key]);
    for (const index of table.indexes) made.index([...index]);
  });
}

/** Makes one table with the options of the dialect: knex has no word for what stands behind the closing bracket. */
async function create(
  trx: Knex.Transaction,
  { dialect, place }: Scene,
  name: string,
  columns: (made: Knex.CreateTableBuilder) => void,
): Promise<void> {
  const builder = trx.schema.createTable(`${place.prefix}${name}`, columns);
  for (const { sql } of builder.toSQL()) {
    await trx.raw(sql.startsWith('create table') ? sql + dialect.tableOptions : sql);
  }
}

const TEXTS = ['kind', 'as_of', 'content_hash', 'config_hash', 'rules_hash', 'tool_version', 'started_at'];
/** Columns of the ledger since version 2; each may be null. */
const LATER_LEDGER = ['approved_at', 'effective', 'scope', 'reverts', 'superseding'];
const COUNTS = ['members_total', 'members_new', 'members_changed', 'members_gone'];

async function createLedger(trx: Knex.Transaction, scene: Scene): Promise<void> {
  const [key, text] = [scene.dialect.columnType('key'), scene.dialect.columnType('text')];
  await create(trx, scene, 'runs', (table) => {
    // Not counted by the database: what a rolled back run had taken would be missing.
    table.integer('sequence').notNullable().primary();
    for (const column of ['run_id', 'plan_id']) table.specificType(column, key).notNullable().unique();
    for (const column of [...TEXTS, 'finished_at', 'input_summary']) {
      table.specificType(column, text).notNullable();
    }
    table.specificType('approved_by', text);
    for (const column of [...COUNTS, 'links_total', 'points_total', 'changes_rows']) {
      table.bigInteger(column).notNullable();
    }
  });
}
