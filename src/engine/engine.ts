import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { name, type Sql, sql } from './sql.js';

export type Row = Record<string, DuckDBValue>;

export interface EngineOptions {
  readonly threads: number;
  /** What the engine itself may use, in bytes; the process needs about as much again (see docs/performance.md). */
  readonly memoryBytes: number;
  /** Where tables go that do not fit. Removed by whoever created it. */
  readonly spillDirectory: string;
  /** Told every statement before it runs. */
  readonly log?: (step: string, statement: string) => void;
}

/** The tables of one plan and what computes on them. Holds native memory: close it. */
export interface Engine {
  run(statement: Sql): Promise<void>;
  /** A named step: a table made from one select over earlier tables. Gives its number of rows. */
  step(table: string, select: Sql): Promise<number>;
  /** A result small enough for JavaScript. bigint for integers of 64 bits and more. */
  rows<T extends Row = Row>(select: Sql): Promise<readonly T[]>;
  /** The first row of a result that must have one. */
  one<T extends Row = Row>(select: Sql): Promise<T>;
  /** A result of any size, in batches of about 2,000 rows, in the order of the select. */
  batches<T extends Row = Row>(select: Sql): AsyncIterable<readonly T[]>;
  drop(...tables: readonly string[]): Promise<void>;
  close(): void;
}

/** Opens an empty engine in memory that spills to disk when it must. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${Math.floor(options.memoryBytes / 1_048_576)}MiB`,
    temp_directory: options.spillDirectory,
    // Nothing here outlives the process, and a checkpoint rewrites tables for a second at a time.
    checkpoint_threshold: '1TB',
    // Extensions would be fetched from outside, and one of them could change what a function means.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // A date must not depend on where the machine stands.
  await connection.run("set global timezone = 'UTC'");
  return new DuckEngine(instance, connection, options.log ?? (() => {}));
}

class DuckEngine implements Engine {
  constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly log: (step: string, statement: string) => void,
  ) {}

  async run(statement: Sql): Promise<void> {
    this.log('', statement.sql);
    await this.connection.run(statement.sql);
  }

  async step(table: string, select: Sql): Promise<number> {
    const statement = sql`create or replace table ${name(table)} as ${select}`;
    this.log(table, statement.sql);
    const result = await this.connection.runAndReadAll(statement.sql);
    return Number(result.getRows()[0]?.[0] ?? 0);
  }

  async rows<T extends Row = Row>(select: Sql): Promise<readonly T[]> {
    this.log('', select.sql);
    const result = await this.connection.runAndReadAll(select.sql);
    return result.getRowObjects() as T[];
  }

  async one<T extends Row = Row>(select: Sql): Promise<T> {
    const [row] = await this.rows<T>(select);
    if (row === undefined) throw new Error(`no row from: ${select.sql}`);
    return row;
  }

  async *batches<T extends Row = Row>(select: Sql): AsyncIterable<readonly T[]> {
    this.log('', select.sql);
    // A statement on the same connection would end the stream early, without an error.
    const connection = await this.instance.connect();
    try {
      const result = await connection.stream(select.sql);
      for await (const rows of result.yieldRowObjects()) yield rows as T[];
    } finally {
      connection.closeSync();
    }
  }

  async drop(...tables: readonly string[]): Promise<void> {
    for (const table of tables) await this.run(sql`drop table if exists ${name(table)}`);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
