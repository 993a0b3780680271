import { startServers } from './servers.mjs';

/** Starts the servers once for all tests, which find them by `serversInUse`. */
export async function setup(): Promise<() => Promise<unknown>> {
  const { postgres, mariadb, stop } = await startServers();
  process.env.TIER_MERGE_SERVERS = JSON.stringify({
    pg: postgres.connection,
    mysql2: mariadb.connection,
  });
  return stop;
}
