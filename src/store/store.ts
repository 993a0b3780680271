import type { Knex } from 'knex';
import type { Target } from '../config/schema.js';
import { Failure } from '../failure.js';
import { type AppliedRow, apply, type Opened } from './apply.js';
import type { Delta } from './delta.js';
import type { CopiedOut, Dialect } from './dialect.js';
import { type Erasure, erase } from './erase.js';
import { type Expiry, readExpired } from './expired.js';
import { told } from './fault.js';
import { type Key, rowsOfKeys } from './find.js';
import { type LedgerRow, readHead, readRuns } from './ledger.js';
import { readMeta } from './meta.js';
import { mysql } from './mysql/mysql.js';
import { columnsOf, type Extent, pagesOf, type StoredRow, selectionOf } from './pages.js';
import { type Person, readPerson } from './person.js';
import { postgres } from './postgres/postgres.js';
import { migrate, readSchemaVersion, SCHEMA_VERSION } from './schema.js';
import { sqlite } from './sqlite/sqlite.js';
import {
  BEFORE_TABLES,
  type Column,
  FORGOTTEN,
  type RunTable,
  type StoredTable,
  TABLES,
  type Table,
} from './tables.js';
import { placeOf } from './target.js';

interface StoreOptions {
  /** What a relative filename and a `file:` secret are relative to. */
  readonly baseDirectory: string;
  /** Whether `migrate` may make a target that is not there. Nothing else makes one. */
  readonly create: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
}

