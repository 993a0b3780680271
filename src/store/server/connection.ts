import knex, { type Knex } from 'knex';

/** Long enough for a server across the world, short enough for a person who waits. */
export const CONNECT_TIMEOUT = 5_000;

/** The connection of a pool broke, and the pool wanted another one. */
export class Lost extends Error {
  override readonly name = 'Lost';
}

interface Wire {
  end(): unknown;
}

interface Connecting<D> {
  readonly client: 'pg' | 'mysql2';
  readonly connection: Readonly<Record<string, unknown>>;
  readonly searchPath?: string | undefined;
  /** Told once the connection is made. */
  readonly prepare: (driver: D) => Promise<unknown>;
}

/**
 * A pool of exactly one connection. When it breaks it is not replaced: the next statement would run without the
 * lock, the transaction and the staged rows of the one before, so it fails instead.
 */
export async function connect<D extends Wire>({ prepare, ...config }: Connecting<D>): Promise<Knex> {
  let isOpen = false;
  const admit = async (driver: D): Promise<void> => {
    if (isOpen) throw new Lost('the connection was lost');
    isOpen = true;
    await prepare(driver);
  };
  const db = knex({
    ...config,
    // knex would write the bound values into the message of an error.
    compileSqlOnError: false,
    log: SILENT,
    acquireConnectionTimeout: 2 * CONNECT_TIMEOUT,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (driver: D, done: (error: unknown, driver: D) => void) => {
        admit(driver).then(
          () => done(null, driver),
          (error: unknown) => {
            // A pool forgets what it does not take in, and an open socket keeps the process alive.
            driver.end();
            done(error, driver);
          },
        );
      },
    },
  } as Knex.Config);
  await db.raw('select 1').catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  return db;
}

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };
