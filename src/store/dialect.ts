import type { Knex } from 'knex';
import type { Failure } from '../failure.js';
import type { CsvFile } from './delta.js';
import type { Column, ColumnKind } from './tables.js';
import type { Place } from './target.js';
import type { Bound } from './values.js';

/** read never changes the target and never creates it; write needs it to exist; create may make it. */
export type Access = 'read' | 'write' | 'create';

/** Rows for one table, many a statement. */
export interface Load {
  /** The quoted name of the table. */
  readonly into: string;
  /** Every column that a batch may state. */
  readonly columns: readonly Column[];
  /** Columns that hold the same value in every row. */
  readonly constant: { readonly columns: readonly string[]; readonly value: string };
  readonly batches: AsyncIterable<LoadBatch>;
}

/** Whole rows, one after the other. A column of the table that is not among `columns` is null in them. */
export interface LoadBatch {
  readonly columns: readonly Column[];
  readonly values: readonly Bound[];
}

/** A whole table in the order of its key. */
export interface Selection {
  /** The quoted name of the table. */
  readonly from: string;
  /** What is selected, each a quoted column or `null as` one. */
  readonly values: readonly string[];
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

/** Raw values of rows, in the order of a selection. */
export type Page = readonly (readonly unknown[])[];

/** A file of CSV without a header; quotes within a value are doubled, and only what is unquoted is null. */
export interface CopiedOut {
  readonly rows: number;
  readonly quote: '"' | "'";
  readonly nullText: string;
}

/** Loads files of rows, written with its own text for null. */
export interface CsvLoader {
  readonly nullText: string;
  /** Whether this server does. */
  takes(db: Knex): Promise<boolean>;
  load(db: Knex, load: Omit<Load, 'batches'> & { readonly file: CsvFile }): Promise<void>;
}

/** The run that wants the write lock. */
export interface Locking {
  readonly run_id: string;
  /** ISO text. */
  readonly since: string;
}

/** What differs between the databases. Identifiers are quoted with `"` on all of them. */
export interface Dialect {
  /** Put behind every `create table`. */
  readonly tableOptions: string;
  /** Whether tables and indexes may be made and dropped inside a transaction. */
  readonly transactionalSchema: boolean;
  columnType(kind: ColumnKind): string;
  exists(place: Place): boolean;
  /** One connection, which is never replaced by another when it breaks. */
  open(place: Place, access: Access): Promise<Knex>;
  /** Gives up every lock the connection may still hold. */
  close(db: Knex): Promise<void>;
  /** From here on the connection reads one state of the database, until it is closed. */
  beginRead(db: Knex): Promise<void>;
  pages(db: Knex, selection: Selection): AsyncIterable<Page>;
  /** Where a database gives a whole table as a file. */
  copyOut?(db: Knex, selection: Selection, file: string): Promise<CopiedOut>;
  load(db: Knex, load: Load): Promise<void>;
  /** Where a database takes whole files. */
  readonly csv?: CsvLoader;
  /** Called once a table has been filled, so that the database knows how many rows are in it. */
  analyse(db: Knex, table: string): Promise<void>;
  /**
   * First in a transaction that writes: takes the lock that keeps other runs out, or throws `locked` with who holds
   * it. It dies with the connection. Without a run, for changes of the tables, nobody is announced.
   */
  lock(trx: Knex, place: Place, run: Locking | undefined): Promise<void>;
  /** Once the transaction is over. Never throws: by now the outcome of the run is settled. */
  unlock(db: Knex, place: Place, run: Locking): Promise<void>;
  /** On a fresh connection: returns once no transaction that held the lock can still commit, or throws. */
  settled(db: Knex, place: Place): Promise<void>;
  /**
   * A statement that waits for whoever is changing the stored rows of a join, and keeps them from being changed until
   * the transaction ends. None where the transaction keeps everybody out.
   */
  holdRows?(parts: Joined): string;
  /** Called inside the transaction: from here on it waits for readers rather than fail. */
  waitForReaders(trx: Knex): Promise<void>;
  /** `update table as t set assignments from staged as s where condition`, however this database says it. */
  update(parts: Joined & { readonly assignments: readonly Assignment[] }): string;
  /** Deletes from the table the rows whose quoted key is among those staged with op `delete`. */
  remove(parts: Pick<Joined, 'table' | 'staged'> & { readonly key: readonly string[] }): string;
  /** So that what is deleted is in no byte of the files any more; where it is absent, that is the database's own affair. */
  readonly erasing?: {
    /** On the connection that will delete, before its transaction. */
    begin(db: Knex): Promise<void>;
    /** Once the transaction is committed. */
    end(db: Knex): Promise<void>;
  };
  /** What an error of this database means to the operator; undefined when it is none of the known ones. */
  failure(error: unknown, place: Place): Failure | undefined;
}

/** A stored table `t` beside the staged rows `s`. */
interface Joined {
  readonly table: string;
  readonly staged: string;
  readonly condition: string;
}

/** A quoted column of the stored table and what it becomes. */
export interface Assignment {
  readonly column: string;
  readonly value: string;
}