/** The unified members, and what each run did to them. A target that is not there, or has no tables, is empty. */
export interface Store {
  /** What messages call the target; holds no secret. */
  readonly shown: string;
  /** The version of the tables; undefined when there are none. */
  schemaVersion(): Promise<number | undefined>;
  /** Makes the tables or brings them up to date; `apply` needs that. Changes nothing when they are. */
  migrate(): Promise<void>;
  /** A value kept for good, such as `ci_key`. */
  meta(key: string): Promise<string | undefined>;
  /** The ledger, oldest run first. */
  runs(): Promise<readonly LedgerRow[]>;
  /** The last run. From here on `read` refuses a target that another run has written to. */
  head(): Promise<LedgerRow | undefined>;
  /** The columns of a table in the order of its rows; `only` some, and those of the key. */
  columns(table: StoredTable | RunTable, only?: readonly string[]): readonly Column[];
  /**
   * A whole table in key order, in batches of 2,000 rows. An integer comes as bigint, an amount as decimal text, a
   * flag as boolean. All tables that one store reads are of one state: throws `stale` when a run came in between.
   */
  read(table: StoredTable, only?: readonly string[]): AsyncIterable<readonly StoredRow[]>;
  /** The rows with these keys, as `read` gives them, in no order; of the same state. */
  find(table: StoredTable, keys: readonly Key[]): AsyncIterable<readonly StoredRow[]>;
  /**
   * The same rows as a file of CSV, or undefined where the database has no such way, which is several times as fast.
   */
  copyOut(table: StoredTable, file: string, only?: readonly string[]): Promise<CopiedOut | undefined>;
  /** What some runs left in a table of runs, as `read` gives it; nothing where the table is not there yet. */
  readOf(table: RunTable, runs: readonly string[]): AsyncIterable<readonly StoredRow[]>;
  /** Writes one plan, whole or not at all, and gives its row of the ledger as a second connection reads it. */
  apply(delta: Delta): Promise<AppliedRow>;
  /** A member with all ids and rows that are the same person's; undefined where there is no such member. */
  person(member: string): Promise<Person | undefined>;
  /** Members that are gone or withdrawn for so long, with all ids that were merged into them. */
  expired(expiry: Expiry): Promise<readonly string[]>;
  /** Erases members from every table, whole or not at all. */
  erase(erasure: Erasure): Promise<LedgerRow>;
  /** The keyed hashes of what was forgotten. */
  forgotten(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a target. Throws `usage` for a config that names none and `target` for a file that is no database. */
export async function openStore(target: Target, options: StoreOptions): Promise<Store> {
  const place = placeOf(target, { baseDirectory: options.baseDirectory, env: options.env ?? process.env });
  const dialect = DIALECTS[target.client];
  const store = new KnexStore({ dialect, place, now: options.now ?? (() => new Date()) }, options.create);
  await store.schemaVersion();
  return store;
}

const DIALECTS: Readonly<Record<Target['client'], Dialect>> = {
  'better-sqlite3': sqlite,
  pg: postgres,
  mysql2: mysql,
};

const TABLES_BY_NAME: Readonly<Record<StoredTable | RunTable, Table>> = {
  ...TABLES,
  members_before: BEFORE_TABLES.members,
  links_before: BEFORE_TABLES.links,
  points_before: BEFORE_TABLES.points,
  source_rows_before: BEFORE_TABLES.source_rows,
};

/** Each question has a connection of its own, so that a store at rest holds no file and no lock. */
class KnexStore implements Store {
  /** The head of the ledger that everything read so far belongs to; null before the first run. */
  private seen: string | null | undefined;

  constructor(
    private readonly opened: Opened,
    private readonly mayCreate: boolean,
  ) {}

  get shown(): string {
    return this.opened.place.shown;
  }

  async schemaVersion(): Promise<number | undefined> {
    return this.reading((db) => readSchemaVersion(db, this.opened.place), undefined);
  }

  async migrate(): Promise<void> {
    const { dialect, place } = this.opened;
    if ((await this.schemaVersion()) === SCHEMA_VERSION) return;
    if (!this.mayCreate && !dialect.exists(place))
      throw new Failure(
        'target',
        `${place.shown} is not there`,
        'bring it back, or correct target.connection; tier-merge run makes a new one',
      );
    await told(dialect, place, async () => {
      const db = await dialect.open(place, this.mayCreate ? 'create' : 'write');
      await migrate(db, this.opened).finally(() => dialect.close(db));
    });
  }

  async meta(key: string): Promise<string | undefined> {
    return this.readingTables((db) => readMeta(db, this.opened.place, key), undefined);
  }

  async runs(): Promise<readonly LedgerRow[]> {
    return this.readingTables((db) => readRuns(db, this.opened.place), []);
  }

  async head(): Promise<LedgerRow | undefined> {
    const head = await this.readingTables((db) => readHead(db, this.opened.place), undefined);
    this.seen = head?.run_id ?? null;
    return head;
  }

  columns(table: StoredTable | RunTable, only?: readonly string[]): readonly Column[] {
    return columnsOf({ table: TABLES_BY_NAME[table], only });
  }

  read(table: StoredTable, only?: readonly string[]): AsyncGenerator<readonly StoredRow[]> {
    return this.pages({ table: TABLES[table], only });
  }

  readOf(table: RunTable, runs: readonly string[]): AsyncGenerator<readonly StoredRow[]> {
    return this.pages({ table: TABLES_BY_NAME[table], runs });
  }

  find(table: StoredTable, keys: readonly Key[]): AsyncGenerator<readonly StoredRow[]> {
    return this.heldStill((db) => rowsOfKeys(db, this.opened.place, { table: TABLES[table], keys }));
  }

  async copyOut(table: StoredTable, file: string, only?: readonly string[]): Promise<CopiedOut | undefined> {
    const { dialect, place } = this.opened;
    if (dialect.copyOut === undefined) return undefined;
    if ((await this.schemaVersion()) === undefined) return { rows: 0, quote: '"', nullText: '' };
    return told(dialect, place, async () => {
      const db = await dialect.open(place, 'read');
      try {
        await this.holdStill(db);
        return await dialect.copyOut?.(
          db,
          await selectionOf(db, place, { table: TABLES[table], only }),
          file,
        );
      } finally {
        await dialect.close(db);
      }
    });
  }

  private pages(extent: Extent): AsyncGenerator<readonly StoredRow[]> {
    const { place } = this.opened;
    return this.heldStill(async function* (db, opened) {
      if (!(await db.schema.hasTable(`${place.prefix}${extent.table.name}`))) return;
      yield* pagesOf(db, opened, extent);
    });
  }

  private async *heldStill(
    ask: (db: Knex, opened: Opened) => AsyncGenerator<readonly StoredRow[]>,
  ): AsyncGenerator<readonly StoredRow[]> {
    const { dialect, place } = this.opened;
    if ((await this.schemaVersion()) === undefined) return;
    const db = await told(dialect, place, () => dialect.open(place, 'read'));
    try {
      await told(dialect, place, () => this.holdStill(db));
      const pages = ask(db, this.opened);
      for (;;) {
        const page = await told(dialect, place, () => pages.next());
        if (page.done) return;
        yield page.value;
      }
    } finally {
      await dialect.close(db);
    }
  }

  async apply(delta: Delta): Promise<AppliedRow> {
    const { dialect, place } = this.opened;
    if (!dialect.exists(place))
      throw new Failure(
        'target',
        `${place.shown} is not there`,
        'bring it back, or correct target.connection; tier-merge run makes a new one',
      );
    const row = await apply(this.opened, delta);
    this.seen = undefined;
    return row;
  }

  async person(member: string): Promise<Person | undefined> {
    return this.readingTables((db) => readPerson(db, this.opened.place, member), undefined);
  }

  async expired(expiry: Expiry): Promise<readonly string[]> {
    return this.readingTables((db) => readExpired(db, this.opened.place, expiry), []);
  }

  async erase(erasure: Erasure): Promise<LedgerRow> {
    const row = await erase(this.opened, erasure);
    this.seen = undefined;
    return row;
  }

  async forgotten(): Promise<readonly string[]> {
    const table = `${this.opened.place.prefix}${FORGOTTEN.name}`;
    return this.readingTables(async (db) => {
      if (!(await db.schema.hasTable(table))) return [];
      const rows: readonly { hash: string }[] = await db(table).select('hash').orderBy('hash');
      return rows.map(({ hash }) => hash);
    }, []);
  }

  async close(): Promise<void> {}

  /** One state for this table, and the same one for all. */
  private async holdStill(db: Knex): Promise<void> {
    const { dialect, place } = this.opened;
    await dialect.beginRead(db);
    const head = (await readHead(db, place))?.run_id ?? null;
    if (this.seen === undefined) this.seen = head;
    if (head === this.seen) return;
    throw new Failure('stale', `run ${head} was applied to ${place.shown} while it was read`, 'try again');
  }

  private async readingTables<T>(ask: (db: Knex) => Promise<T>, none: T): Promise<T> {
    const { place } = this.opened;
    return this.reading(
      async (db) => ((await readSchemaVersion(db, place)) === undefined ? none : ask(db)),
      none,
    );
  }

  private async reading<T>(ask: (db: Knex) => Promise<T>, none: T): Promise<T> {
    const { dialect, place } = this.opened;
    if (!dialect.exists(place)) return none;
    return told(dialect, place, async () => {
      const db = await dialect.open(place, 'read');
      return await ask(db).finally(() => dialect.close(db));
    });
  }
}
