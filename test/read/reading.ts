import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../src/config/config.js';
import { type Engine, openEngine } from '../../src/engine/engine.js';
import { name, sql } from '../../src/engine/sql.js';
import { readSource, SIZES, type SourceReading } from '../../src/read/source.js';

/** An engine and a directory for one test file; close it at the end. */
export class ReadingRoom {
  private files = 0;

  private constructor(
    readonly engine: Engine,
    readonly directory: string,
  ) {}

  static async open(): Promise<ReadingRoom> {
    const directory = mkdtempSync(join(tmpdir(), 'read-test-'));
    // A directory whose name is a pattern must not confuse anybody.
    const work = join(directory, 'work [1]*');
    mkdirSync(work);
    return new ReadingRoom(
      await openEngine({ threads: 2, memoryBytes: 1_000_000_000, spillDirectory: join(directory, 'spill') }),
      directory,
    );
  }

  close(): void {
    this.engine.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Writes an export and gives its path. */
  file(content: string | Buffer): string {
    const path = join(this.directory, `export-${this.files++}.csv`);
    writeFileSync(path, content);
    return path;
  }

  async read(files: readonly string[], source: Partial<Source> = {}, sizes = SIZES): Promise<Read> {
    await this.engine.drop('read_rejects');
    const columns = { member_id: 'id', name: 'name', phone: 'phone' };
    const reading = await readSource(this.engine, sourceOf({ files, columns, ...source }), {
      workDirectory: this.work,
      parallel: 2,
      sizes,
    });
    const fields = Object.keys({ ...source.extra, ...(source.columns ?? columns) }).map(name);
    const list = { sql: fields.map((field) => field.sql).join(', ') };
    const rows = await this.engine.rows(sql`select ${list} from read_shop order by rowid`);
    const rejects = await this.engine.rows(
      sql`select * exclude (source) from read_rejects order by file_no, line`,
    );
    return { reading, rows: rows.map((row) => Object.values(row)), rejects };
  }

  /** What temporary files there are. */
  leftOver(): readonly string[] {
    return readdirSync(this.work, { recursive: true }).map(String);
  }

  get work(): string {
    return join(this.directory, 'work [1]*');
  }
}

export interface Read {
  readonly reading: SourceReading;
  readonly rows: readonly (readonly unknown[])[];
  readonly rejects: readonly Record<string, unknown>[];
}

export function sourceOf(source: Partial<Source>): Source {
  return {
    name: 'shop',
    files: [],
    order: 0,
    encoding: 'auto',
    quote: '"',
    header_row: 1,
    mode: 'full',
    one_row_per_person: false,
    columns: {},
    extra: {},
    formats: {},
    values: {},
    exclude: [],
    on_repeat: 'reject',
    ...source,
  } as Source;
}
