import knex, { type Knex } from 'knex';
import type { DatabaseFile } from '../../config/database-schema.js';
import type { Origin } from '../../config/origin.js';
import { Failure } from '../../failure.js';

/** The driver's own connection, and how it is given up. */
export interface Connected<Driver> {
  readonly driver: Driver;
  destroy(): Promise<void>;
}

/** One connection through knex, which knows how each driver is called. */
export async function connect<Driver>(
  client: DatabaseFile['client'],
  connection: Knex.StaticConnectionConfig | string,
): Promise<Connected<Driver>> {
  const db = knex({
    client,
    connection,
    useNullAsDefault: true,
    acquireConnectionTimeout: 20_000,
    pool: { min: 0, max: 1 },
    // knex prints to the console, with the path, what it throws anyway.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  try {
    const driver: Driver = await db.client.acquireConnection();
    // What was not given back, knex waits for.
    const destroy = () => {
      db.client.releaseConnection(driver);
      return db.destroy();
    };
    return { driver, destroy };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The address of a server in an object or a URL. Throws a usage Failure that does not show what is written. */
export function addressOf({ shown, reveal }: Origin): Record<string, unknown> {
  const connection = reveal();
  if (typeof connection !== 'string') return connection;
  if (!URL.canParse(connection))
    throw new Failure(
      'usage',
      `${shown}: its connection is no URL`,
      'such as postgres://USER:PASSWORD@HOST/DATABASE or mysql://USER:PASSWORD@HOST/DATABASE',
    );
  const { hostname, port, username, password, pathname, searchParams } = new URL(connection);
  return {
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(pathname.length < 2 ? {} : { database: decodeURIComponent(pathname.slice(1)) }),
    ...Object.fromEntries(searchParams),
  };
}
