import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../../src/config/config.js';
import type { DatabaseFile } from '../../../src/config/database-schema.js';
import { originOf } from '../../../src/config/origin.js';
import { type Engine, openEngine } from '../../../src/engine/engine.js';
import { name, sql } from '../../../src/engine/sql.js';
import { checkHeaders } from '../../../src/read/check.js';
import { readDatabase } from '../../../src/read/database/read-database.js';
import type { FileReading } from '../../../src/read/source.js';
import { sourceOf } from '../reading.js';

export interface ReadRows {
  /** The text that was read, as it lay in the working directory. */
  readonly text: string;
  readonly file: FileReading;
  readonly rows: readonly (readonly unknown[])[];
  readonly rejects: readonly Record<string, unknown>[];
  /** File and row of each accepted row. */
  readonly places: readonly string[];
}

/** An engine and a directory in which tables of databases are read; close it at the end. */
export class DatabaseRoom {
  readonly directory = mkdtempSync(join(tmpdir(), 'read-database-'));

  private constructor(
    readonly engine: Engine,
    private readonly server: Pick<DatabaseFile, 'client' | 'connection'>,
  ) {}

  static async open(server: Pick<DatabaseFile, 'client' | 'connection'>): Promise<DatabaseRoom> {
    const spillDirectory = join(tmpdir(), 'read-database-spill');
    return new DatabaseRoom(
      await openEngine({ threads: 1, memoryBytes: 500_000_000, spillDirectory }),
      server,
    );
  }

  close(): void {
    this.engine.close();
    rmSync(this.directory, { recursive: true });
  }

  /** A source that reads from this room's database. */
  source(columns: Readonly<Record<string, string>>, from: Partial<DatabaseFile>): Source {
    const origin = originOf(
      { ...this.server, ...from },
      {
        path: ['sources', 'shop'],
        columnsAt: { file: 'tier-merge.yaml', line: 7, column: 5 },
        timeZone: 'Asia/Seoul',
        baseDirectory: this.directory,
        env: { PASSWORD: 'hunter2' },
      },
    );
    return sourceOf({ columns, origin });
  }

  async check(columns: Readonly<Record<string, string>>, from: Partial<DatabaseFile>): Promise<void> {
    await checkHeaders(this.source(columns, from), this.directory);
  }

  async read(columns: Readonly<Record<string, string>>, from: Partial<DatabaseFile>): Promise<ReadRows> {
    await this.engine.drop('read_rejects');
    const source = this.source(columns, from);
    if (source.origin === undefined) throw new Error('no origin');
    const options = { workDirectory: this.directory, parallel: 1 };
    const reading = await readDatabase(this.engine, source, source.origin, options);
    const [file] = reading.files;
    if (file === undefined) throw new Error('no file');
    const list = {
      sql: Object.keys(columns)
        .map((field) => name(field).sql)
        .join(', '),
    };
    const rows = await this.engine.rows(sql`select ${list} from read_shop order by rowid`);
    const result = {
      text: readFileSync(file.uncompressedPath, 'utf8'),
      file,
      rows: rows.map((row) => Object.values(row)),
      rejects: await this.engine.rows(
        sql`select file, line, reason, "column", value from read_rejects order by line`,
      ),
      places: rows.map((_, i) => {
        const { file: shown, line } = reading.locate(BigInt(i));
        return `${shown}:${line}`;
      }),
    };
    await reading.dispose();
    return result;
  }
}
