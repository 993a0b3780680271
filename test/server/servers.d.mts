import type { ChildProcess } from 'node:child_process';

/** What `target.connection` of a config may be: its user owns everything. */
export interface ServerConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface Server {
  readonly client: 'pg' | 'mysql2';
  readonly connection: ServerConnection;
  /** Removed by `stop`. */
  readonly folder: string;
  /** Runs SQL as the owner; several statements at once are allowed. Gives the rows. */
  ask(statement: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Starts it again after `kill`; returns once it answers. */
  start(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  process(): ChildProcess;
}

export interface Servers {
  readonly postgres: Server;
  readonly mariadb: Server;
  stop(): Promise<unknown>;
}

export function startServers(): Promise<Servers>;
/** `settings` as `name=value`. */
export function startPostgres(settings?: readonly string[]): Promise<Server>;
/** `settings` as `--name=value`. */
export function startMariadb(settings?: readonly string[]): Promise<Server>;
