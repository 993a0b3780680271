import type { DatabaseFile } from '../../config/database-schema.js';
import type { Origin } from '../../config/origin.js';
import type { Sql } from '../../engine/sql.js';

/** One state of a database, as seen through a connection that can only read. */
export interface Snapshot {
  /** What the relation has, in its order. */
  columns(relation: Relation): Promise<readonly FoundColumn[]>;
  /** The text of these columns of every row, in the order of the columns, as CSV. */
  records(relation: Relation, columns: readonly FoundColumn[]): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface FoundColumn {
  readonly name: string;
  /** As the database calls or numbers it. */
  readonly type: string | number;
}

export type Relation = Pick<DatabaseFile, 'table' | 'schema' | 'query'>;

/** Why a database refused: it must come back, be allowed, or the config must be corrected. */
export type Trouble = 'unreachable' | 'denied' | 'no such table' | 'wrong query' | 'failed';

/** What differs between the databases that are read from. */
export interface SourceDatabase {
  open(origin: Origin): Promise<Snapshot>;
  /** Undefined: the error does not come from the database. */
  trouble(error: Error): Trouble | undefined;
}

export type Quote = (identifier: string) => Sql;
