import type { Knex } from 'knex';
import type { Client } from 'pg';
import { withConnection } from '../connection-of.js';

/** A statement that gives nothing. */
export function run(db: Knex, statement: string): Promise<void> {
  return withConnection<Client, void>(db, async (client) => {
    await client.query(statement);
  });
}
