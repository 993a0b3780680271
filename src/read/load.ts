import { rm } from 'node:fs/promises';
import type { Engine } from '../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../engine/sql.js';
import { columnSql, fieldName } from './column-sql.js';
import type { Dialect } from './dialect.js';
import { type Column, neededFields } from './mapping.js';
import type { Placements, Portion } from './placement.js';

/** A temporary file of records that is ready to be loaded. */
export interface Piece {
  readonly path: string;
  readonly kind: Portion['kind'];
  readonly fileNo: number;
  readonly dialect: Dialect;
  /** Per column of the table where its value comes from. */
  readonly columns: readonly Column[];
  /** In the order of the records. */
  readonly portions: readonly Portion[];
}

export interface LoaderOptions {
  readonly engine: Engine;
  readonly table: string;
  /** Column names of the table, `file_no` comes after them. */
  readonly columns: readonly string[];
  readonly placements: Placements;
}

/** The most pieces that wait on disk: beyond that the scan waits for the engine. */
const WAITING = 4;

/** Loads pieces one after another, in the order given, while the next ones are being written. */
export class Loader {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly options: LoaderOptions) {}

  async create(): Promise<void> {
    const { engine, table, columns } = this.options;
    const { ordered } = await engine.one<{ ordered: boolean }>(
      sql`select current_setting('preserve_insertion_order') as ordered`,
    );
    // Rows are found again by their position.
    if (!ordered) throw new Error('the engine must preserve the order of insertion');
    const texts = columns.map((column) => sql`${name(column)} varchar`);
    await engine.run(
      sql`create or replace table ${name(table)} (${join([...texts, raw('file_no integer')])})`,
    );
  }

  /** Takes a piece over; waits only when too many are waiting already. */
  async add(piece: Piece): Promise<void> {
    for (const portion of piece.portions) this.options.placements.add(portion);
    await this.queue(() => this.insert(piece));
  }

  /** Something else that is to run in the engine after all that was added before. */
  async queue(work: () => Promise<void>): Promise<void> {
    this.waiting++;
    this.tail = this.tail.then(work).finally(() => this.waiting--);
    // A failure is thrown by whoever waits next.
    this.tail.catch(() => {});
    if (this.waiting > WAITING) await this.tail;
  }

  async finish(): Promise<void> {
    await this.tail;
  }

  private async insert(piece: Piece): Promise<void> {
    const { engine, table } = this.options;
    const from = piece.kind === 'plain' ? plainText(piece) : slowText(piece);
    const fields = piece.columns.map((column) => columnSql(column, piece.dialect.textMark));
    const inserted = await engine.one<{ Count: bigint }>(
      sql`insert into ${name(table)} select ${join([...fields, sql`${piece.fileNo}`])} from ${from}`,
    );
    const expected = piece.portions.reduce((sum, { rows }) => sum + rows, 0);
    if (Number(inserted.Count) !== expected)
      throw new Error(
        `the engine loaded ${inserted.Count} of ${expected} records from a piece of the export`,
      );
    await rm(piece.path);
  }
}

/**
 * Nothing is left to the engine to find out, and the text is only what the scan has proved: on a raw export its
 * reader shifts rows silently (a field too many whose last field is empty) or loses them (a stray quote).
 */
function plainText({ path, dialect }: Piece): Sql {
  const quote = dialect.quote === false ? '' : dialect.quote;
  const columns = join(dialect.header.map((_, i) => raw(`c${i}: 'VARCHAR'`)));
  return sql`read_csv(${literalPath(path)}, columns = {${columns}}, auto_detect = false, header = false,
    delim = ${dialect.delimiter}, quote = ${quote}, escape = ${quote}, new_line = '\\n', comment = '', nullstr = '',
    allow_quoted_nulls = true, strict_mode = true, null_padding = false, ignore_errors = false,
    max_line_size = ${MAX_LINE}, parallel = true)`;
}

/** The slow records: an object a line, with only the fields that are needed. */
function slowText({ path, columns }: Piece): Sql {
  const types = join(neededFields(columns).map((index) => sql`${fieldName(index)}: 'VARCHAR'`));
  return sql`read_json(${literalPath(path)}, columns = {${types}}, format = 'newline_delimited',
    maximum_object_size = ${MAX_OBJECT})`;
}

/** The engine reads paths as patterns. */
export function literalPath(path: string): string {
  return path.replace(/[*?[\]]/g, (character) => `[${character}]`);
}

// A record of 1 MiB of CP949 is up to 1.5 MiB of UTF-8; as JSON each of its bytes may become six.
const MAX_LINE = 2_097_152;
const MAX_OBJECT = 16_777_216;
