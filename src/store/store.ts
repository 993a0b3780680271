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
import { columnsOf, type StoredRow } from './pages.js';
import { type Person, readPerson } from './person.js';
import { postgres } from './postgres/postgres.js';
import { Reads } from './reads.js';
import { migrate, SCHEMA_VERSION } from './schema.js';
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
import { type Place, placeOf } from './target.js';

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

class KnexStore implements Store {
  private readonly reads: Reads;

  constructor(
    private readonly opened: Opened,
    private readonly mayCreate: boolean,
  ) {
    this.reads = new Reads(opened);
  }

  get shown(): string {
    return this.opened.place.shown;
  }

  async schemaVersion(): Promise<number | undefined> {
    return this.reads.schemaVersion();
  }

  async migrate(): Promise<void> {
    const { dialect, place } = this.opened;
    if ((await this.schemaVersion()) === SCHEMA_VERSION) return;
    if (!this.mayCreate && !dialect.exists(place)) throw notThere(place);
    await told(dialect, place, async () => {
      const db = await dialect.open(place, this.mayCreate ? 'create' : 'write');
      await migrate(db, this.opened).finally(() => dialect.close(db));
    });
  }

  async meta(key: string): Promise<string | undefined> {
    return this.reads.ofTables((db) => readMeta(db, this.opened.place, key), undefined);
  }

  async runs(): Promise<readonly LedgerRow[]> {
    return this.reads.ofTables((db) => readRuns(db, this.opened.place), []);
  }

  async head(): Promise<LedgerRow | undefined> {
    const head = await this.reads.ofTables((db) => readHead(db, this.opened.place), undefined);
    this.reads.startFrom(head);
    return head;
  }

  columns(table: StoredTable | RunTable, only?: readonly string[]): readonly Column[] {
    return columnsOf({ table: TABLES_BY_NAME[table], only });
  }

  read(table: StoredTable, only?: readonly string[]): AsyncGenerator<readonly StoredRow[]> {
    return this.reads.pages({ table: TABLES[table], only });
  }

  readOf(table: RunTable, runs: readonly string[]): AsyncGenerator<readonly StoredRow[]> {
    return this.reads.pages({ table: TABLES_BY_NAME[table], runs });
  }

  find(table: StoredTable, keys: readonly Key[]): AsyncGenerator<readonly StoredRow[]> {
    return this.reads.rows((db) => rowsOfKeys(db, this.opened.place, { table: TABLES[table], keys }));
  }

  async copyOut(table: StoredTable, file: string, only?: readonly string[]): Promise<CopiedOut | undefined> {
    return this.reads.copyOut({ table: TABLES[table], only }, file);
  }

  async apply(delta: Delta): Promise<AppliedRow> {
    const { dialect, place } = this.opened;
    if (!dialect.exists(place)) throw notThere(place);
    const row = await apply(this.opened, delta);
    this.reads.startAnew();
    return row;
  }

  async person(member: string): Promise<Person | undefined> {
    return this.reads.ofTables((db) => readPerson(db, this.opened.place, member), undefined);
  }

  async expired(expiry: Expiry): Promise<readonly string[]> {
    return this.reads.ofTables((db) => readExpired(db, this.opened.place, expiry), []);
  }

  async erase(erasure: Erasure): Promise<LedgerRow> {
    const row = await erase(this.opened, erasure);
    this.reads.startAnew();
    return row;
  }

  async forgotten(): Promise<readonly string[]> {
    const table = `${this.opened.place.prefix}${FORGOTTEN.name}`;
    return this.reads.ofTables(async (db) => {
      if (!(await db.schema.hasTable(table))) return [];
      const rows: readonly { hash: string }[] = await db(table).select('hash').orderBy('hash');
      return rows.map(({ hash }) => hash);
    }, []);
  }

  async close(): Promise<void> {}
}

function notThere({ shown }: Place): Failure {
  return new Failure(
    'target',
    `${shown} is not there`,
    'bring it back, or correct target.connection; tier-merge run makes a new one',
  );
}
