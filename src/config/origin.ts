import type { Fault } from '../failure.js';
import type { DatabaseFile } from './database-schema.js';
import { isSecret, resolveSecret, type Surroundings } from './secret.js';
import type { YamlPath } from './yaml.js';

/** A table or query of a database that an export is read from instead of files. */
export interface Origin extends DatabaseFile {
  /** What messages and plans call it: what the config has written, never what a secret holds. */
  readonly shown: string;
  /** Where the config names the columns. */
  readonly columnsAt: Pick<Fault, 'file' | 'line' | 'column'>;
  /** The zone in which moments that are stored with one are written. */
  readonly timeZone: string;
  /** The connection with all its secrets. A function, so that no copy of a config can hold them. */
  readonly reveal: () => DatabaseFile['connection'];
  /** Relative to this are files of SQLite. */
  readonly baseDirectory: string;
}

export interface OriginContext extends Surroundings {
  /** Of the export in the config. */
  readonly path: YamlPath;
  readonly columnsAt: Origin['columnsAt'];
  readonly timeZone: string;
}

export function originOf(from: DatabaseFile, context: OriginContext): Origin {
  const { path, columnsAt, timeZone, ...surroundings } = context;
  const key = [...path, 'from', 'connection'].join('.');
  return {
    ...from,
    shown: `${shownConnection(from)} ${shownRelation(from)}`,
    columnsAt,
    timeZone,
    baseDirectory: surroundings.baseDirectory,
    reveal: () => revealed(from.connection, key, surroundings) as DatabaseFile['connection'],
  };
}

function shownRelation({ table, schema, query }: DatabaseFile): string {
  if (query !== undefined) return 'query';
  return schema === undefined ? `${table}` : `${schema}.${table}`;
}

function shownConnection({ client, connection }: DatabaseFile): string {
  if (typeof connection === 'string') return shownText(client, connection);
  const { filename, connectionString, host, port, database, socketPath } = connection;
  const whole = filename ?? connectionString;
  if (typeof whole === 'string') return shownText(client, whole);
  const at = typeof port === 'number' ? `${host ?? socketPath ?? ''}:${port}` : `${host ?? socketPath ?? ''}`;
  return `${client}://${at}/${database ?? ''}`;
}

/** A URL may hold a password, which is left out together with its user and its options. */
function shownText(client: DatabaseFile['client'], text: string): string {
  if (isSecret(text)) return `${client} ${text}`;
  if (client === 'better-sqlite3') return `${client}://${text}`;
  if (!URL.canParse(text)) return `${client}://`;
  const { host, pathname } = new URL(text);
  return `${client}://${host}${pathname}`;
}

function revealed(written: unknown, key: string, surroundings: Surroundings): unknown {
  if (typeof written === 'string') return resolveSecret(written, key, surroundings);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written;
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, revealed(value, `${key}.${name}`, surroundings)]),
  );
}
