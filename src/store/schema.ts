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
    const version = (await readSchemaVersion(trx, scene.place)) ?? 0;
    if (version === 0) await createSchemaTable(trx, scene.place);
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

async function createSchemaTable(trx: Knex.Transaction, { prefix }: Place): Promise<void> {
  await trx.schema.createTable(schemaTable(prefix), (table) => {
    table.integer('version').primary();
    table.text('applied_at').notNullable();
  });
}

async function createTables(trx: Knex.Transaction, scene: Scene): Promise<void> {
  for (const name of [...WRITTEN_TABLES, ...LATER_TABLES.map((table) => table.name)]) {
    await requireNone(trx, scene.place, name);
  }
  for (const name of WRITTEN_TABLES) await createTable(trx, scene, TABLES[name]);
  await createLedger(trx, scene.place.prefix);
  await trx.schema.createTable(`${scene.place.prefix}meta`, (table) => {
    table.text('key').notNullable().primary();
    table.text('value').notNullable();
  });
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

async function createTable(trx: Knex.Transaction, { dialect, place }: Scene, table: Table): Promise<void> {
  const builder = trx.schema.createTable(`${place.prefix}${table.name}`, (made) => {
    for (const stamp of table.stamps) made.specificType(stamp, dialect.columnType('key')).notNullable();
    for (const { name, kind } of table.columns) {
      const column = made.specificType(name, dialect.columnType(kind));
      if (kind === 'key') column.notNullable();
    }
    made.primary([...table.key]);
    for (const index of table.indexes) made.index([...index]);
  });
  // knex has no word for what a database puts behind the closing bracket.
  for (const { sql } of builder.toSQL()) {
    await trx.raw(sql.startsWith('create table') ? sql + dialect.tableOptions : sql);
  }
}

const TEXTS = ['kind', 'as_of', 'content_hash', 'config_hash', 'rules_hash', 'tool_version', 'started_at'];
/** Columns of the ledger since version 2; each may be null. */
const LATER_LEDGER = ['approved_at', 'effective', 'scope', 'reverts', 'superseding'];
const COUNTS = ['members_total', 'members_new', 'members_changed', 'members_gone'];

async function createLedger(trx: Knex.Transaction, prefix: string): Promise<void> {
  await trx.schema.createTable(`${prefix}runs`, (table) => {
    table.increments('sequence');
    table.text('run_id').notNullable().unique();
    table.text('plan_id').notNullable().unique();
    for (const column of [...TEXTS, 'finished_at', 'input_summary']) table.text(column).notNullable();
    table.text('approved_by');
    for (const column of [...COUNTS, 'links_total', 'points_total', 'changes_rows']) {
      table.bigInteger(column).notNullable();
    }
  });
}
