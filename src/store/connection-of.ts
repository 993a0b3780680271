import type { Knex } from 'knex';

/** Hands over the one connection of a pool, or the one of a transaction, as the driver made it. */
export async function withConnection<D, T>(db: Knex, use: (driver: D) => T | Promise<T>): Promise<T> {
  const driver: D = await db.client.acquireConnection();
  try {
    return await use(driver);
  } finally {
    db.client.releaseConnection(driver);
  }
}
