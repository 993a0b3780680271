import { Failure } from '../../failure.js';
import type { Place } from '../target.js';
import { Lost } from './connection.js';
import { heldBy } from './lock.js';

/** Why a server refused, as far as it changes what the operator must do. */
export type ServerFault =
  | 'busy'
  | 'damaged'
  | 'denied'
  | 'full'
  | 'local files'
  | 'login'
  | 'lost'
  | 'no database'
  | 'overloaded'
  | 'read only'
  | 'refused'
  | 'timeout'
  | 'too long'
  | 'twice'
  | 'unreachable';

/** The failure that a fault means. `detail` is shown: a right, a table, an error code; never a value. */
export function serverFailure(fault: ServerFault, place: Place, detail = ''): Failure {
  const { code, message, hint } = FAILURES[fault](place.shown, detail);
  return fault === 'busy' ? heldBy(place, undefined) : new Failure(code, message, hint);
}

/** What an error of the network means, whatever the database; undefined when it is none. */
export function networkFault(error: Error): ServerFault | undefined {
  if (error instanceof Lost) return 'lost';
  const code = 'code' in error ? String(error.code) : '';
  if (code in NETWORK) return NETWORK[code];
  // knex's own, when no connection came in time.
  if (error.name === 'KnexTimeoutError') return 'unreachable';
  return MESSAGES.find(([pattern]) => pattern.test(error.message))?.[1];
}

const NETWORK: Readonly<Record<string, ServerFault>> = {
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOENT: 'unreachable',
  EACCES: 'unreachable',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ERR_STREAM_DESTROYED: 'lost',
  ERR_STREAM_PREMATURE_CLOSE: 'lost',
  HANDSHAKE_NO_SSL_SUPPORT: 'login',
  HANDSHAKE_SSL_ERROR: 'login',
  PROTOCOL_CONNECTION_LOST: 'lost',
  PROTOCOL_SEQUENCE_TIMEOUT: 'lost',
};

/** Errors that the drivers give no code. */
const MESSAGES: readonly (readonly [RegExp, ServerFault])[] = [
  [/timeout expired|connection timeout/i, 'unreachable'],
  [/^(the server does not support ssl|.*certificate|.*\bssl\b)/i, 'login'],
  [/connection (was )?(terminated|closed|lost|ended)|closed state|not queryable/i, 'lost'],
  [/sasl|client password must be a string/i, 'login'],
];

interface Said {
  readonly code: 'target' | 'locked' | 'internal';
  readonly message: string;
  readonly hint: string;
}

const REPORT = 'nothing was written; please report this';
const target = (message: string, hint: string): Said => ({ code: 'target', message, hint });
const ROLLED_BACK = 'nothing was written; try again';

const FAILURES: Readonly<Record<ServerFault, (shown: string, detail: string) => Said>> = {
  busy: (shown) => ({ code: 'locked', message: shown, hint: '' }),
  damaged: (shown, detail) =>
    target(`${shown} reports damage (${detail})`, 'look into the log of the server; restore from a backup'),
  denied: (shown, detail) =>
    target(`the user of ${shown} lacks a right: ${detail}`, 'docs/store.md has the GRANT statements'),
  full: (shown) => target(`no space is left for ${shown}`, 'free some space; the target is as it was'),
  'local files': (shown) =>
    target(
      `${shown} does not take LOAD DATA LOCAL INFILE`,
      'set global local_infile = 1 on the server; without it rows go by insert',
    ),
  login: (shown, detail) =>
    target(
      `${shown} refused the login${detail === '' ? '' : ` (${detail})`}`,
      'check user, password and ssl of target.connection, and what the server allows for this host',
    ),
  lost: (shown) => target(`the connection to ${shown} was lost`, ROLLED_BACK),
  'no database': (shown) =>
    target(`${shown} is not there`, 'create the database, or correct target.connection'),
  overloaded: (shown, detail) =>
    target(`${shown} has no room for another connection or for this work (${detail})`, ROLLED_BACK),
  'read only': (shown) =>
    target(`${shown} is read-only`, 'name the primary server, not a replica, in target.connection'),
  refused: (shown, detail) => ({
    code: 'internal',
    message: `${shown} refused a statement (${detail})`,
    hint: REPORT,
  }),
  timeout: (shown, detail) =>
    target(
      `${shown} ended a statement that took too long (${detail})`,
      'raise the limit of the user, or try again',
    ),
  'too long': (shown, detail) =>
    target(`${shown} has a column that is too small: ${detail}`, 'nothing was written; shorten the value'),
  twice: (shown, detail) => ({
    code: 'internal',
    message: `a row for ${shown} comes twice (${detail})`,
    hint: REPORT,
  }),
  unreachable: (shown) =>
    target(`${shown} cannot be reached`, 'check host, port and network, and that the server runs'),
};
