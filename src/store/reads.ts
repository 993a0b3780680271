import type { Knex } from 'knex';
import { Failure } from '../failure.js';
import type { Opened } from './apply.js';
import type { CopiedOut } from './dialect.js';
import { told } from './fault.js';
import { type LedgerRow, readHead } from './ledger.js';
import { type Extent, pagesOf, type StoredRow, selectionOf } from './pages.js';
import { readSchemaVersion } from './schema.js';

/**
 * What is asked of one target. Each question has a connection of its own, so that a store at rest holds no file and
 * no lock; rows are all of one state, or reading them throws `stale`.
 */
export class Reads {
  /** The head of the ledger that everything read so far belongs to; null before the first run. */
  private seen: string | null | undefined;

  constructor(private readonly opened: Opened) {}

  /** From here on rows belong to the state with this head. */
  startFrom(head: LedgerRow | undefined): void {
    this.seen = head?.run_id ?? null;
  }

  /** From here on rows belong to the state that is found first. */
  startAnew(): void {
    this.seen = undefined;
  }

  /** The version of the tables; undefined when there are none. */
  schemaVersion(): Promise<number | undefined> {
    return this.of((db) => readSchemaVersion(db, this.opened.place), undefined);
  }

  /** An answer from the tables, or `none` where there are none. */
  ofTables<T>(ask: (db: Knex) => Promise<T>, none: T): Promise<T> {
    const { place } = this.opened;
    return this.of(async (db) => ((await readSchemaVersion(db, place)) === undefined ? none : ask(db)), none);
  }

  /** A table in key order; nothing where it is not there. */
  pages(extent: Extent): AsyncGenerator<readonly StoredRow[]> {
    const { place } = this.opened;
    return this.rows(async function* (db, opened) {
      if (!(await db.schema.hasTable(`${place.prefix}${extent.table.name}`))) return;
      yield* pagesOf(db, opened, extent);
    });
  }

  async *rows(
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

  /** The same rows as a file of CSV, or undefined where the database has no such way. */
  async copyOut(extent: Extent, file: string): Promise<CopiedOut | undefined> {
    const { dialect, place } = this.opened;
    if (dialect.copyOut === undefined) return undefined;
    if ((await this.schemaVersion()) === undefined) return { rows: 0, quote: '"', nullText: '' };
    return told(dialect, place, async () => {
      const db = await dialect.open(place, 'read');
      try {
        await this.holdStill(db);
        return await dialect.copyOut?.(db, await selectionOf(db, place, extent), file);
      } finally {
        await dialect.close(db);
      }
    });
  }

  /** One state for this table, and the same one for all. */
  private async holdStill(db: Knex): Promise<void> {
    const { dialect, place } = this.opened;
    await dialect.beginRead(db);
    const head = (await readHead(db, place))?.run_id ?? null;
    if (this.seen === undefined) this.seen = head;
    if (head === this.seen) return;
    throw new Failure('stale', `run ${head} was applied to ${place.shown} while it was read`, 'try again');
  }

  private async of<T>(ask: (db: Knex) => Promise<T>, none: T): Promise<T> {
    const { dialect, place } = this.opened;
    if (!dialect.exists(place)) return none;
    return told(dialect, place, async () => {
      const db = await dialect.open(place, 'read');
      return await ask(db).finally(() => dialect.close(db));
    });
  }
}
