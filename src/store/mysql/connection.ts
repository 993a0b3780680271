import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import type { Access } from '../dialect.js';
import { CONNECT_TIMEOUT, connect } from '../server/connection.js';
import type { Place } from '../target.js';

/** One connection to a server; see `connect`. */
export async function openMysql(place: Place, access: Access): Promise<Knex> {
  const settings = access === 'read' ? [...SETTINGS, 'set session transaction read only'] : SETTINGS;
  return connect<Connection>({
    client: 'mysql2',
    connection: {
      connectTimeout: CONNECT_TIMEOUT,
      ...place.connection,
      charset: 'utf8mb4',
      multipleStatements: false,
      // Integers and decimals as their digits: a number would lose some.
      supportBigNumbers: true,
      bigNumberStrings: true,
    },
    prepare: async (connection) => {
      outliveItsListeners(connection);
      for (const setting of settings) await connection.promise().query(setting);
    },
  });
}

/**
 * knex takes all listeners away before the driver has given up a broken socket, and an error that nobody listens to
 * ends the process, with the outcome of the run untold. What an error means comes by the statement that failed.
 */
function outliveItsListeners(connection: Connection): void {
  connection.on('error', () => {});
  connection.removeAllListeners = () => connection;
}

const SETTINGS = [
  // Quotes and || as standard SQL has them; a value that does not fit is an error and never cut.
  `set session sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'`,
  // The lock is taken before the first row is read, and the state that is read begins with that.
  'set session transaction isolation level repeatable read',
  'set session autocommit = 1',
  'set session innodb_lock_wait_timeout = 20',
  // The default is a day or a year.
  'set session lock_wait_timeout = 20',
  // Between two parts of a load or of a long read we may be busy for a while.
  'set session net_read_timeout = 600',
  'set session net_write_timeout = 600',
];
