import type { Knex } from 'knex';
import type { Column, ColumnKind } from './tables.js';
import type { Place } from './target.js';
import type { Bound } from './values.js';

/** read never changes the target and never creates it; write needs it to exist; create may make it. */
export type Access = 'read' | 'write' | 'create';

/** Why the database refused, as far as it changes what the operator must do. */
export type Fault = 'busy' | 'not a database' | 'damaged' | 'full' | 'denied' | 'unreachable';

/** Rows for one table, many a statement. */
export interface Load {
  /** The quoted name of the table. */
  readonly into: string;
  /** Columns that hold the same value in every row. */
  readonly constant: { readonly columns: readonly string[]; readonly value: string };
  readonly batches: AsyncIterable<LoadBatch>;
}

/** Whole rows, one after the other. A column of the table that is not among `columns` is null in them. */
export interface LoadBatch {
  readonly columns: readonly Column[];
  readonly values: readonly Bound[];
}

/** What differs between the databases. Identifiers are quoted with `"` on all of them. */
export interface Dialect {
  /** Put behind every `create table`. */
  readonly tableOptions: string;
  /** Whether an index may be dropped and made again inside a transaction. */
  readonly transactionalSchema: boolean;
  columnType(kind: ColumnKind): string;
  exists(place: Place): boolean;
  /** One connection; its transactions hold the write lock from their first moment on. */
  open(place: Place, access: Access): Promise<Knex>;
  /** Gives up every lock the connection may still hold. */
  close(db: Knex): Promise<void>;
  /** From here on the connection reads one state of the database, until `endRead`. */
  beginRead(db: Knex): Promise<void>;
  endRead(db: Knex): Promise<void>;
  page(db: Knex, statement: string, bindings: readonly Bound[]): Promise<readonly (readonly unknown[])[]>;
  load(db: Knex, load: Load): Promise<void>;
  /** Called inside the transaction: from here on it waits for readers rather than fail. */
  waitForReaders(trx: Knex): Promise<void>;
  /** `update table set assignments from staged where condition`, however this database says it. */
  update(parts: Readonly<Record<'table' | 'staged' | 'assignments' | 'condition', string>>): string;
  fault(error: unknown, place: Place): Fault | undefined;
}
