import type { Knex } from 'knex';
import { withConnection } from '../connection-of.js';
import type { Bound } from '../values.js';

/** What is used of the SQLite driver beside knex, which prepares each statement anew and builds each row twice. */
export interface Driver {
  readonly inTransaction: boolean;
  exec(statement: string): void;
  prepare(statement: string): Statement;
}

interface Statement {
  readonly reader: boolean;
  raw(on: boolean): Statement;
  all(bindings: readonly Bound[]): unknown[][];
  run(bindings: readonly Bound[]): unknown;
}

/** The one connection of a pool, or the one of a transaction. */
export function withDriver<T>(db: Knex, use: (driver: Driver) => T | Promise<T>): Promise<T> {
  return withConnection<Driver, T>(db, use);
}

export function rollBack(driver: Driver): void {
  if (driver.inTransaction) driver.exec('rollback');
}

/**
 * Replaces the three statements with which knex makes a transaction.
 * - It begins without the write lock, so that two runs would meet only at their first write, after their checks.
 * - libsql does not reset a COMMIT that found the database busy: its lock would stay, even after a rollback and a
 *   close, until the statement is collected. `exec` does reset it.
 * - When SQLite has rolled back by itself (disk full), the complaint about a second rollback would hide why.
 */
export function adaptTransactions(driver: Driver): void {
  const prepare = driver.prepare.bind(driver);
  const replaced = new Map<string, () => void>([
    ['BEGIN;', () => driver.exec('begin immediate')],
    ['COMMIT;', () => driver.exec('commit')],
    ['ROLLBACK', () => rollBack(driver)],
  ]);
  driver.prepare = (text) => {
    const act = replaced.get(text);
    return act === undefined ? prepare(text) : standIn(act);
  };
}

function standIn(act: () => void): Statement {
  const statement: Statement = {
    reader: false,
    raw: () => statement,
    all: () => [],
    run: () => {
      act();
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
  return statement;
}
