import type { Target } from '../../config/schema.js';
import { resolveSecret, type Surroundings } from '../../config/secret.js';
import { Failure } from '../../failure.js';
import type { Place } from '../target.js';

interface Kind {
  readonly scheme: string;
  readonly schemes: readonly string[];
  readonly port: number;
  /** The key under which the driver takes an address as a whole. */
  readonly address: string;
}

const KINDS: Readonly<Record<Exclude<Target['client'], 'better-sqlite3'>, Kind>> = {
  pg: {
    scheme: 'postgres',
    schemes: ['postgres:', 'postgresql:'],
    port: 5432,
    address: 'connectionString',
  },
  mysql2: { scheme: 'mysql', schemes: ['mysql:', 'mariadb:'], port: 3306, address: 'uri' },
};

/** Finds a target that is a server. Host, port and database are shown, user and password never. */
export function serverOf(target: Target, surroundings: Surroundings): Place {
  const kind = KINDS[target.client as keyof typeof KINDS];
  const written = target.connection;
  const connection =
    typeof written === 'string'
      ? { [kind.address]: resolveSecret(written, 'target.connection', surroundings) }
      : resolveAll('target.connection', written, surroundings);
  const address = connection[kind.address];
  const { host, port, database } =
    typeof address === 'string' ? addressIn(address, kind) : partsOf(connection, kind);
  const at = host.startsWith('/') ? host : `${host}:${port}`;
  const schema = target.schema === undefined ? '' : `?schema=${target.schema}`;
  return {
    path: '',
    shown: `${kind.scheme}://${at}/${database}${schema}`,
    prefix: target.prefix,
    connection,
    schema: target.schema,
  };
}

interface Parts {
  readonly host: string;
  readonly port: string;
  readonly database: string;
}

/** A fault of the address is told without the address: it may hold a password. */
function addressIn(address: string, kind: Kind): Parts {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const database = decoded(url?.pathname.slice(1) ?? '');
  if (url === undefined || !kind.schemes.includes(url.protocol) || !database) {
    throw new Failure(
      'usage',
      `target.connection is no address of the form ${kind.scheme}://USER:PASSWORD@HOST:PORT/DATABASE`,
      'characters such as @ / : # % in a password must be written as %40 %2F %3A %23 %25',
    );
  }
  const host = url.searchParams.get('host') ?? decoded(url.hostname);
  return { host: host || 'localhost', port: url.port || String(kind.port), database };
}

/** Undefined for a stray `%`. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function partsOf(connection: Readonly<Record<string, unknown>>, kind: Kind): Parts {
  const { database, host, port, socketPath } = connection;
  if (typeof database !== 'string' || database === '') {
    throw new Failure(
      'usage',
      'target.connection has no database',
      'set target.connection.database, or write the connection as an address',
    );
  }
  return { host: String(socketPath ?? host ?? 'localhost'), port: String(port ?? kind.port), database };
}

function resolveAll(
  key: string,
  values: Readonly<Record<string, unknown>>,
  surroundings: Surroundings,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, resolved(`${key}.${name}`, value, surroundings)]),
  );
}

function resolved(key: string, value: unknown, surroundings: Surroundings): unknown {
  if (typeof value === 'string') return resolveSecret(value, key, surroundings);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return resolveAll(key, value as Readonly<Record<string, unknown>>, surroundings);
}
