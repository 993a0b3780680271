import type { DatabaseFile } from '../../config/database-schema.js';
import type { SourceDatabase } from './snapshot.js';

/** Each driver is loaded where it is asked for: the first sign of life must not wait for all of them. */
export function databaseOf(client: DatabaseFile['client']): Promise<SourceDatabase> {
  return DATABASES[client]();
}

const DATABASES: Readonly<Record<DatabaseFile['client'], () => Promise<SourceDatabase>>> = {
  pg: async () => (await import('./postgres.js')).postgres,
  mysql2: async () => (await import('./mysql.js')).mysql,
  'better-sqlite3': async () => (await import('./sqlite.js')).sqlite,
};
